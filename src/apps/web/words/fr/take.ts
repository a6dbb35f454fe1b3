/** Taking the notebook along, and bringing a copy in. */
export default {
  "tab.take": "Notes : copie",
  "take.link": "L’emporter, ou rapporter une copie",
  "take.title": "Emportez-le",
  "take.lead":
    "Tout ce qui se trouve dans votre carnet est à vous. Vous pouvez l’emporter, et le rapporter dans un autre Chorus.",
  "take.leaveIt": "Laisser",
  "take.given": "{name} a été remis à votre navigateur, qui le place parmi vos téléchargements.",
  "take.failed":
    "Cela n’a pas marché ici. Rien n’a changé et rien n’est perdu ; essayez encore, ou avec un autre navigateur.",
  "take.trace.title": "Avant que cela laisse une trace",
  "take.trace.device":
    "Si quelqu’un d’autre utilise cet appareil, cette personne peut le trouver là. Le navigateur garde aussi une liste de téléchargements.",
  "take.paper.kept": "Fichiers",
  "take.paper.file": "{name}, {size}, ajouté le {date}",
  "take.paper.files": "Les photos et autres fichiers y sont nommés, mais n’y sont pas.",
  "take.locked.receipts": "Les reçus et les pages que vous avez datées vont avec la copie.",
  "take.paper.title": "Pour lire",
  "take.paper.text":
    "Toutes les pages avec leurs dates, réponses et mots précédents, aussi celles que vous avez rangées, et votre description de la personne.",
  "take.paper.do": "Faire un PDF",
  "take.paper.trace":
    "Un fichier nommé {name} est enregistré sur cet appareil. Il n’est pas verrouillé : quiconque l’ouvre peut tout lire.",
  "take.paper.signs":
    "Vous avez utilisé des lettres ou des signes que notre PDF ne peut montrer. Imprimez plutôt, et choisissez là d’enregistrer en PDF ; votre appareil les connaît.",
  "take.paper.made": "Tout ce qu’il contient, au {date}",
  "take.print.do": "Tout imprimer",
  "take.print.trace":
    "C’est imprimé lisible, sans verrou. Les imprimantes et les programmes qui les servent peuvent garder une liste de ce qui a été imprimé, ou les pages elles-mêmes.",
  "take.locked.title": "Pour garder, verrouillé",
  "take.locked.text":
    "Un seul fichier avec tout, chiffré. Un autre Chorus peut le recevoir, et tout programme qui connaît age peut l’ouvrir.",
  "take.locked.how": "Qu’est-ce qui doit l’ouvrir ?",
  "take.locked.passphrase": "Une phrase secrète",
  "take.locked.passphraseHint": "Elle peut être autre que celle de votre carnet.",
  "take.locked.recipient": "Une clé age à moi",
  "take.locked.recipientHint": "Si vous utilisez déjà le programme age.",
  "take.locked.passphraseField": "Phrase secrète pour cette copie",
  "take.locked.recipientField": "Votre destinataire age, qui commence par age1",
  "take.locked.short": "Elle est assez courte pour être devinée. Au moins 12 caractères ; quelques mots conviennent.",
  "take.locked.noRecipient": "Ce n’est pas un destinataire age. Il commence par age1.",
  "take.locked.along": "Qu’y met-on encore ?",
  "take.locked.files":
    "{count, plural, one {Le fichier que vous gardez} other {Les # fichiers que vous gardez}}, {size}",
  "take.locked.unfinished":
    "{count, plural, one {# autre n’est pas encore gardé en entier et reste dehors.} other {# autres ne sont pas encore gardés en entier et restent dehors.}}",
  "take.locked.packing": "Ajout du fichier {number} sur {all} …",
  "take.locked.do": "Faire la copie verrouillée",
  "take.locked.trace":
    "Un fichier nommé {name} est enregistré sur cet appareil. Sans sa clé personne ne peut le lire, vous non plus : nul ne peut le récupérer pour vous.",
  "take.in.title": "Rapporter une copie",
  "take.in.text":
    "Ce qui est dans la copie rejoint ce que vous avez ici. Rien n’est perdu ni écrasé ; ce que vous avez effacé ici pour de bon reste effacé.",
  "take.in.file": "La copie verrouillée",
  "take.in.key": "Sa phrase secrète, ou la clé secrète pour laquelle elle a été faite",
  "take.in.do": "La rapporter",
  "take.in.noFile": "Choisissez d’abord le fichier. Il s’appelle notes.age si vous ne l’avez pas renommé.",
  "take.in.noKey": "Tapez ce qui ouvre la copie.",
  "take.in.wrong": "Cela n’ouvre pas la copie. Vérifiez et essayez encore.",
  "take.in.unreadable": "Ce fichier n’est pas une copie d’un carnet, ou il est abîmé. Votre carnet est comme il était.",
  "take.in.done":
    "{pages, plural, =0 {La copie est là. Elle n’a apporté aucune page que vous n’aviez pas.} one {La copie est là, avec # page qui n’était pas ici.} many {La copie est là, avec # de pages qui n’étaient pas ici.} other {La copie est là, avec # pages qui n’étaient pas ici.}}",
  "take.in.files":
    "{count, plural, one {# fichier est venu avec elle et est scellé à nouveau pour ce carnet.} other {# fichiers sont venus avec elle et sont scellés à nouveau pour ce carnet.}} Laissez le carnet ouvert jusque-là.",
  "take.in.see": "Voir où ils en sont",
  "take.install.title": "Parmi vos applications",
  "take.install.text":
    "Votre carnet peut avoir une place parmi les applications de cet appareil, et s’ouvrir sans le navigateur autour.",
  "take.install.do": "Le mettre parmi les applications",
  "take.install.trace":
    "Une application nommée Notes s’y trouve alors, à la vue de quiconque utilise cet appareil. Vous pouvez la retirer comme toute autre.",
} as const;
