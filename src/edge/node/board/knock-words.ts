/** What a knock says, in each language: nothing of whom or what it is about, for it lies in a mailbox that others may see. */
export const KNOCK_WORDS = {
  en: {
    subject: "There is something at your desk",
    body: "There is something at your desk. This message says no more on purpose.\n\nNo other one comes before you have looked.\n",
  },
  es: {
    subject: "Hay algo en tu mesa",
    body: "Hay algo en tu mesa. Este mensaje no dice más a propósito.\n\nNo llegará otro antes de que hayas mirado.\n",
  },
  fr: {
    subject: "Quelque chose vous attend à votre bureau",
    body: "Quelque chose vous attend à votre bureau. Ce message n’en dit pas plus, à dessein.\n\nIl n’en viendra pas d’autre avant que vous n’ayez regardé.\n",
  },
} as const;
