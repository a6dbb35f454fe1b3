/** What a device may show to somebody else, and what helps. */
export default {
  "device.link": "Peut-on écrire sans risque sur cet appareil ?",
  "device.title": "Qui d’autre utilise cet appareil ?",
  "device.lead":
    "Ce que vous écrivez est chiffré. Mais un appareil peut montrer autre chose : que vous étiez ici, ou les mots pendant que vous les lisez. Prenez ce qui vous convient ; rien n’oblige à tout faire.",
  "device.seen.title": "Si quelqu’un peut regarder cet appareil",
  "device.seen.text":
    "Choisissez « Non, ne rien laisser ici » en commençant. Utilisez une fenêtre privée et fermez-la en partant. Mieux encore : un appareil que cette personne ne touche jamais, chez des proches, dans une bibliothèque, dans un centre de santé.",
  "device.unlock.title": "Si quelqu’un peut le déverrouiller",
  "device.unlock.text":
    "Qui ouvre votre écran par un code, un visage ou un doigt peut utiliser les clés d’accès gardées dessus. Une phrase secrète que personne d’autre ne connaît est alors plus sûre. Ne laissez pas le navigateur l’enregistrer.",
  "device.account.title": "Si quelqu’un connaît vos comptes",
  "device.account.text":
    "L’historique, les pages ouvertes, les mots de passe et les photos peuvent passer à un autre téléphone ou ordinateur du même compte, aussi dans une offre familiale. Une fenêtre privée n’est pas transmise. Regardez dans les réglages du compte quels appareils sont connectés ; en retirer un peut se remarquer.",
  "device.work.title": "S’il appartient au travail, à l’école ou à une autre personne",
  "device.work.text":
    "Son propriétaire voit peut-être quels sites sont visités, et parfois l’écran. Cette page ne peut pas le savoir. N’y écrivez pas si cela pouvait vous nuire.",
  "device.watched.title": "Si vous pensez qu’on vous surveille",
  "device.watched.text":
    "Un appareil surveillé en secret montre tout, quoi que fasse un site. Les signes sont faibles : quelqu’un sait ce qu’il ne pouvait pas savoir, ou a eu l’appareil en main. Ne cherchez pas à ce sujet sur cet appareil. Effacer un programme peut se remarquer, et peut faire disparaître des preuves. Les personnes indiquées sous « Trouver de l’aide maintenant » savent comment s’y prendre.",
  "device.traces.title": "Ce qui reste",
  "device.traces.text":
    "La liste des pages visitées montre que ce site a été ouvert, pas ce que vous avez écrit. Vous pouvez en retirer des lignes une à une ; une liste vide peut frapper plus qu’une longue. Les fichiers que vous enregistrez restent parmi les téléchargements. Les captures d’écran peuvent partir dans un nuage. Une pause dans les messages ou les lieux habituels peut aussi se remarquer.",
  "device.leave.title": "Pour partir tout de suite",
  "device.leave.text":
    "Appuyez sur « Quitter vite », ou trois fois sur Maj. Le carnet se ferme et la météo s’affiche. Essayez maintenant, pour que vos mains le sachent.",
  "device.proof.title": "Ce que personne ne peut voir",
  "device.proof.text":
    "Ni les personnes qui tiennent ce site, ni le réseau, ni quelqu’un qui prend l’appareil pendant que le carnet est fermé : sans votre phrase secrète, votre clé d’accès ou votre feuille de secours, il n’y a rien à lire.",
} as const;
