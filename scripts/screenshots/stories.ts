/** What the invented person of the pictures writes. */
import type { Page } from "playwright-core";
import type { Say } from "./tour.ts";

const passphrase = "lantern violet kettle orbit";

/** Whatever else stands on the page: a passphrase in each field for one, and the form's own button. */
async function begin(page: Page, say: Say): Promise<void> {
  for (const field of await page.locator("input[type=password]").all()) await field.fill(passphrase);
  await page.locator("form button[type=submit]").last().click();
  await page.getByLabel(say("pages.sheet")).waitFor();
}

/** The label over words that are being changed, whatever their date. */
const changing = (say: Say) => new RegExp(`^${say("pages.changing").replace("{date}", ".*")}`);

const same = { begin, changing };

export const stories = {
  en: {
    ...same,
    first:
      "It was after the concert. The lights in the corridor were on a timer, and they went out while we were talking.\n\nI remember the hum of the vending machine. I remember that I counted the doors.",
    second: "He was at the rehearsal again in autumn. He said that I had got the part, and kept his hand on the door.",
    when: "the summer after second year",
    near: "The porter, perhaps. A woman with a yellow umbrella came down the stairs just before.",
    addition: "I remember now that it smelled of floor polish.",
    changed:
      "It was after the concert. The lights in the corridor were on a timer, and they went out twice while we were talking.\n\nI remember the hum of the vending machine. I remember that I counted the doors.",
    never: "Never call, and never leave a message.",
    file: "corridor.jpg",
  },
  es: {
    ...same,
    first:
      "Fue después del concierto. Las luces del pasillo tenían un temporizador, y se apagaron mientras hablábamos.\n\nRecuerdo el zumbido de la máquina de bebidas. Recuerdo que conté las puertas.",
    second: "En otoño volvió a estar en el ensayo. Dijo que el papel era para mí, y dejó la mano en la puerta.",
    when: "el verano después de segundo",
    near: "Quizá el portero. Una mujer con un paraguas amarillo bajó la escalera justo antes.",
    addition: "Ahora recuerdo que olía a cera para suelos.",
    changed:
      "Fue después del concierto. Las luces del pasillo tenían un temporizador, y se apagaron dos veces mientras hablábamos.\n\nRecuerdo el zumbido de la máquina de bebidas. Recuerdo que conté las puertas.",
    never: "No llamar nunca, ni dejar mensajes.",
    file: "pasillo.jpg",
  },
  fr: {
    ...same,
    first:
      "C’était après le concert. Les lumières du couloir étaient sur minuterie, et elles se sont éteintes pendant que nous parlions.\n\nJe me rappelle le bourdonnement du distributeur. Je me rappelle avoir compté les portes.",
    second:
      "En automne, il était de nouveau à la répétition. Il a dit que j’avais le rôle, et a gardé la main sur la porte.",
    when: "l’été après la deuxième année",
    near: "Le gardien, peut-être. Une femme avec un parapluie jaune est descendue juste avant.",
    addition: "Je me rappelle maintenant que cela sentait la cire.",
    changed:
      "C’était après le concert. Les lumières du couloir étaient sur minuterie, et elles se sont éteintes deux fois pendant que nous parlions.\n\nJe me rappelle le bourdonnement du distributeur. Je me rappelle avoir compté les portes.",
    never: "Ne jamais appeler, et ne jamais laisser de message.",
    file: "couloir.jpg",
  },
} as const;
