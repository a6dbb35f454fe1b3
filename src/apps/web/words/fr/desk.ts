/** Le bureau de la personne choisie pour lire. */
export default {
  "tab.desk": "Notes : bureau",
  "tab.deskKey": "Notes : clé",
  "tab.deskCase": "Notes : feuille",

  "desk.back": "Retour au bureau",
  "desk.lock": "Fermer le bureau",
  "desk.refused":
    "Le dépôt ne l’a pas pris ({rule}). Rien n’est perdu. Indiquez aux responsables de ce site le mot entre parenthèses.",
  "desk.failed.title": "Le bureau n’a pas pu s’ouvrir",
  "desk.failed.text":
    "Ce navigateur ne laisse rien garder, ou ce qu’il garde ne peut pas être lu en ce moment. Rien n’a changé. Une fenêtre privée l’empêche parfois ; un autre navigateur peut convenir.",

  "desk.begin.title": "Un bureau pour les professionnels",
  "desk.begin.lead":
    "Pour le barreau, les organismes d’aide et la presse. On vous choisit pour lire ce qui est scellé, et cela ne s’ouvre qu’à vous.",
  "desk.begin.name": "Votre nom, ou celui de votre cabinet",
  "desk.begin.nameHint": "On le lit en choisissant qui pourra lire son récit.",
  "desk.begin.nameMissing": "Donnez le nom qui sera lu.",
  "desk.begin.profession": "Votre profession",
  "desk.begin.professionMissing": "Choisissez votre profession.",
  "desk.begin.about": "Ce que vous aimeriez que l’on sache de vous",
  "desk.begin.aboutHint": "Langues, ce que vous pouvez faire, si cela coûte quelque chose.",
  "desk.begin.key.title": "Votre clé est faite sur cet appareil et y reste",
  "desk.begin.key.text":
    "Ce qui est scellé pour vous ne s’ouvre qu’avec elle. Personne n’en garde de copie : ni les responsables de ce site, ni les organisations qui tiennent les autres clés. On vous demandera d’en enregistrer une.",
  "desk.begin.make": "Faire ma clé et demander l’admission",
  "desk.begin.making": "Votre clé se prépare",
  "desk.begin.unreachable": "La connexion n’a pas fonctionné. Aucune clé n’a été faite. Réessayez quand vous voulez.",

  "desk.restore.title": "J’ai déjà une clé",
  "desk.restore.text":
    "Apportez le fichier counsel.key que vous avez enregistré, ici ou en ligne de commande avec une phrase secrète. Les notes sur les dossiers faites sur un autre appareil n’y sont pas.",
  "desk.restore.file": "Votre fichier de clé",
  "desk.restore.passphrase": "La phrase secrète de ce fichier",
  "desk.restore.do": "L’apporter sur cet appareil",
  "desk.restore.missing": "Choisissez d’abord le fichier.",
  "desk.restore.notAKey": "Ce n’est pas le fichier de clé d’un bureau, ou il est abîmé. Le fichier reste tel quel.",

  "desk.unlock.title": "Votre bureau est fermé",
  "desk.unlock.lead": "Votre phrase secrète l’ouvre.",
  "desk.unlock.missing": "Tapez votre phrase secrète pour ouvrir le bureau.",
  "desk.unlock.wrong": "Cette phrase n’ouvre pas la clé. Vérifiez les majuscules et essayez encore.",
  "desk.unlock.forgotten":
    "Personne ne peut ouvrir la clé sans elle. Si vous avez une copie sous une autre phrase, retirez le bureau de cet appareil et apportez la copie. Sans aucune clé, ce qui a été scellé pour vous ne pourra jamais être lu par qui que ce soit.",
  "desk.erase.ask": "Retirer le bureau de cet appareil",
  "desk.erase.title": "Retirer le bureau de cet appareil ?",
  "desk.erase.text":
    "La clé et vos notes sur les dossiers sont effacées ici aussitôt. S’il n’y a pas d’autre copie de la clé, tout ce qui a été scellé pour vous est perdu.",
  "desk.erase.do": "Le retirer pour de bon",
  "desk.erase.keep": "Le garder",

  "desk.fresh.title": "Enregistrez maintenant une copie de votre clé",
  "desk.fresh.text":
    "Pour l’instant elle n’est que sur cet appareil. S’il tombe en panne ou si les données du navigateur sont effacées, tout ce qui sera scellé pour vous serait perdu.",
  "desk.fresh.go": "Enregistrer une copie",

  "desk.key.link": "Votre clé",
  "desk.key.title": "Votre clé",
  "desk.key.lead": "Gardez une copie là où vous seul pouvez l’atteindre, loin de cet appareil.",
  "desk.key.warning.title": "Avec le fichier et sa phrase, on lit ce que vous pouvez lire",
  "desk.key.warning.text": "N’envoyez jamais ni l’un ni l’autre, et gardez-les séparés.",
  "desk.key.file":
    "Le fichier est protégé par votre phrase secrète. Il ouvre ce bureau sur un autre appareil, et la ligne de commande le lit aussi.",
  "desk.key.save": "Enregistrer le fichier de clé",
  "desk.key.saved": "Le fichier counsel.key est passé à votre navigateur. Vérifiez qu’il est là où vous le voulez.",
  "desk.key.identity.title": "La clé qui ouvre ce que vous emportez",
  "desk.key.identity.text":
    "Les dossiers que vous emportez sont des fichiers age. Avec cette ligne, on les ouvre avec l’outil age, sans Chorus : age -d -i export.key FICHIER. Elle n’ouvre rien de ce qui est encore scellé.",
  "desk.key.identity.label": "Identité age",
  "desk.key.identity.save": "L’enregistrer sous export.key",

  "desk.cases.title": "Votre bureau",
  "desk.cases.lead": "Ce que l’on vous a choisi pour lire, une fois ouvert. Vous êtes ici sous le nom {name}.",
  "desk.cases.looking": "Votre boîte est relevée",
  "desk.cases.unreachable": "La connexion n’a pas fonctionné. Rien n’est perdu ; réessayez quand vous voulez.",
  "desk.cases.faulty":
    "Une des organisations qui tiennent les clés a envoyé quelque chose qui ne tient pas. Cela a été mis de côté et ne touche pas ce que vous lisez ici.",
  "desk.cases.waiting.title": "Vous avez demandé l’admission",
  "desk.cases.waiting.text":
    "Les organisations qui tiennent les clés décident si l’on peut vous choisir. Tant qu’il n’y a pas assez de oui, rien ne peut être scellé pour vous. Regardez plus tard.",
  "desk.cases.none":
    "Rien ne s’est ouvert. Quelque chose arrive ici seulement quand assez de personnes ont nommé la même.",
  "desk.cases.look": "Regarder encore",
  "desk.cases.accounts": "{accounts, plural, one {# récit.} other {# récits.}}",
  "desk.cases.unasked": "Pas encore lu.",
  "desk.cases.declared": "Vous avez déclaré un conflit.",
  "desk.cases.asks": "Attend votre mot : est-ce la même personne ?",
  "desk.cases.open": "En cours de lecture.",

  "desk.conflict.title": "Avant de lire",
  "desk.conflict.lead": "Voici de qui il s’agit, selon celles et ceux qui ont écrit. Rien d’autre n’est encore ouvert.",
  "desk.conflict.question": "Pouvez-vous lire ceci ?",
  "desk.conflict.text":
    "Si vous ou votre cabinet agissez pour cette personne, lui êtes proches ou ne pourriez pas agir librement, déclarez-le maintenant.",
  "desk.conflict.none": "Pas de conflit : continuer",
  "desk.conflict.declare": "Il y a un conflit",
  "desk.declared.title": "Ceci reste non lu",
  "desk.declared.text":
    "Vous avez déclaré un conflit. Aucun récit de ce dossier ne s’ouvre à ce bureau. Il ne passe pas de lui-même à quelqu’un d’autre.",

  "desk.described.waiting":
    "La description n’est pas encore arrivée entière. Il manque encore une des organisations qui tiennent les clés.",

  "desk.compare.title": "Est-ce une seule personne ?",
  "desk.compare.text":
    "La correspondance tient à un nom, et des noms se partagent. Lisez comment chacun décrit la personne. Ce n’est qu’après votre mot que les récits peuvent s’ouvrir ; si ce n’est pas la même, ils restent scellés, et la question ne vous est plus posée.",
  "desk.compare.description": "Description {place, number}",
  "desk.compare.elsewhere": "Une description confiée à quelqu’un d’autre",
  "desk.compare.elsewhereHint": "Parlez-lui avant d’en juger.",
  "desk.compare.others":
    "{others, plural, one {# autre description a été scellée pour quelqu’un d’autre. Vous ne pouvez pas la voir ; parlez-lui avant d’en juger.} other {# autres descriptions ont été scellées pour d’autres. Vous ne pouvez pas les voir ; parlez-leur avant d’en juger.}}",
  "desk.compare.which": "Lesquelles décrivent une seule et même personne ?",
  "desk.compare.tooFew": "Choisissez-en deux ou plus, dont une des vôtres.",
  "desk.compare.same": "C’est la même personne",
  "desk.compare.different": "Ce n’est pas la même personne",
  "desk.compare.failed":
    "La connexion n’a pas fonctionné, et votre réponse n’est peut-être pas arrivée entière. Ce qui manque sera redemandé.",

  "desk.case.notYet": "D’abord les descriptions",
  "desk.case.title": "Ce qui a été écrit",
  "desk.case.lead": "Chaque récit dans ses propres mots, en commençant par celui qui a été scellé le premier.",
  "desk.case.none": "Il n’y a pas de tel dossier à ce bureau",
  "desk.case.notAFinding":
    "Que plusieurs nomment la même personne est une raison de lire, pas une conclusion. Ils ne savent rien les uns des autres.",
  "desk.account.title": "Récit {place, number}",
  "desk.account.contact": "Comment joindre cette personne",
  "desk.account.noWays": "Aucun moyen n’a été donné. Attendez qu’elle vous écrive.",
  "desk.account.never": "À ne pas faire : {never}",
  "desk.account.files": "Ce qui a été gardé",
  "desk.account.save": "Enregistrer",
  "desk.account.saveFile": "Enregistrer {name}",
  "desk.account.saveHint": "Un fichier que vous enregistrez reste lisible sur cet appareil.",
  "desk.account.described": "Comment la personne est décrite",
  "desk.account.sealed": "Ce récit est scellé. Vous ne voyez que la description de la personne.",
  "desk.way.text": "SMS",
  "desk.way.call": "Appel",
  "desk.way.email": "Courriel",
  "desk.way.post": "Courrier",
  "desk.way.other": "Autre moyen",

  "desk.when.unknown": "inconnu",
  "desk.when.range": "du {from} au {to}",
  "desk.when.about": "vers {days}",
  "desk.when.words": "{words}",
  "desk.when.both": "{words} ({days})",
  "desk.written": "Écrit le {date}",
  "desk.writtenAndChanged": "Écrit le {begun}, changé le {changed}",
  "desk.earlier": "Ce qui figurait avant",
  "desk.about.happened": "Ce qui s’est passé",
  "desk.about.senses": "Les souvenirs qui restent",
  "desk.about.they": "Ce que l’autre personne a fait et dit",
  "desk.about.you": "Ce que la personne qui écrit a fait et dit",
  "desk.about.knew": "Comment elles se connaissaient",
  "desk.about.place": "Où",
  "desk.about.near": "Qui était proche",
  "desk.about.told": "À qui elle l’a dit, et quand",
  "desk.about.kept": "Ce qui a été gardé",
  "desk.about.since": "Comment cela va depuis",
  "desk.about.unsure": "Ce dont elle n’est pas sûre",
  "desk.about.wish": "Ce qu’elle voudrait qu’il en sorte",

  "desk.export.title": "L’emporter",
  "desk.export.text":
    "Un fichier ZIP de fichiers age chiffrés : chaque récit, chaque pièce et les originaux scellés. Ils s’ouvrent avec la clé de votre bureau, avec ou sans Chorus.",
  "desk.export.do": "Faire le fichier",
  "desk.export.done": "{name} est passé à votre navigateur. Il est chiffré pour votre clé.",
} as const;
