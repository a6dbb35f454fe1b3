/** Les pages de la personne qui écrit. */
export default {
  "tab.write": "Notes : page",
  "tab.seal": "Notes : parties",
  "tab.sealed": "Notes : liste",

  "writing.unlock.title": "Votre carnet est fermé",
  "writing.unlock.lead": "Votre phrase secrète l’ouvre. Rien de ce que vous avez écrit n’est perdu.",
  "writing.unlock.passphrase": "Phrase secrète",
  "writing.unlock.open": "Ouvrir",
  "writing.unlock.opening": "Ouverture",
  "writing.unlock.wrong": "Cette phrase n’ouvre pas le carnet. Vérifiez les majuscules et essayez encore.",
  "writing.unlock.forgotten": "Je n’ai plus la phrase secrète",
  "writing.unlock.forgottenText":
    "Personne ne peut ouvrir ce carnet sans elle ; c’est ce qui le protège. S’il est certain qu’elle est perdue, vous pouvez effacer le carnet de cet appareil et en commencer un autre. Ce que vous avez scellé reste scellé, et ne pourra plus être repris d’ici.",
  "writing.unlock.missing": "Saisissez votre phrase secrète pour ouvrir le carnet.",
  "writing.elsewhere.title": "Votre carnet est ouvert dans un autre onglet",
  "writing.elsewhere.text":
    "Pour que des mots n’en effacent pas d’autres, il ne peut être ouvert que dans un onglet à la fois. Fermez-le là-bas, puis essayez encore ici.",
  "writing.elsewhere.again": "Essayer encore",
  "writing.failed.title": "Le carnet n’a pas pu être ouvert",
  "writing.failed.text":
    "Ce navigateur ne permet de rien garder, ou ce qu’il garde est illisible pour l’instant. Rien n’a été changé. Une fenêtre privée l’interdit parfois ; un autre navigateur peut convenir.",

  "writing.begin.title": "Commencer un carnet",
  "writing.begin.lead": "Il reste sur cet appareil, chiffré. Rien ne vous est demandé sur vous.",
  "writing.begin.passphrase": "Choisissez une phrase secrète",
  "writing.begin.passphraseHint":
    "Quatre mots ou plus, sans rapport entre eux, sont faciles à retenir et difficiles à deviner. Au moins 12 caractères.",
  "writing.begin.again": "La même phrase encore une fois",
  "writing.begin.tooShort":
    "Elle est assez courte pour être devinée. Prenez au moins 12 caractères ; quelques mots suffisent.",
  "writing.begin.different": "Les deux ne sont pas pareilles. Saisissez la même phrase dans les deux champs.",
  "writing.begin.warning.title": "Personne ne peut la retrouver pour vous",
  "writing.begin.warning.text":
    "Si vous oubliez la phrase, ou si les données du navigateur sont effacées sur cet appareil, ce que vous avez écrit ici disparaît. Gardez la phrase là où vous seul·e pouvez la trouver.",
  "writing.begin.shared.title": "Cet appareil est-il à vous seul·e ?",
  "writing.begin.shared.text":
    "Qui se sert de cet appareil peut voir que ce site a été visité, mais pas ce que vous avez écrit. Qui y installe des programmes pourrait lire pendant que vous écrivez. En cas de doute, prenez un appareil que personne d’autre n’atteint.",
  "writing.begin.make": "Commencer",
  "writing.begin.making": "Préparation",

  "writing.page.title": "Votre carnet",
  "writing.page.lead":
    "Ce qui s’est passé, avec vos mots et dans l’ordre que vous voulez. Vous pouvez vous arrêter à tout moment.",
  "writing.page.label": "Ce qui s’est passé",
  "writing.page.aside.title": "Si vous cherchez par où commencer",
  "writing.page.aside.first":
    "Commencez n’importe où : par ce dont vous vous souvenez le mieux, un bruit, une pièce, ce qui a été dit. Les dates peuvent être approximatives ; l’été après la deuxième année est une date.",
  "writing.page.aside.second":
    "Certaines personnes notent qui était là, à qui elles en ont parlé, ce qu’elles ont gardé et comment c’est depuis. Laissez de côté ce que vous voulez. Ce n’était pas votre faute.",
  "writing.page.next.title": "À partir d’ici",
  "writing.page.next.seal": "Le sceller, pour qu’il ne s’ouvre que si d’autres nomment la même personne",
  "writing.page.next.sealed": "Voir ce que vous avez scellé",
  "writing.page.lock": "Fermer le carnet",
  "writing.page.erase": "Effacer le carnet",
  "writing.erase.title": "Effacer le carnet de cet appareil ?",
  "writing.erase.text":
    "Tout ce que vous avez écrit ici est effacé aussitôt et ne peut pas revenir. Ce que vous avez scellé reste scellé, et ne pourra plus être repris d’ici.",
  "writing.erase.do": "L’effacer pour toujours",
  "writing.erase.keep": "Le garder",

  "writing.seal.back": "Retour",
  "writing.seal.next": "Continuer",
  "writing.who.title": "Qui était-ce ?",
  "writing.who.lead":
    "Nommez la personne de toutes les façons que vous connaissez. Une seule peut suffire à concorder.",
  "writing.who.value": "Un téléphone, un courriel, un lien vers un profil ou un nom",
  "writing.who.valueHint": "Collez-le tel que vous l’avez. La façon de l’écrire ne compte pas.",
  "writing.who.read": "Ajouter",
  "writing.who.kind": "Qu’est-ce que c’est ?",
  "writing.who.kindHint": "Cela peut être plusieurs choses.",
  "writing.who.kindMissing": "Choisissez ce que c’est, pour que ce ne soit pas pris pour autre chose.",
  "writing.who.nameNeedsPlace":
    "Beaucoup de gens partagent un nom. Ajoutez un lieu de travail, une école, un club ou une ville.",
  "writing.who.org": "Où cette personne travaille, étudie ou d’où on la connaît",
  "writing.who.city": "Ville ou village",
  "writing.who.empty": "Saisissez ou collez d’abord quelque chose.",
  "writing.who.added": "Ajouté : {value}",
  "writing.who.removed": "Retiré : {value}",
  "writing.who.list": "Ce sur quoi la concordance se fera",
  "writing.who.matchedOn": "Compris comme : {text}",
  "writing.who.confirmFirst":
    "C’est faible à soi seul. En cas de concordance, la personne qui lira ne verra d’abord que la façon dont chacun·e a décrit la personne, et dira si c’est la même, avant que s’ouvre un récit.",
  "writing.who.unusable": "Aucune concordance n’est possible là-dessus",
  "writing.who.remove": "Retirer {value}",
  "writing.who.description": "Comment décririez-vous la personne, pour qu’il n’y ait pas de doute ?",
  "writing.who.descriptionHint":
    "Ce qu’elle faisait là, comment on l’appelait, à quoi elle ressemblait. La personne qui lira voit ceci avant votre récit.",
  "writing.who.missing": "Ajoutez au moins une façon de nommer la personne qui permette une concordance.",

  "writing.condition.title": "Quand peut-il s’ouvrir ?",
  "writing.condition.lead":
    "Il reste scellé jusqu’à ce que ce nombre de personnes, vous comprise, aient nommé la même.",
  "writing.condition.legend": "Ouvrir le mien quand",
  "writing.condition.option": "{quorum, plural, one {# personne nomme la même} other {# personnes nomment la même}}",
  "writing.condition.two": "Une autre personne, et vous.",
  "writing.condition.trust":
    "Avec deux, vous comptez sur l’honnêteté de l’autre personne : quelqu’un qui ment pourrait ouvrir le vôtre en scellant un faux récit. Il ne serait lu que par la personne que vous avez choisie. Un nombre plus grand en protège, et rend une longue attente plus probable.",
  "writing.condition.trustTitle": "Quel nombre convient ?",

  "writing.reader.title": "Qui peut le lire ?",
  "writing.reader.lead": "Seule cette personne a la clé de votre récit une fois qu’il s’ouvre.",
  "writing.reader.legend": "La personne qui lira",
  "writing.reader.lawyer": "Droit",
  "writing.reader.advocate": "Accompagnement",
  "writing.reader.reporter": "Journalisme",
  "writing.reader.described": "{profession}. {about}",
  "writing.reader.missing": "Choisissez qui peut le lire.",
  "writing.reader.none":
    "Personne n’a encore été admis ici pour lire. Ce que vous avez écrit est gardé ; revenez quand il y aura quelqu’un.",
  "writing.reader.waiting": "Demande de qui peut être choisi",

  "writing.contact.title": "Comment peut-on vous joindre ?",
  "writing.contact.lead":
    "La personne qui lira ne l’apprend que quand votre récit s’ouvre. Vous pouvez tout laisser vide.",
  "writing.contact.legend": "Les façons sûres pour vous",
  "writing.contact.text": "SMS",
  "writing.contact.call": "Appel",
  "writing.contact.email": "Courriel",
  "writing.contact.other": "Une autre façon",
  "writing.contact.value.text": "Numéro pour les SMS",
  "writing.contact.value.call": "Numéro pour les appels",
  "writing.contact.value.email": "Adresse électronique",
  "writing.contact.value.other": "De quelle façon, et où",
  "writing.contact.note": "À quoi faire attention",
  "writing.contact.noteHint": "Par exemple : seulement le soir, ou dire que c’est au sujet de la chorale.",
  "writing.contact.never": "Ce qu’il ne faut jamais faire",
  "writing.contact.neverHint":
    "Par exemple : ne jamais appeler, ne jamais laisser de message, ne jamais écrire à mon adresse de travail.",
  "writing.contact.missing": "Indiquez où l’on peut vous joindre ainsi, ou retirez cette façon.",

  "writing.review.title": "Avant de le sceller",
  "writing.review.lead": "C’est tout. Lisez à votre rythme ; vous pouvez tout changer.",
  "writing.review.person": "Concorde sur",
  "writing.review.person.change": "Changer qui il nomme",
  "writing.review.condition": "S’ouvre quand",
  "writing.review.condition.text":
    "{quorum, plural, one {# personne nomme la même} other {# personnes, vous comprise, nomment la même}}",
  "writing.review.condition.change": "Changer le nombre",
  "writing.review.reader": "Qui le lira alors",
  "writing.review.reader.change": "Changer qui lira",
  "writing.review.contact": "Comment vous joindre",
  "writing.review.contact.none": "Pas indiqué",
  "writing.review.contact.never": "Jamais : {never}",
  "writing.review.contact.change": "Changer comment vous joindre",
  "writing.review.account": "Votre récit",
  "writing.review.account.words":
    "{words, plural, one {# mot de votre carnet, tel qu’il est maintenant} other {# mots de votre carnet, tels qu’ils sont maintenant}}",
  "writing.review.account.change": "Le lire ou le changer",
  "writing.review.after.title": "Et ensuite",
  "writing.review.after.until":
    "Tant qu’il n’est pas ouvert, personne ne peut le lire ni voir qui il nomme : ni les gens qui tiennent ce site, ni aucune des {trustees, number} organisations qui gardent les clés. Il en faudrait {threshold, number} ensemble pour l’ouvrir contre les règles.",
  "writing.review.after.takeBack": "Vous pouvez le reprendre à tout moment tant qu’il n’est pas ouvert.",
  "writing.review.after.undone":
    "Une fois ouvert, la personne que vous avez choisie l’a lu, et cela ne peut pas être défait. Elle reçoit aussi les récits des autres personnes qui l’ont choisie, et personne ne prévient celle que vous avez nommée.",
  "writing.review.invitation": "Votre code d’invitation",
  "writing.review.invitationHint":
    "Il est demandé une seule fois, pour que personne ne puisse compter pour plusieurs. Il n’est pas gardé avec ce que vous avez écrit.",
  "writing.review.invitationMissing": "Saisissez le code d’invitation que vous avez reçu.",
  "writing.review.noText": "Votre carnet est encore vide. Écrivez d’abord un peu ; quelques phrases suffisent.",
  "writing.review.seal": "Le sceller",
  "writing.review.sealing": "Scellement",
  "writing.review.unreachable":
    "La connexion n’a pas marché. Rien n’a été envoyé et rien n’est perdu : tout est gardé dans votre carnet. Essayez encore quand vous voulez.",
  "writing.review.refused.invitation":
    "Ce code d’invitation n’est pas connu, ou a déjà servi. Rien n’a été envoyé. Vérifiez-le, ou demandez-en un autre.",
  "writing.review.refused.quota":
    "Tout ce qu’une personne peut sceller en un an l’a été. Rien n’a été envoyé ; tout est gardé dans votre carnet.",
  "writing.review.refused.other":
    "Il n’a pas été accepté ({rule}). Rien n’est perdu : tout est gardé dans votre carnet. Merci d’indiquer aux gens qui tiennent ce site le mot entre parenthèses.",

  "writing.sealed.title": "Ce que vous avez scellé",
  "writing.sealed.lead": "Plus rien ne vous est demandé.",
  "writing.sealed.none": "Vous n’avez rien scellé.",
  "writing.sealed.now": "C’est scellé.",
  "writing.sealed.on": "Scellé le {date}",
  "writing.sealed.waiting":
    "Pas encore envoyé. C’est gardé dans votre carnet et peut être envoyé quand il y a une connexion.",
  "writing.sealed.send": "L’envoyer maintenant",
  "writing.sealed.names": "Nomme",
  "writing.sealed.takeBack": "Le reprendre",
  "writing.sealed.question": "Le reprendre ?",
  "writing.sealed.questionText":
    "Les organisations qui gardent les clés effacent leur part, et il ne pourra plus concorder ni s’ouvrir. S’il s’est déjà ouvert, la personne que vous avez choisie l’a, et c’est trop tard ; vous verrez ce qu’il en est.",
  "writing.sealed.keep": "Le laisser scellé",
  "writing.sealed.takingBack": "Reprise",
  "writing.sealed.asked": "Vous l’avez repris le {date}. La réponse de ceux qui gardent les clés est attendue.",
  "writing.sealed.askedLater": "Votre souhait de le reprendre est gardé ici et n’a pas encore été envoyé.",
  "writing.sealed.erased": "Repris. Ceux qui gardent les clés l’ont effacé ; personne ne l’a lu.",
  "writing.sealed.tooLate":
    "Il s’était déjà ouvert. La personne que vous avez choisie l’a, et il ne peut pas être repris.",
  "writing.sealed.partlyOpen":
    "La personne que vous avez choisie avait vu comment vous décriviez la personne, pas votre récit. Le récit a été effacé et ne sera pas lu.",
  "writing.sealed.look": "Voir s’il y a des réponses",
  "writing.sealed.unreachable": "La connexion n’a pas marché. Rien n’a changé ; essayez encore quand vous voulez.",
  "writing.sealed.refused":
    "Cela n’a pas été accepté ({rule}). Rien n’a changé. Merci d’indiquer aux gens qui tiennent ce site le mot entre parenthèses.",
  "writing.sealed.write": "Retour à votre carnet",

  "writing.kind.email": "Courriel",
  "writing.kind.phone": "Numéro de téléphone",
  "writing.kind.url": "Lien",
  "writing.kind.instagram": "Instagram",
  "writing.kind.threads": "Threads",
  "writing.kind.facebook": "Facebook",
  "writing.kind.x": "X (Twitter)",
  "writing.kind.linkedin": "LinkedIn",
  "writing.kind.tiktok": "TikTok",
  "writing.kind.snapchat": "Snapchat",
  "writing.kind.youtube": "YouTube",
  "writing.kind.bluesky": "Bluesky",
  "writing.kind.mastodon": "Mastodon",
  "writing.kind.imdb": "IMDb",
  "writing.kind.wikidata": "Wikidata",
  "writing.kind.website": "Un site à soi",
  "writing.kind.name": "Le nom d’une personne",

  "writing.reason.empty": "Il n’y a encore rien.",
  "writing.reason.unreadable": "Il y a des caractères illisibles. Saisissez-le à la main.",
  "writing.reason.too-long": "C’est trop long. Donnez seulement l’adresse, le numéro ou le nom.",
  "writing.reason.not-an-email": "Ce n’est pas une adresse complète. Elle ressemblerait à nom@example.org.",
  "writing.reason.several-addresses": "Il y a plusieurs adresses. Ajoutez-les une par une.",
  "writing.reason.not-a-phone-number": "Cela ne ressemble pas à un numéro de téléphone.",
  "writing.reason.country-needed": "L’indicatif du pays manque. Commencez par + et l’indicatif, comme +33.",
  "writing.reason.wrong-length": "Un numéro de ce pays a plus ou moins de chiffres. Vérifiez-le.",
  "writing.reason.stand-in":
    "Cela ressemble à une façon de dire « je ne sais pas ». Des gens sans rapport concorderaient là-dessus.",
  "writing.reason.not-a-link": "Cela ne ressemble pas à un lien.",
  "writing.reason.not-a-handle": "Cela ne ressemble pas au nom d’un compte de ce service.",
  "writing.reason.not-a-profile": "Le lien ne mène pas à un profil. Ouvrez le profil et copiez son lien.",
  "writing.reason.not-a-person": "Cela mène à une page qui n’est pas celle d’une seule personne.",
  "writing.reason.a-post-not-a-person":
    "Cela mène à une publication. Ouvrez le profil de son auteur et copiez ce lien-là.",
  "writing.reason.short-link": "Un lien raccourci cache où il mène. Ouvrez-le, puis copiez l’adresse d’arrivée.",
  "writing.reason.unstable-link": "Ce lien change avec le temps. Ouvrez le profil et copiez le lien depuis là.",
  "writing.reason.shared-site": "Beaucoup de gens partagent ce site. Donnez la page qui n’est qu’à cette personne.",
  "writing.reason.not-a-name": "Cela ne ressemble pas au nom d’une personne.",
  "writing.reason.server-needed": "Le serveur manque. Un nom complet ressemble à @nom@serveur.example.",
  "writing.reason.full-name-needed": "Donnez un prénom et un nom.",
  "writing.reason.too-weak-alone":
    "Un nom seul est trop faible. Ajoutez un lieu de travail, une école, un club ou une ville.",

  "writing.note.tag-dropped": "Ce qui suit le + ne compte pas.",
  "writing.note.dots-dropped": "Là, les points ne comptent pas.",
  "writing.note.same-mailbox": "D’autres façons d’écrire la même boîte concordent aussi.",
  "writing.note.shared-mailbox": "Plusieurs personnes lisent peut-être cette boîte.",
  "writing.note.ending-unknown": "La fin de cette adresse est inhabituelle. Vérifiez l’orthographe.",
  "writing.note.region-assumed":
    "Le pays a été déduit de l’appareil. Si c’en est un autre, ajoutez le numéro avec + et son indicatif.",
  "writing.note.extension-kept": "Le numéro de poste compte.",
  "writing.note.number-unusual": "Le numéro est inhabituel. Vérifiez les chiffres.",
  "writing.note.link-unwrapped": "Le lien d’arrivée a été retenu.",
  "writing.note.another-service": "Le lien est d’un autre service que celui choisi ; c’est lui qui a été retenu.",
  "writing.note.threads-is-instagram": "Threads et Instagram partagent leurs noms.",
  "writing.note.id-not-handle": "C’est le numéro du compte. Si vous connaissez son nom, ajoutez-le aussi.",
  "writing.note.handle-completed": "Le serveur habituel a été ajouté.",
  "writing.note.page-of-site": "Seule cette page du site compte.",
  "writing.note.short-form": "Les formes courtes du nom concordent aussi.",
  "writing.note.title-dropped": "Le titre ne compte pas.",
  "writing.note.suffix-dropped": "Ce qui suit le nom ne compte pas.",
  "writing.note.middle-name-dropped": "Les deuxièmes prénoms ne comptent pas.",
  "writing.note.second-reading": "Cela peut se lire de deux façons ; les deux comptent.",
  "writing.note.transliterated": "Cela concorde aussi en lettres latines.",
  "writing.note.legal-form-dropped": "SA, SARL et autres ne comptent pas.",
  "writing.note.place-shortened": "Seule la ville compte.",
} as const;
