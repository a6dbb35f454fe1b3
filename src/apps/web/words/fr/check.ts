/** La page qui vérifie les reçus et les preuves. */
export default {
  "tab.check": "Notes : vérifier",

  "check.title": "Vérifier un reçu ou une preuve",
  "check.lead": "Ce que vous choisissez ici reste sur cet appareil. Cela fonctionne sans connexion.",
  "check.files": "Fichiers",
  "check.files.hint":
    "Un reçu ou une preuve que Chorus a écrit et, à côté, le fichier dont il s’agit, si vous l’avez. Vous pouvez en choisir plusieurs à la fois.",
  "check.fingerprint": "L’empreinte du dépôt",
  "check.fingerprint.hint": "Si vous la connaissez par ailleurs, par exemple par l’un de ses dépositaires.",
  "check.fingerprint.error": "Une empreinte compte 64 chiffres et lettres de a à f. Regardez s’il en manque.",
  "check.failed":
    "La vérification n’a pas pu se faire pour l’instant : un fichier a peut-être été déplacé, ou une partie de cette page n’est pas arrivée. Choisissez encore les fichiers, ou rechargez la page.",
  "check.said":
    "{all, plural, one {Un fichier a été vérifié, {holding} est valable.} other {# fichiers ont été vérifiés, {holding} sont valables.}}",

  "check.holds": "{name} est valable",
  "check.refused": "{name} n’est pas valable",
  "check.refused.text":
    "Il est abîmé, a été modifié, ou vient d’un autre dépôt que celui indiqué. Demandez le fichier d’origine à qui vous l’a donné.",
  "check.refused.rule": "Ce qui ne tient pas : {rule}",
  "check.covered": "{name} est bien celui-là",
  "check.covered.item": "Ce fichier même existait quand la note a été faite. Voir {by}.",
  "check.covered.part": "Ce fichier même est une partie scellée de l’envoi. Voir {by}.",
  "check.locked": "{name} est verrouillé",
  "check.locked.text": "Saisissez plus haut ce qui l’ouvre, et il sera lu ici, sur cet appareil.",
  "check.locked.wrong": "Ce que vous avez saisi ne l’ouvre pas. Vérifiez et réessayez.",
  "check.key": "Ce qui ouvre la copie verrouillée",
  "check.key.hint": "Sa phrase secrète, ou la clé secrète pour laquelle elle a été faite. Cela reste sur cet appareil.",
  "check.key.do": "Ouvrir et vérifier",
  "check.covered.form": "C’est la même déclaration, mot pour mot, sous une autre forme. Voir {by}.",
  "check.unrelated": "Rien n’est prouvé de {name}",
  "check.unrelated.text":
    "Ce n’est pas une preuve que Chorus a écrite, et aucune des preuves choisies ne porte sur ce fichier même. Une seule lettre changée en fait un autre fichier.",

  "check.is.record": "Ceci montre qu’un envoi scellé existait le {date}. Cela ne montre pas ce qu’il contient.",
  "check.is.withdrawal": "Ceci montre que le {date} son auteur avait déjà demandé à reprendre un envoi.",
  "check.is.note": "Ceci montre que ce sur quoi une note datée a été faite existait le {date}.",
  "check.is.opening": "Ceci montre que le {date} un dossier s’était déjà ouvert.",
  "check.is.statement": "Ceci montre que le {date} une déclaration avait déjà été publiée.",
  "check.is.other": "Ceci montre qu’une inscription figurait dans le registre du dépôt le {date}.",
  "check.note.choose": "Choisissez aussi ce sur quoi elle a été faite, pour voir si c’est exactement cela.",
  "check.note.closed": "Ce sur quoi elle a été faite n’est pas montré.",

  "check.seen": "L’y ont vu",
  "check.seen.by": "{name}, {date}",
  "check.stamp": "Horodaté par une autorité extérieure",
  "check.stamp.certificate": "Certificat {certificate}",
  "check.place": "Place",
  "check.place.text": "Registre de « {escrow} », inscription {position}",
  "check.record": "Envoi",
  "check.pinned": "C’est le dépôt que vous avez indiqué.",

  "check.independence.all":
    "{count, plural, one {L’unique envoi a été scellé avant que rien ne s’ouvre.} other {Les # envois ont tous été scellés avant que l’un d’eux ne s’ouvre.}}",
  "check.independence.some":
    "{before} envois sur {all} ont été scellés avant que l’un d’eux ne s’ouvre. Les autres sont venus après, et ont pu être écrits par quelqu’un qui savait.",
  "check.independence.apart":
    "{days, plural, =0 {Moins d’un jour sépare le premier du dernier.} one {Un jour sépare le premier du dernier.} other {# jours séparent le premier du dernier.}}",
  "check.independence.record": "Envoi {number}",
  "check.independence.before": "Scellé le {date}, avant toute ouverture",
  "check.independence.after": "Scellé le {date}, après la première ouverture",
  "check.independence.opened": "Ouverture inscrite",
  "check.independence.testified": "Qui atteste quand chacun s’est ouvert",

  "check.not": "Ce que cela ne montre pas",
  "check.not.content": "Ce qui y est dit, ni que ce qui y est dit soit vrai.",
  "check.not.earlier": "Que cela n’existait pas plus tôt.",
  "check.not.who": "Qui l’a écrit, ni ce que l’envoi est devenu depuis.",
  "check.not.escrow":
    "À qui est ce dépôt. N’importe qui peut en fonder un sous n’importe quel nom : comparez l’empreinte à celle que publient ses dépositaires.",
  "check.not.authority": "Que l’autorité qui a horodaté soit digne de foi.",
  "check.not.outside": "Que les auteurs ne savaient rien les uns des autres hors de ce dépôt.",
  "check.not.people": "Qui sont les auteurs, ni que deux clés soient deux personnes.",

  "check.receipt.shows": "Un reçu montre que cela existait le {date}, pas ce que cela contient.",
  "check.receipt.takenBack": "Un reçu montre que vous l’avez redemandé le {date}.",
  "check.receipt.waiting": "Le reçu vient quand assez de ceux qui gardent les clés l’ont vu.",
  "check.receipt.save": "Enregistrer le reçu",
  "check.receipt.question": "Enregistrer le reçu sur cet appareil ?",
  "check.receipt.trace":
    "Il est de toute façon dans votre carnet. Un fichier enregistré reste dans les téléchargements de cet appareil, où quelqu’un d’autre peut le trouver. Il ne dit ni ce que vous avez scellé ni qui vous avez nommé, mais il dit que vous avez scellé quelque chose, et quand.",
  "check.receipt.dont": "Le laisser dans le carnet",
  "check.receipt.how":
    "Chacun peut le vérifier sur la page « Vérifier un reçu ou une déclaration », même dans des années, sans rien demander à personne ici.",
  "tab.dated": "Notes : dates",
  "check.dated.title": "Une date pour ce que vous avez écrit",
  "check.dated.lead":
    "Pour pouvoir montrer un jour que ces pages existaient aujourd’hui, mot pour mot. Il n’est pas nécessaire de les sceller pour cela.",
  "check.dated.what":
    "Seul un code court va dans un registre public. Il ne dit rien de ce que vous avez écrit, ni de sa longueur, ni de qui vous êtes. Qu’un code soit venu, et à quelle heure, chacun peut le voir.",
  "check.dated.none": "Rien n’est encore écrit à quoi donner une date.",
  "check.dated.now": "Dater les pages telles qu’elles sont",
  "check.dated.daily": "Une fois par jour",
  "check.dated.daily.on":
    "Les dater tout seul, au plus une fois par jour, quand j’ouvre le carnet et que quelque chose a changé",
  "check.dated.list": "Dates jusqu’ici",
  "check.dated.shows": "Ces pages existaient le {date}",
  "check.dated.waiting": "Faite le {date}, pas encore vue par assez de ceux qui gardent les clés",
  "check.dated.save": "L’enregistrer avec les pages",
  "check.dated.question": "L’enregistrer sur cet appareil ?",
  "check.dated.trace":
    "Le fichier contient vos pages telles qu’elles étaient, lisibles pour qui l’ouvre, et le reçu qui les date. Il reste dans les téléchargements de cet appareil. Dans votre carnet, les deux sont chiffrés.",
  "check.dated.unreachable":
    "La connexion n’a pas fonctionné. Ce qui a été daté est dans votre carnet et partira quand vous reviendrez ici.",
  "check.dated.back": "Retour à votre carnet",

  "check.statement.holds":
    "Dans « {title} », pas une virgule n’a changé depuis que chaque voix l’a signée, et chacune avait scellé un envoi auparavant.",
  "check.statement.part": "Partie {number} : {name}",
  "check.statement.unnamed": "sans nom",
  "check.statement.sealed": "Cette voix avait un envoi scellé le {date}",
  "check.statement.first":
    "{first, plural, =0 {Rien ici ne montre si ces récits ont été scellés avant que l’un d’eux ne soit ouvert.} other {{first} sur {all} ont été scellés avant que rien de ce qui nomme la même personne n’ait été ouvert, comme l’ont signé assez de dépositaires.}}",
  "check.not.true": "Que ce qui y est dit soit vrai.",
  "check.not.inside": "Que les envois scellés disaient la même chose. Personne ne peut y regarder.",
  "check.not.since": "Si elle a été corrigée ou reprise depuis. Le lieu où elle a été publiée le montre.",
};
