import check from "./fr/check.ts";
import desk from "./fr/desk.ts";
import device from "./fr/device.ts";
import files from "./fr/files.ts";
import letters from "./fr/letters.ts";
import pages from "./fr/pages.ts";
import sealing from "./fr/sealing.ts";
import take from "./fr/take.ts";
import update from "./fr/update.ts";
import vault from "./fr/vault.ts";
import writing from "./fr/writing.ts";
import type { Translation } from "./translation.ts";

/** Français. On vouvoie, sans supposer le genre de la personne qui lit (les espaces insécables se font d’elles-mêmes). */
export default {
  ...writing,
  ...pages,
  ...sealing,
  ...take,
  ...desk,
  ...letters,
  ...check,
  ...files,
  ...update,
  ...vault,
  ...device,

  "tab.home": "Notes",
  "tab.help": "Notes : numéros",
  "tab.device": "Notes : appareil",
  "tab.missing": "Notes : page vide",
  "tab.samples": "Notes : exemples",

  "shell.skip": "Aller au texte",
  "shell.start": "Première page",
  "shell.language": "Langue",
  "shell.more": "Autres pages",
  "shell.check": "Vérifier un reçu ou une déclaration",
  "shell.counsel": "Espace professionnel",
  "shell.oneMoment": "Un instant",
  "shell.failed.title": "Cette page n’est pas arrivée",
  "shell.failed.text":
    "La connexion a pu se couper, ou une version plus récente est sortie. Ce que vous avez enregistré est toujours là. Essayez encore, ou rechargez le tout.",
  "shell.failed.again": "Essayer encore",
  "shell.failed.reload": "Recharger",
  "shell.missing.title": "Il n’y a rien à cette adresse",
  "shell.missing.text":
    "L’adresse contient peut-être une erreur, ou la page a changé de place. Ce que vous avez enregistré est toujours là.",
  "shell.noScript":
    "Ce carnet a besoin de JavaScript, car il chiffre ce que vous écrivez sur votre propre appareil avant de garder quoi que ce soit.",

  "leave.button": "Quitter vite",
  "leave.shift":
    "{left, plural, one {Majuscule. Appuyez encore une fois pour quitter.} other {Majuscule. Appuyez encore # fois pour quitter.}}",
  "leave.timedOut": "Trop de temps a passé. Vous êtes toujours sur cette page.",
  "leave.leaving": "Chargement.",
  "leave.returned.title": "Notes",
  "leave.returned.continue": "Continuer",

  "landing.title": "Il s’est passé quelque chose. Vous pouvez commencer ici.",
  "landing.lead": "Vous pouvez regarder sans rien donner, et vous arrêter à tout moment.",
  "landing.doors": "Trois chemins à partir d’ici",
  "landing.write.title": "L’écrire pour vous",
  "landing.write.text":
    "Une page privée, pour aujourd’hui ou pour des années. Elle est chiffrée sur votre appareil avant d’être gardée, et personne d’autre que vous ne peut l’ouvrir.",
  "landing.seal.title": "Le sceller, pour que cela s’ouvre seulement si d’autres nomment la même personne",
  "landing.seal.text":
    "Vous dites combien de personnes doivent nommer la même personne, vous y compris. Jusque-là, cela reste scellé. Ensuite cela s’ouvre uniquement pour la personne que vous avez choisie : du barreau, d’une association d’aide ou de la presse.",
  "landing.help.title": "Trouver de l’aide maintenant",
  "landing.help.text":
    "Des numéros à appeler, et que faire si vous êtes en danger. Vous n’avez pas besoin d’écrire quoi que ce soit.",
  "landing.before": "Bon à savoir",
  "landing.counts.title": "Je ne sais pas si cela compte",
  "landing.counts.text":
    "Vous n’avez pas besoin d’une certitude. Beaucoup de gens n’en ont pas, même des années après. Vous pouvez écrire sans décider comment appeler ce qui s’est passé, et vous n’êtes jamais dans l’obligation de le montrer.",
  "landing.readers.title": "Qui peut lire ce que j’écris ?",
  "landing.readers.own":
    "Ce que vous écrivez pour vous est chiffré sur votre appareil. Les personnes qui tiennent ce site gardent une copie verrouillée et ne peuvent pas la lire. Si vous perdez tous les moyens de l’ouvrir, elles ne pourront pas l’ouvrir pour vous non plus.",
  "landing.readers.sealed":
    "Ce que vous scellez ne peut être lu qu’une fois que le nombre de personnes que vous avez choisi a nommé la même personne, et alors seulement par la personne que vous avez choisie. Les clés sont réparties entre des organisations indépendantes, et aucune ne peut l’ouvrir seule. Vous pouvez le changer ou le retirer tant que cela n’est pas ouvert.",
  "landing.leave.title": "Que fait « Quitter vite » ?",
  "landing.leave.does":
    "Le bouton en haut, ou la touche Majuscule pressée trois fois, couvre la page aussitôt, verrouille vos notes et va vers un site ordinaire.",
  "landing.leave.doesNot":
    "Cela n’efface pas la liste des pages visitées que garde votre navigateur. Si quelqu’un d’autre peut regarder cet appareil, une fenêtre privée laisse moins de traces ; un autre appareil vaut mieux.",
  "landing.limits.title": "Ce que ce carnet ne peut pas faire",
  "landing.limits.nobody":
    "Personne ne lit pendant que vous écrivez. Si vous écrivez que vous êtes en danger, personne ne le verra ; les numéros sous « Trouver de l’aide maintenant » permettent de joindre quelqu’un.",
  "landing.limits.match":
    "Il ne peut pas vous dire si d’autres ont écrit. Et quand plusieurs récits nomment la même personne, c’est une raison de les lire, pas une conclusion.",

  "help.title": "Trouver de l’aide maintenant",
  "help.lead": "Si vous êtes en danger, appelez le numéro d’urgence de l’endroit où vous êtes.",
  "help.traces.title": "Ce que laisse un appel",
  "help.traces.text":
    "Un appel peut rester dans la liste d’appels du téléphone et sur la facture. Si quelqu’un d’autre les regarde, utilisez un autre téléphone si vous pouvez, ou effacez ensuite l’appel de la liste.",
  "help.call": "Appeler le {number}",
  "help.text": "Envoyer un message au {number}",
  "help.website": "Site web",
  "help.hours": "Horaires : {hours}",
  "help.checked": "Les personnes qui tiennent ce site ont vérifié cette liste pour la dernière fois le {date}.",
  "help.waiting": "Recherche de la liste des numéros",
  "help.failed.title": "La liste n’a pas pu être obtenue",
  "help.failed.text":
    "Ces numéros fonctionnent sans elle : le 112 en Europe et sur beaucoup de téléphones mobiles ailleurs ; le 911 aux États-Unis, au Canada et au Mexique.",

  "part.optional": "si vous voulez",
  "part.close": "Fermer",
  "part.copy": "Copier",
  "part.copied": "Copié",
  "part.copyFailed": "La copie n’a pas marché ici. Le texte est sélectionné, pour que vous puissiez le copier.",
  "part.errorBefore": "À corriger :",
  "part.step": "Partie {part, number} sur {of, number}",
  "part.saving": "Enregistrement",
  "part.saved": "Enregistré",
  "part.savedAgo": "Enregistré {ago}",
  "part.savedHere": "Enregistré sur cet appareil. La suite se fera seule quand la connexion reviendra.",
  "part.notSaved": "Pas encore enregistré. Ce que vous avez écrit est toujours sur cette page ; laissez-la ouverte.",
  "part.full":
    "Il n’y a plus de place sur cet appareil, et ceci n’y est pas encore enregistré. Ce que vous avez écrit est toujours sur cette page ; laissez-la ouverte et faites de la place, par exemple en supprimant des vidéos.",
  "part.progress": "{done} sur {total}",
  "time.momentAgo": "à l’instant",
} as const satisfies Translation;
