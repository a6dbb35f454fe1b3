/** Commencer un carnet, les moyens de l’ouvrir et le moment où il se ferme. */
export default {
  "tab.settings": "Notes : réglages",

  "vault.begin.title": "Commencer un carnet",
  "vault.begin.lead":
    "On ne vous demande pas qui vous êtes. Ce que vous écrivez est chiffré sur cet appareil avant d’être gardé.",
  "vault.begin.have": "J’ai déjà un carnet",
  "vault.begin.passkey.title": "Avec une clé d’accès",
  "vault.begin.passkey.text":
    "Un seul geste, avec l’empreinte, le visage ou le code qui déverrouille cet appareil. Qui peut le déverrouiller pourra aussi ouvrir le carnet.",
  "vault.begin.passkey.do": "Commencer avec une clé d’accès",
  "vault.begin.passphrase.title": "Avec une phrase secrète",
  "vault.begin.make": "Commencer",
  "vault.begin.making": "Préparation",
  "vault.begin.warning.title": "Personne ne peut le retrouver pour vous",
  "vault.begin.warning.text":
    "Si vous perdez tous les moyens d’ouvrir le carnet, ce que vous avez écrit disparaît ; les personnes qui gèrent ce site ne peuvent pas l’ouvrir. Une fois le carnet ouvert, vous pouvez ajouter d’autres moyens ou préparer une feuille de secours.",

  "vault.new.title": "Votre carnet s’appelle {name}",
  "vault.new.text":
    "Ces mots ont été tirés au hasard. Notez-les : avec la phrase secrète, ils ouvrent le carnet sur un autre appareil. Vous pouvez aussi préparer une feuille de secours, au cas où la phrase se perdrait.",
  "vault.new.titlePasskey": "Votre carnet est prêt",
  "vault.new.textPasskey":
    "Pour l’instant, une clé d’accès l’ouvre. Vous pouvez ajouter une phrase secrète ou préparer une feuille de secours, au cas où la clé se perdrait avec l’appareil.",

  "vault.traces.legend": "Cet appareil est-il à vous seul·e ?",
  "vault.traces.yes": "Oui, ou cela ne m’inquiète pas",
  "vault.traces.yesHint": "Une copie chiffrée reste ici, pour que vous puissiez écrire sans connexion.",
  "vault.traces.no": "Non, ne rien laisser ici",
  "vault.traces.noHint":
    "Le carnet est alors gardé sur ce site seulement, chiffré, et il faut une connexion. La liste des pages visitées du navigateur n’est pas effacée. Une fenêtre privée laisse moins de traces ; un autre appareil vaut mieux.",

  "vault.name.label": "Le nom du carnet",
  "vault.name.hint":
    "Tiré au hasard. Il vous le faut, avec la phrase secrète, pour ouvrir le carnet sur un autre appareil. Il figure aussi sous Clés et réglages.",

  "vault.passphrase.label": "Choisissez une phrase secrète",
  "vault.passphrase.hint":
    "Quatre mots ou plus, sans rapport entre eux, se retiennent facilement et se devinent difficilement.",
  "vault.passphrase.again": "La même phrase encore une fois",
  "vault.passphrase.show": "Montrer ce que j’écris",
  "vault.passphrase.offer": "Proposez-moi des mots",
  "vault.passphrase.offerOther": "En tirer d’autres :",
  "vault.passphrase.offered": "Ces mots ont été tirés au hasard : {words}",
  "vault.passphrase.notOffered":
    "Aucun mot n’a pu être tiré pour l’instant. Essayez encore, ou choisissez-en vous-même.",
  "vault.passphrase.countOption": "{count, plural, one {# mot} other {# mots}}",
  "vault.passphrase.missing": "Choisissez une phrase secrète, ou laissez proposer des mots.",
  "vault.passphrase.tooShort":
    "Elle est assez courte pour être devinée. Utilisez au moins 12 caractères ; quelques mots suffisent.",
  "vault.passphrase.tooWeak":
    "Quelqu’un pourrait la trouver en essayant. Ajoutez un mot ou deux auxquels personne ne penserait.",
  "vault.passphrase.different": "Les deux ne sont pas identiques. Écrivez la même phrase dans les deux champs.",
  "vault.strength.weak": "Un ordinateur qui aurait une copie de votre carnet pourrait la trouver en quelques jours.",
  "vault.strength.fair":
    "Personne ne la trouve en essayant à la main. Il faudrait des mois ou plus à un ordinateur qui aurait une copie.",
  "vault.strength.strong": "Il faudrait de longues années à un ordinateur qui aurait une copie.",
  "vault.strength.veryStrong": "Il faudrait bien plus qu’une vie à un ordinateur qui aurait une copie.",

  "vault.passkey.cancelled": "Aucune clé d’accès n’est arrivée. Vous pouvez réessayer, ou utiliser une phrase secrète.",
  "vault.passkey.unable":
    "Cette clé d’accès ne sait pas chiffrer et ne peut donc pas ouvrir de carnet. Un autre navigateur ou appareil le pourra peut-être ; une phrase secrète fonctionne toujours.",

  "vault.signIn.title": "Ouvrir votre carnet sur cet appareil",
  "vault.signIn.lead": "Il est repris de ce site, toujours chiffré, et ouvert ici.",
  "vault.signIn.new": "Je n’ai pas encore de carnet",
  "vault.signIn.how": "Comment voulez-vous l’ouvrir ?",
  "vault.signIn.byPasskey": "Avec une clé d’accès",
  "vault.signIn.byPassphrase": "Avec son nom et la phrase secrète",
  "vault.signIn.byKit": "Avec les mots d’une feuille de secours",
  "vault.signIn.nameMissing": "Écrivez le nom du carnet : quatre mots.",
  "vault.signIn.wrong":
    "Cela n’ouvre aucun carnet. Vérifiez le nom et la phrase ; dans la phrase, les majuscules comptent. Pour vous protéger, on ne dit à personne lequel des deux est faux.",
  "vault.signIn.wrongPasskey": "Cette clé d’accès n’ouvre aucun carnet ici. Elle a peut-être été retirée.",
  "vault.signIn.wrongKit": "Ces mots n’ouvrent aucun carnet ici. La feuille a peut-être été retirée.",
  "vault.signIn.limited":
    "Il y a eu trop d’essais. Attendez une heure puis réessayez ; une clé d’accès ou une feuille de secours fonctionne entre-temps.",
  "vault.signIn.unreachable":
    "Le site est injoignable pour le moment. Rien n’a été changé ; réessayez quand vous aurez une connexion.",
  "vault.signIn.open": "Ouvrir",
  "vault.signIn.opening": "Ouverture",

  "vault.kit.words": "Les 24 mots de la feuille",
  "vault.kit.wordsHint": "Dans l’ordre, séparés par des espaces. Les majuscules ne comptent pas.",
  "vault.kit.wordsWrong":
    "Ce ne sont pas les mots d’une feuille. Vérifiez qu’il y en a 24 et que chacun est écrit comme sur le papier.",

  "vault.unlock.title": "Votre carnet est fermé",
  "vault.unlock.lead": "Rien de ce que vous avez écrit n’est perdu.",
  "vault.unlock.passkey": "Ouvrir avec une clé d’accès",
  "vault.unlock.passphrase": "Phrase secrète",
  "vault.unlock.missing": "Écrivez votre phrase secrète pour ouvrir le carnet.",
  "vault.unlock.open": "Ouvrir",
  "vault.unlock.opening": "Ouverture",
  "vault.unlock.wrong": "Cette phrase n’ouvre pas le carnet. Vérifiez les majuscules et réessayez.",
  "vault.unlock.wrongPasskey": "Cette clé d’accès n’ouvre pas le carnet de cet appareil.",
  "vault.unlock.kit": "J’ai une feuille de secours",
  "vault.unlock.wrongKit": "Ces mots n’ouvrent pas le carnet de cet appareil.",
  "vault.unlock.forgotten": "J’ai perdu tous les moyens de l’ouvrir",
  "vault.unlock.forgottenText":
    "Personne ne peut ouvrir ce carnet pour vous ; c’est ce qui le protège. S’il est certain que plus rien ne l’ouvre, vous pouvez l’effacer de cet appareil et en commencer un autre. Ce que vous avez scellé reste scellé, et ne pourra plus être repris d’ici.",

  "vault.notice.older":
    "Le site avait perdu une partie de ce qu’il garde pour vous, ou montrait un état plus ancien. Rien n’est perdu sur cet appareil, et le site l’a reçu de nouveau. Si cela arrive souvent, prévenez les personnes qui le gèrent.",
  "vault.notice.gone":
    "Ce carnet a été effacé sur le site, peut-être par vous depuis un autre appareil. Ce que vous voyez est la copie de cet appareil ; elle n’est plus envoyée.",
  "vault.notice.refused":
    "Le site n’accepte pas ce que vous écrivez pour le moment. C’est gardé sur cet appareil. Les autres appareils ne le voient pas encore.",
  "vault.notice.noTraces": "Rien de ce carnet n’est gardé sur cet appareil. Fermez-le avant de partir.",

  "vault.settings.link": "Clés et réglages",
  "vault.settings.title": "Clés et réglages",
  "vault.settings.lead": "Comment votre carnet s’ouvre, quand il se ferme et comment il s’efface.",
  "vault.settings.back": "Revenir au carnet",
  "vault.ways.title": "Ce qui l’ouvre",
  "vault.ways.text": "Chacun de ces moyens ouvre à lui seul tout le carnet. Deux valent mieux qu’un.",
  "vault.ways.passphrase": "Une phrase secrète",
  "vault.ways.passphraseName": "Avec le nom du carnet : {name}",
  "vault.ways.passkey": "Une clé d’accès",
  "vault.ways.kit": "Une feuille de secours",
  "vault.ways.added": "Depuis le {date}",
  "vault.ways.change": "Changer la phrase secrète",
  "vault.ways.addPassphrase": "Ajouter une phrase secrète",
  "vault.ways.addPasskey": "Ajouter une clé d’accès",
  "vault.ways.addKit": "Préparer une feuille de secours",
  "vault.ways.remove": "Retirer",
  "vault.ways.removeTitle": "Retirer ce moyen de l’ouvrir ?",
  "vault.ways.removeText":
    "Il n’ouvre alors plus le carnet, ni ici ni ailleurs. Les autres appareils l’apprennent la prochaine fois qu’ils joignent ce site. Une clé d’accès reste dans la liste de votre appareil jusqu’à ce que vous l’y supprimiez.",
  "vault.ways.removeDo": "Le retirer",
  "vault.ways.keep": "Le garder",
  "vault.ways.last": "C’est le seul moyen de l’ouvrir ; on ne peut pas le retirer. Ajoutez-en d’abord un autre.",
  "vault.ways.removed": "Il a été retiré.",
  "vault.ways.later":
    "Cela vaut sur cet appareil. Le site était injoignable ; cela y vaudra dès que vous aurez une connexion et que le carnet sera ouvert.",
  "vault.ways.done": "Ce moyen ouvre le carnet à partir de maintenant.",
  "vault.ways.changed": "La nouvelle phrase ouvre le carnet à partir de maintenant, et l’ancienne ne l’ouvre plus.",
  "vault.ways.changeTitle": "Choisissez une nouvelle phrase secrète",
  "vault.ways.changeDo": "Utiliser cette phrase",

  "vault.makeKit.title": "Une feuille de secours",
  "vault.makeKit.text":
    "Ces 24 mots ouvrent votre carnet à eux seuls, sur n’importe quel appareil. Notez-les ou gardez la feuille là où vous seul·e la trouverez. Ils ne sont montrés que cette fois et ne sont gardés nulle part.",
  "vault.makeKit.code": "Les mêmes mots sous forme de code pour un appareil photo",
  "vault.makeKit.say": "Dire sur la feuille à quoi elle sert",
  "vault.makeKit.sayHint": "Sinon, la feuille ne porte que des mots numérotés et le code.",
  "vault.makeKit.file": "Enregistrer la feuille en PDF",
  "vault.makeKit.notMade":
    "Le fichier n’a pas pu être fait pour l’instant. Les mots ci-dessus suffisent : essayez encore, ou recopiez-les à la main.",
  "vault.makeKit.fileNote":
    "Le fichier reste parmi vos téléchargements, où peuvent le trouver les personnes qui utilisent cet appareil. Imprimez-le puis supprimez-le ; recopier les mots à la main ne laisse rien.",
  "vault.makeKit.done": "Je les ai",
  "vault.makeKit.sheetTitle": "Notes",
  "vault.makeKit.sheetPurpose":
    "Feuille de secours d’un carnet gardé sur {site}. Qui a ces mots peut l’ouvrir. Pour s’en servir : ouvrez {site} sur n’importe quel appareil, choisissez « J’ai déjà un carnet », puis « Avec les mots d’une feuille de secours ».",

  "vault.lock.title": "Quand il se ferme",
  "vault.lock.legend": "Fermer le carnet si rien n’est touché pendant",
  "vault.lock.minutes": "{minutes, plural, one {# minute} other {# minutes}}",
  "vault.lock.text": "Il se ferme aussi quand vous quittez vite. En le rouvrant, vous êtes là où vous étiez.",

  "vault.erase.title": "Tout effacer",
  "vault.erase.text":
    "Tout le carnet disparaît aussitôt, sur cet appareil et sur ce site, avec tous les moyens de l’ouvrir. Ce que vous avez scellé reste scellé, et ne pourra plus être repris.",
  "vault.erase.ask": "Effacer le carnet",
  "vault.erase.sure": "Effacer le carnet pour de bon ?",
  "vault.erase.sureText":
    "Tout ce que vous avez écrit est effacé aussitôt, ici et sur ce site, et personne ne peut le faire revenir. Un autre appareil où vous l’avez ouvert garde sa copie chiffrée jusqu’à ce que vous l’y effaciez.",
  "vault.erase.sureHere":
    "Tout ce que vous avez écrit ici est effacé de cet appareil et ne peut pas revenir. La copie de ce site y reste, chiffrée.",
  "vault.erase.do": "L’effacer pour de bon",
  "vault.erase.keep": "Le garder",
  "vault.erase.unreachable":
    "Le site est injoignable, rien n’a donc encore été effacé. Vous pouvez réessayer avec une connexion, ou n’effacer que ce qui est sur cet appareil ; la copie chiffrée du site y reste alors.",
  "vault.erase.here": "Effacer de cet appareil seulement",
} as const;
