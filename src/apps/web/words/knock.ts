/** What a browser shows when something has come for counsel: nothing of whom or what, for others may see the screen. */
export const knockWords = {
  en: "There is something at your desk",
  es: "Hay algo en tu mesa",
  fr: "Quelque chose vous attend à votre bureau",
} as const;
