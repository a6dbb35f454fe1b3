/** What a code's message says, in each language. It names nothing that is not for everybody's eyes. */
export const MAIL_WORDS = {
  en: {
    subject: "Your code",
    body: (code: string) =>
      `${code}\n\nThis is the code that was asked for with your address. It is good for half an hour, once.\nIf you did not ask for it, do nothing. Nobody learns that you were asked.\n`,
  },
  es: {
    subject: "Tu código",
    body: (code: string) =>
      `${code}\n\nEste es el código que se pidió con tu dirección. Vale durante media hora, una vez.\nSi no lo pediste, no hagas nada. Nadie sabrá que se te preguntó.\n`,
  },
  fr: {
    subject: "Votre code",
    body: (code: string) =>
      `${code}\n\nVoici le code demandé avec votre adresse. Il est valable une demi-heure, une seule fois.\nSi vous ne l’avez pas demandé, ne faites rien. Personne n’apprendra qu’on vous l’a envoyé.\n`,
  },
} as const;
