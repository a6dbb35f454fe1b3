export default {
  "tab.files": "Notes : fichiers",

  "files.title": "Garder ce qu’il y a",
  "files.lead":
    "Photos, captures, enregistrements, documents : tout ce qui pourra compter un jour. Inutile de savoir déjà si cela compte.",
  "files.back": "Revenir à votre carnet",
  "files.choose": "Choisir des fichiers",
  "files.hint": "De toute sorte, jusqu’à 2 Go chacun. Vous pouvez aussi les déposer ici.",
  "files.added": "{n, plural, one {Un fichier a été ajouté.} other {# fichiers ont été ajoutés.}}",
  "files.tooLarge": "Plus de 2 Go, donc pas ajoutés : {names}.",
  "files.notTaken": "Cela n’a pas marché et rien n’a été ajouté. Le fichier est intact. Réessayez, s’il vous plaît.",
  "files.kept": "Gardé dans votre carnet",

  "files.how.title": "Comment les fichiers sont gardés",
  "files.how.sealed":
    "Chaque fichier est chiffré sur cet appareil, en petits morceaux, avant que rien n’en sorte. Qui garde les morceaux ne peut lire ni son nom ni ce que c’est ; sa taille approximative reste visible.",
  "files.how.original":
    "Le fichier est gardé exactement tel quel, jusqu’au dernier bit, car comme preuve un original intact compte le plus.",
  "files.how.open":
    "Les fichiers voyagent tant que votre carnet est ouvert. S’il se ferme, ils reprennent là quand vous l’ouvrez de nouveau.",

  "files.sizeAndState": "{size}. {state}",
  "files.progress": "Chiffré et gardé",
  "files.state.sending": "Il est en route.",
  "files.state.waiting": "Pas de connexion pour l’instant. Cela reprend tout seul.",
  "files.state.paused": "En pause. Cela reprend quand vous le dites.",
  "files.state.needsFile":
    "Une partie est en sûreté. Choisissez de nouveau le même fichier pour continuer, ou ouvrez votre carnet sur l’appareil où vous avez commencé.",
  "files.state.anotherFile": "C’était un autre fichier, ou il a changé depuis. Choisissez le même pour continuer.",
  "files.state.noRoom": "Cet appareil n’a plus de place. Faites-en, puis continuez ; rien n’est perdu.",
  "files.state.vaultFull":
    "Votre carnet contient tout ce que ce service permet. Retirez quelque chose, puis continuez.",
  "files.state.refused": "Il n’a pas été accepté. Vous pouvez réessayer.",
  "files.state.whole": "Gardé en entier et vérifié. Ajouté le {date}.",
  "files.pause": "Mettre en pause",
  "files.goOn": "Continuer",
  "files.chooseAgain": "Le choisir de nouveau",
  "files.remove": "Retirer",
  "files.remove.title": "Retirer ce fichier ?",
  "files.remove.text": "« {name} » sera effacé de votre carnet pour de bon. Si vous l’avez ailleurs, il y reste.",
  "files.remove.keep": "Le garder",
  "files.remove.do": "L’effacer",

  "files.look": "Le regarder",
  "files.look.cannot":
    "Cela ne peut pas être montré ici. Vous pouvez enregistrer une copie et l’ouvrir avec un autre programme.",
  "files.look.failed":
    "Impossible de le faire venir pour l’instant. Il est toujours gardé ; réessayez avec une connexion.",
  "files.save": "Enregistrer une copie",
  "files.save.title": "Cela laisse une trace",
  "files.save.text":
    "La copie restera sur cet appareil sous son propre nom, ouverte à qui s’en sert. Celle de votre carnet reste telle quelle.",
  "files.save.do": "L’enregistrer",
  "files.save.fetching": "Il arrive et s’ouvre.",
  "files.save.done": "Il est remis à votre navigateur, qui l’enregistre.",

  "files.reveals.title": "Ce qu’il dirait",
  "files.reveals.lead": "Qui reçoit ce fichier peut y lire :",
  "files.reveals.place": "Où il a été pris, souvent à quelques pas près.",
  "files.reveals.numbers": "Latitude {latitude}, longitude {longitude}.",
  "files.reveals.town": "{name} ({country})",
  "files.reveals.near": "Près de {city}, à {kilometres} km environ.",
  "files.reveals.in": "À {city} ou tout près.",
  "files.reveals.taken": "Quand, selon l’horloge de l’appareil : {when}.",
  "files.reveals.device": "Avec quoi : {device}.",
  "files.reveals.words": "Ces mots : {words}",
  "files.reveals.nothing": "On n’y a trouvé ni lieu, ni heure, ni appareil. Ce que l’on y voit parle tout de même.",
  "files.reveals.unread":
    "Un fichier de cette sorte peut porter des détails cachés, comme un lieu, une heure ou un nom, et on ne peut pas les chercher ici. Ne le partagez qu’avec qui peut les connaître.",
  "files.reveals.cleanable": "On peut en faire une copie sans ces détails. Votre original les garde.",
  "files.reveals.uncleanable": "Ce navigateur ne peut pas faire de copie sans eux.",

  "files.share.title": "Si vous scellez plus tard",
  "files.share.question": "Ce fichier part-il avec ?",
  "files.share.hint":
    "Seul ce que vous choisissez ici est scellé avec votre récit. Vous pouvez changer d’avis jusque-là.",
  "files.share.stays": "Non, il reste ici",
  "files.share.staysHint": "Personne d’autre que vous ne pourra jamais l’ouvrir.",
  "files.share.clean": "Oui, sans ses détails cachés",
  "files.share.cleanHint": "Une copie est dessinée à neuf, avec ce que l’on voit et rien d’autre.",
  "files.share.original": "Oui, exactement tel quel",
  "files.share.originalHint": "Avec tout ce qu’il porte. C’est ce qui compte le plus comme preuve.",
  "files.share.uncleanable": "On ne peut pas ôter ici les détails cachés des fichiers de cette sorte.",

  "files.voice.begin": "Enregistrer votre voix",
  "files.voice.end": "Arrêter et garder ({time})",
  "files.voice.name": "Voix, {date}.{ending}",
  "files.voice.noMicrophone":
    "Le micro ne peut pas servir. Les réglages de votre navigateur pour ce site disent s’il est permis.",

  "files.door": "Photos, enregistrements, documents : gardés à côté de vos mots, chiffrés.",
  "files.along.clean": "« {name} » ({size}), sans ses détails cachés",
  "files.along.original": "« {name} » ({size}), exactement tel quel",
  "files.along.notYet": "« {name} » : choisi pour partir avec, mais pas encore gardé en entier",
  "files.along.change": "Changer les fichiers qui partent avec",
  "files.refused.quota":
    "Les fichiers qui partent avec sont ensemble plus grands que ce service ne le permet. Laissez-en quelques-uns ici ; rien de ce qui est gardé n’est perdu.",
  "files.refused.uncleanable":
    "Une des images ne peut pas être dessinée à neuf dans ce navigateur. Elle n’a pas été envoyée. Laissez-la ici, ou laissez-la partir exactement telle quelle.",
} as const;
