/** Sealing: what goes into it, and who will see what, and when. */
export default {
  "sealing.pages.title": "Que contient-il ?",
  "sealing.pages.lead": "Ce que vous laissez de côté reste dans votre carnet, où personne d’autre ne peut le lire.",
  "sealing.pages.legend": "Pages qui sont scellées",
  "sealing.pages.missing": "Choisissez au moins une page à sceller.",
  "sealing.pages.note":
    "Vous pourrez sceller à nouveau avec plus ou moins de pages. Le nouveau prend alors la place de l’ancien.",
  "sealing.earlier.legend": "Mots qui s’y trouvaient avant que vous les changiez",
  "sealing.earlier.without": "Les laisser dans mon carnet",
  "sealing.earlier.with": "Les sceller aussi",
  "sealing.earlier.withHint": "La personne qui vous lira pourra voir ce qui a changé, et quand.",
  "sealing.contact.none":
    "Sans moyen de vous joindre, la personne qui vous lira peut agir d’après votre récit, mais pas vous demander avant. Vous pouvez changer cela jusqu’à l’ouverture.",
  "sealing.weak": "Faible à lui seul",
  "sealing.weak.text": "{text} : les descriptions sont comparées d’abord",
  "sealing.account": "Ce qui est scellé",
  "sealing.account.page": "{name} ({words, plural, one {# mot} many {# de mots} other {# mots}})",
  "sealing.account.answers":
    "Avec vos réponses aux questions, les dates que vous avez données et votre description de la personne",
  "sealing.account.earlier": "Avec les mots qui s’y trouvaient avant que vous les changiez",
  "sealing.stays": "Reste dans votre carnet seulement",
  "sealing.stays.earlier": "Mots qui s’y trouvaient avant que vous les changiez",
  "sealing.stays.rest": "Tout ce que vous écrirez désormais",
  "sealing.when.title": "Qui verra quoi, et quand",
  "sealing.when.now": "Dès maintenant",
  "sealing.when.now.text":
    "Les personnes qui tiennent ce site, et les {trustees, number} organisations qui gardent les clés, voient que quelque chose a été scellé, sa taille et quand. Personne ne voit ce que cela dit ni qui est nommé ; {threshold, number} des {trustees, number} devraient enfreindre les règles ensemble pour l’ouvrir.",
  "sealing.when.match": "Quand assez de personnes ont nommé la même",
  "sealing.when.match.text":
    "{reader} reçoit ce que vous avez scellé et comment vous joindre, ainsi que les récits des autres personnes qui ont fait le même choix.",
  "sealing.when.weak":
    "Si la concordance est faible à elle seule, {reader} compare d’abord comment chacune des personnes a décrit celle qui est nommée. Votre récit ne s’ouvre que si c’est la même.",
  "sealing.when.others": "Les autres qui l’ont nommée",
  "sealing.when.others.text":
    "Rien de vous ne leur parvient d’ici. On ne demande à la personne qui vous lit de mettre en relation que celles qui disent oui.",
  "sealing.when.named": "La personne que vous nommez",
  "sealing.when.named.text": "Rien ne lui est dit d’ici, ni maintenant ni plus tard.",
  "sealing.undone": "Ce qui ne peut jamais être défait",
  "sealing.undone.text":
    "Une fois ouvert, cela a été lu par la personne choisie, et nul ne peut faire que ce ne soit pas. Ce qu’elle fait ensuite dépend d’elle et des règles de sa profession ; ce site ne peut l’y contraindre. Jusqu’à l’ouverture, vous pouvez le changer ou le reprendre à tout moment.",
  "sealing.again.title": "Sceller à nouveau",
  "sealing.again.text":
    "Ceci prend la place de ce que vous avez scellé le {date}. Si cela s’est ouvert entre-temps, c’est lu, et ceci est scellé à côté.",
  "sealing.sealed.pages": "Pages scellées",
  "sealing.sealed.change": "Le changer ou y ajouter",
  "sealing.sealed.changeHint":
    "Pour ajouter quelque chose, écrivez-le d’abord dans votre carnet, puis scellez à nouveau d’ici.",
  "sealing.sealed.replaced": "Vous l’avez scellé à nouveau le {date} ; le nouveau prend sa place.",
  "sealing.sealed.receipt": "On ne vous demande plus rien. Vous pouvez fermer cette page.",
  "sealing.eligible.email": "Votre adresse e-mail là où vous êtes rattaché·e",
  "sealing.eligible.emailHint":
    "Les personnes qui admettent y envoient un code, une seule fois, pour que personne ne compte pour plusieurs. Elles ne gardent aucune adresse et ne peuvent pas savoir quel dossier est le vôtre. Qui peut lire cette boîte verra qu’un code est arrivé.",
  "sealing.eligible.send": "M’envoyer un code",
  "sealing.eligible.again": "Envoyer un autre code",
  "sealing.eligible.sent": "Le code est en route. Cela peut prendre quelques minutes.",
  "sealing.eligible.code": "Le code",
  "sealing.eligible.codeHint": "Huit chiffres, valables une demi-heure.",
  "sealing.eligible.codeMissing": "Saisissez le code reçu par e-mail.",
  "sealing.eligible.codeWrong":
    "Ce n’est pas le code envoyé, ou il est trop ancien. Rien n’a été scellé. Demandez-en un autre.",
  "sealing.eligible.domain": "On est admis ici avec des adresses d’autres lieux. Rien n’a été envoyé.",
  "sealing.eligible.address": "Ce n’est pas une adresse e-mail.",
  "sealing.eligible.codes": "Assez de codes ont été envoyés à cette adresse aujourd’hui. Réessayez demain.",
  "sealing.eligible.served":
    "Il y a un justificatif par personne, et le vôtre a déjà été remis. S’il est dans un autre de vos carnets, scellez de là. Il ne peut pas être remis une seconde fois, car une personne pourrait alors compter pour deux.",
  "sealing.eligible.signIn": "Se connecter",
  "sealing.eligible.signIn.title": "Montrez que vous êtes rattaché·e",
  "sealing.eligible.signIn.text":
    "Vous vous connectez une fois sur la page de votre organisation et revenez ici. Elle sait que vous êtes venu·e, comme pour tout site ; les personnes qui admettent ne gardent aucun nom et ne peuvent pas savoir quel dossier est le vôtre. Pendant ce temps, votre carnet se verrouille.",
  "sealing.eligible.signIn.missing": "Connectez-vous d’abord, puis scellez.",
  "sealing.eligible.signIn.old":
    "Cette connexion est trop ancienne, ou a commencé dans un autre onglet. Rien n’a été scellé. Recommencez depuis la dernière page avant de sceller.",
  "sealing.eligible.signIn.refused": "La connexion n’a pas été confirmée. Rien n’a été scellé.",
  "sealing.eligible.back.title": "Vous êtes de retour",
  "sealing.eligible.back.text":
    "Votre connexion est en cours de vérification. Elle ne dit rien de ce que vous avez écrit.",
  "sealing.eligible.back.onward": "Continuer et sceller",
} as const;
