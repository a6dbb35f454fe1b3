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

  "desk.told.title": "Être prévenu quand quelque chose arrive",
  "desk.told.text":
    "Quand un dossier s’ouvre, ou que quelqu’un a répondu, vous pouvez être prévenu. Le message dit « Quelque chose vous attend à votre bureau » et rien d’autre, quelques minutes plus tard, et il n’en vient pas d’autre avant que vous n’ayez regardé.",
  "desk.told.address": "Votre adresse électronique",
  "desk.told.hint":
    "Les personnes qui tiennent ce site la voient, et tous ceux par qui passe le courriel voient que vous avez un bureau ici.",
  "desk.told.do": "Me prévenir là",
  "desk.told.end": "Ne plus me prévenir",
  "desk.told.kept": "Vous êtes prévenu à {address}.",
  "desk.told.ended": "Vous n’êtes plus prévenu.",
  "desk.told.wrong": "Cela ne ressemble pas à une adresse électronique.",
  "desk.told.none":
    "Ce site ne prévient personne hors du bureau. Regardez de temps en temps ; rien ne se perd entre-temps.",

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
  "desk.cases.older":
    "Le tableau montre d’autres notes, ou moins, que celles que cet appareil avait vues. Il a peut-être été ramené à un jour antérieur. Regardez si ce que vous avez noté en dernier est encore là.",
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

  "desk.conflict.title": "Avant de lire",
  "desk.conflict.lead": "Voici de qui il s’agit, selon celles et ceux qui ont écrit. Rien d’autre n’est encore ouvert.",
  "desk.conflict.question": "Pouvez-vous lire ceci ?",
  "desk.conflict.text":
    "Si vous ou votre cabinet agissez pour cette personne, lui êtes proches ou ne pourriez pas agir librement, déclarez-le maintenant.",
  "desk.conflict.none": "Pas de conflit : continuer",
  "desk.conflict.declare": "Il y a un conflit",
  "desk.declared.title": "Ceci reste non lu",
  "desk.declared.text":
    "Vous avez déclaré un conflit. Aucun récit de ce dossier ne s’ouvre à ce bureau, et il n’en vient plus. Personne n’a été nommé pour lire à votre place.",
  "desk.declared.passed":
    "Vous avez déclaré un conflit, et les organisations qui tiennent les clés le savent. Chaque récit passe, sans avoir été lu, à la personne nommée ensuite.",

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
  "desk.account.earlier":
    "Ces mots exacts existaient déjà le {date} : leur auteur ou autrice les a datés avant de les sceller, et un reçu le montre.",
  "desk.account.earlierRecord":
    "Un enregistrement antérieur de la même personne, que celui-ci remplace, existait déjà le {date}.",
  "desk.account.contact": "Comment joindre cette personne",
  "desk.account.noWays": "Aucun moyen n’a été donné. Attendez qu’elle vous écrive.",
  "desk.account.never": "À ne pas faire : {never}",
  "desk.account.files": "Ce qui a été gardé",
  "desk.account.save": "Enregistrer",
  "desk.account.saveFile": "Enregistrer {name}",
  "desk.account.saveHint": "Un fichier que vous enregistrez reste lisible sur cet appareil.",
  "desk.account.described": "Comment la personne est décrite",
  "desk.account.sealed": "Ce récit est scellé. Vous ne voyez que la description de la personne.",
  "desk.account.coming":
    "Le récit n’est pas encore arrivé. Il est envoyé dès que votre mot est reçu ; regardez encore dans un instant.",
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
    "Un fichier ZIP de fichiers age chiffrés : chaque récit, tout le dossier en PDF à imprimer, chaque pièce et les originaux scellés. Ils s’ouvrent avec la clé de votre bureau, avec ou sans Chorus.",
  "desk.export.do": "Faire le fichier",
  "desk.export.done": "{name} est passé à votre navigateur. Il est chiffré pour votre clé.",
  "desk.export.noPaper":
    "{name} est passé à votre navigateur, sans PDF : un récit est dans une écriture que notre police n’a pas. Les fichiers texte contiennent chaque mot.",

  "tab.deskPractice": "Notes : liste de noms",
  "desk.empty": "Écrivez d’abord quelques mots.",
  "desk.kept": "Enregistré, chiffré pour votre cabinet.",
  "desk.notKept": "La connexion n’a pas fonctionné et ceci n’est pas enregistré. Vos mots sont encore dans le champ.",
  "desk.said": "{by}, {date}",
  "desk.strikeWhat": "Rayer : {what}",
  "desk.cases.state": "{state}.",
  "desk.cases.tasks": "{tasks, plural, one {# tâche à faire.} other {# tâches à faire.}}",
  "desk.cases.deadline": "Dernier jour : {date}.",
  "desk.cases.shutOut":
    "Vous n’êtes plus dans ce cabinet. Quelqu’un de votre équipe a retiré ce bureau ; demandez-lui si c’est une surprise.",
  "desk.state.new": "Nouveau",
  "desk.state.conflict-check": "Vérification des conflits",
  "desk.state.reading": "En lecture",
  "desk.state.contacting": "Prise de contact",
  "desk.state.connected": "En lien",
  "desk.state.acting": "En action",
  "desk.state.closed": "Clos",
  "desk.search.label": "Chercher dans tout ce que vous pouvez lire",
  "desk.search.hint": "Noms, récits et notes. Tout se fait sur cet appareil ; rien n’est gardé ni envoyé.",
  "desk.search.do": "Chercher",
  "desk.search.busy": "Ouverture et lecture",
  "desk.search.found":
    "{found, plural, =0 {Rien n’a été trouvé.} one {Trouvé dans # dossier.} other {Trouvé dans # dossiers.}}",
  "desk.met.title": "Comment ils se sont rejoints",
  "desk.met.accounts":
    "{elsewhere, plural, =0 {Les récits {accounts} se rejoignent.} one {Les récits {accounts} rejoignent # autre, en d’autres mains.} other {Les récits {accounts} en rejoignent # autres, en d’autres mains.}}",
  "desk.met.on": "Tous nomment {identifiers}.",
  "desk.met.strong": "Cela n’appartient qu’à une seule personne.",
  "desk.met.weak": "Un nom avec un lieu est faible : comparez les descriptions.",
  "desk.view.legend": "Comment lire",
  "desk.view.beside": "Côte à côte",
  "desk.view.order": "Dans l’ordre où cela s’est passé, pour autant qu’on le sache",
  "desk.contact.title":
    "{contacts, plural, =0 {Contacts jusqu’ici : aucun} one {Contacts jusqu’ici : # fois} other {Contacts jusqu’ici : # fois}}",
  "desk.contact.text": "Ce qui a été dit ou laissé",
  "desk.contact.way": "De quelle façon",
  "desk.contact.they": "La personne a écrit ou est venue d’elle-même",
  "desk.contact.add": "Noter le contact",
  "desk.mark.place": "Lieux",
  "desk.mark.approach": "Façons d’approcher",
  "desk.mark.words": "Mots dits",
  "desk.mark.other": "Autre chose",
  "desk.marks.title": "Ce qui revient",
  "desk.marks.text":
    "Des passages que vous mettez côte à côte. C’est vous qui les marquez ; rien n’est trouvé ni compté pour vous.",
  "desk.marks.quote": "Le passage",
  "desk.marks.quoteHint": "Sélectionnez des mots dans un récit, et ils viennent ici.",
  "desk.marks.account": "De quel récit",
  "desk.marks.sort": "De quoi il s’agit",
  "desk.marks.add": "Marquer le passage",
  "desk.work.title": "Votre travail",
  "desk.work.state": "Où cela en est",
  "desk.work.tasks":
    "{open, plural, =0 {À faire : rien en attente} one {À faire : # en attente} other {À faire : # en attente}}",
  "desk.work.task": "Une chose à faire",
  "desk.work.by": "Pour quand",
  "desk.work.addTask": "Ajouter la tâche",
  "desk.work.due": "Fait ; c’était pour le {date}",
  "desk.work.done": "Déjà fait",
  "desk.work.deadlines":
    "{deadlines, plural, =0 {Prescription : aucun dernier jour noté} one {Prescription : # dernier jour} other {Prescription : # derniers jours}}",
  "desk.work.deadlineHint": "Selon votre propre calcul. Rien ici ne connaît la loi d’aucun lieu.",
  "desk.work.deadline": "Ce qui ne pourra plus être engagé ensuite",
  "desk.work.last": "Le dernier jour",
  "desk.work.lastMissing": "Indiquez le dernier jour.",
  "desk.work.addDeadline": "Noter le dernier jour",
  "desk.work.notes":
    "{notes, plural, =0 {Notes : aucune encore} one {Notes : il y en a #} other {Notes : il y en a #}}",
  "desk.work.note": "Une note pour votre cabinet",
  "desk.work.addNote": "Garder la note",
  "desk.work.outcomes":
    "{outcomes, plural, =0 {Les suites : rien de noté} one {Les suites : # élément} other {Les suites : # éléments}}",
  "desk.work.outcomeHint":
    "Cela reste dans votre cabinet. Seuls des nombres en sortent, et seulement si vous les emportez.",
  "desk.work.outcome": "Ce qui a suivi",
  "desk.work.outcomeSort": "Nature",
  "desk.work.when": "Quel jour",
  "desk.work.addOutcome": "Noter ce qui a suivi",
  "desk.outcome.report": "Un signalement a été déposé",
  "desk.outcome.employer": "L’employeur ou l’institution a agi",
  "desk.outcome.settlement": "Un accord a été trouvé",
  "desk.outcome.judgment": "Un tribunal ou un organe a décidé",
  "desk.outcome.published": "Elles ont pris la parole en public",
  "desk.outcome.nothing": "Rien n’a suivi",
  "desk.practice.title": "Votre cabinet",
  "desk.practice.lead":
    "Qui travaille à ce bureau. Chaque personne a sa clé ; toutes lisent les mêmes dossiers et notes.",
  "desk.practice.own": "{name} (vous, sur cet appareil)",
  "desk.practice.remove": "Retirer",
  "desk.practice.removeWho": "Retirer {name} du cabinet",
  "desk.practice.removed":
    "{name} n’en fait plus partie. Ce que vous notez désormais est scellé pour les autres seulement.",
  "desk.practice.add.title": "Faire entrer quelqu’un de votre équipe",
  "desk.practice.add.text":
    "La personne choisit sur son appareil « Je rejoins un cabinet » et vous donne le fichier. Lisez-vous de vive voix les huit groupes de chiffres ; seulement alors, rendez la lettre qui est faite ici.",
  "desk.practice.add.file": "Sa demande",
  "desk.practice.add.do": "Faire entrer et faire la lettre",
  "desk.practice.added":
    "La personne est dans la liste. Comparez les chiffres ; s’ils diffèrent, retirez l’entrée aussitôt. La lettre welcome.age est passée à votre navigateur ; elle ne s’ouvre que pour elle.",
  "desk.practice.notARequest": "Ce n’est pas une demande pour rejoindre, ou elle est abîmée. Personne n’est entré.",
  "desk.practice.leave.title": "Retirer {name} du cabinet ?",
  "desk.practice.leave.text":
    "Vos notes passent à un nouvel endroit, scellé pour les autres seulement. Ce qui a été noté avant, cette personne a pu le lire.",
  "desk.practice.leave.limit":
    "Cette personne a eu la clé du cabinet et peut en garder une copie. Sans confiance, faites un nouveau bureau avec une nouvelle clé et demandez une nouvelle admission.",
  "desk.practice.leave.do": "Retirer",
  "desk.practice.leave.keep": "Garder",
  "desk.counts.title": "Ce que votre travail a donné",
  "desk.counts.text": "Des nombres de dossiers. Ils restent ici, sauf si vous les emportez.",
  "desk.counts.take": "Emporter les nombres",
  "desk.join.title": "Je rejoins un cabinet",
  "desk.join.text":
    "Vous faites ici une clé à vous, et quelqu’un qui en fait déjà partie vous fait entrer. La demande ne contient rien de secret.",
  "desk.join.name": "Votre propre nom",
  "desk.join.nameMissing": "Donnez le nom que votre équipe lira.",
  "desk.join.passphrase": "Une phrase secrète pour votre clé",
  "desk.join.do": "Faire ma clé et la demande",
  "desk.joining.title": "Vous n’en êtes pas encore",
  "desk.joining.lead":
    "Donnez le fichier request.chorus à quelqu’un du cabinet. Ce qui vous est rendu, apportez-le ici.",
  "desk.joining.letter": "La lettre (welcome.age)",
  "desk.joining.do": "Rejoindre",
  "desk.joining.notForMe": "Cette lettre n’est pas pour la clé faite ici. Demandez celle qui répond à votre demande.",
  "desk.joining.digits": "Lisez ceci à votre collègue : {fingerprint}",
  "desk.joining.again": "Je veux recommencer",
  "desk.joining.againText": "La clé qui attend ici est effacée. Elle n’a encore rien ouvert.",
  "desk.joining.drop": "L’effacer",
  "desk.unlock.leadPasskey": "Votre clé d’accès l’ouvre, ou votre phrase de passe.",
  "desk.passkey.title": "L’ouvrir avec une clé d’accès",
  "desk.passkey.text":
    "Une clé d’accès de cet appareil (empreinte, visage, clé de sécurité) peut ouvrir le bureau ici, en plus de votre phrase de passe. Elle ne quitte pas cet appareil ; sur un autre, c’est le fichier de clé et sa phrase de passe qui l’ouvrent.",
  "desk.passkey.name": "Bureau",
  "desk.passkey.one": "Une clé d’accès, ajoutée le {added}",
  "desk.passkey.added": "Désormais, cette clé d’accès ouvre le bureau sur cet appareil.",
  "desk.passkey.removed":
    "Elle n’ouvre plus le bureau. Dans la liste de votre appareil, elle reste jusqu’à ce que vous l’y supprimiez.",
  "desk.passkey.cancelled":
    "Aucune clé d’accès n’est arrivée. Vous pouvez réessayer, ou utiliser votre phrase de passe.",
  "desk.passkey.unable":
    "Cette clé d’accès ne sait pas chiffrer : elle ne peut pas ouvrir le bureau. Une autre le pourra peut-être ; votre phrase de passe marche toujours.",
  "desk.passkey.wrong": "Cette clé d’accès n’ouvre pas le bureau sur cet appareil. Votre phrase de passe, si.",
  "desk.told.browser":
    "Ce navigateur peut l’afficher, même quand le bureau est fermé. Son éditeur (Google, Mozilla, Apple ou Microsoft) porte le message et apprend que ce site avait quelque chose pour vous, et quand.",
  "desk.told.hereDo": "L’afficher dans ce navigateur",
  "desk.told.notHere": "Ne pas l’afficher dans ce navigateur",
  "desk.told.here": "Désormais, ce navigateur l’affiche.",
  "desk.told.endedHere": "Vous n’êtes plus prévenu de cette façon.",
  "desk.told.denied": "Votre navigateur ne le permet pas. Vous pouvez le changer dans ses réglages pour ce site.",
  "desk.told.failed":
    "Votre navigateur n’a pas pu obtenir d’adresse pour cela. Cela marchera peut-être plus tard, ou par courriel.",
  "desk.told.refused": "Ce site ne prévient pas de cette façon. Rien n’a été changé.",
} as const;
