/** The words of a case on paper around its authors' own. */
import type { Account } from "../../core/protocol/account.ts";
import type { Question } from "../../core/protocol/incident.ts";
import { ABOUT } from "./account-text.ts";

export type CaseWords = {
  readonly title: (id: string) => string;
  readonly made: (day: string) => string;
  readonly notAFinding: string;
  readonly account: (place: number) => string;
  readonly sealed: (position: number, quorum: number) => string;
  readonly unopened: string;
  readonly described: string;
  readonly reach: string;
  readonly way: Readonly<Record<Account["contact"]["ways"][number]["kind"], string>>;
  readonly noWays: string;
  readonly never: (never: string) => string;
  readonly untitled: string;
  readonly when: (when: string) => string;
  readonly range: (from: string, to: string) => string;
  readonly from: (day: string) => string;
  readonly until: (day: string) => string;
  readonly around: (day: string) => string;
  readonly question: Readonly<Record<Exclude<Question, "happened">, string>>;
  readonly before: (day: string) => string;
  readonly files: string;
  readonly page: (number: number, of: number) => string;
};

const en: CaseWords = {
  title: (id) => `Case ${id}`,
  made: (day) => `Set on paper on ${day}.`,
  notAFinding:
    "These are the words of the people who wrote them, as they sealed them. That they named the same person is no finding of what happened.",
  account: (place) => `Account ${place}`,
  sealed: (position, quorum) =>
    `Number ${position} in the public log, sealed to open when ${quorum} people had named the same person.`,
  unopened: "This account has not been opened.",
  described: "How the author describes the person",
  reach: "How the author may be reached",
  way: { text: "Text message", call: "Call", email: "E-mail", post: "Post", other: "Another way" },
  noWays: "No way was given.",
  never: (never) => `Never: ${never}`,
  untitled: "What happened",
  when: (when) => `When: ${when}`,
  range: (from, to) => `${from} – ${to}`,
  from: (day) => `from ${day}`,
  until: (day) => `until ${day}`,
  around: (day) => `around ${day}`,
  question: ABOUT,
  before: (day) => `As it stood before ${day}:`,
  files: "Files, in the folder of this account",
  page: (number, of) => `${number} of ${of}`,
};

const es: CaseWords = {
  title: (id) => `Caso ${id}`,
  made: (day) => `Puesto en papel el ${day}.`,
  notAFinding:
    "Estas son las palabras de quienes las escribieron, tal como las sellaron. Que nombraran a la misma persona no prueba lo que ocurrió.",
  account: (place) => `Relato ${place}`,
  sealed: (position, quorum) =>
    `Número ${position} del registro público, sellado para abrirse cuando ${quorum} personas nombraran a la misma.`,
  unopened: "Este relato no se ha abierto.",
  described: "Cómo describe a la persona quien escribe",
  reach: "Cómo se puede contactar con quien escribe",
  way: {
    text: "Mensaje de texto",
    call: "Llamada",
    email: "Correo electrónico",
    post: "Correo postal",
    other: "Otra vía",
  },
  noWays: "No se dio ninguna vía.",
  never: (never) => `Nunca: ${never}`,
  untitled: "Lo que ocurrió",
  when: (when) => `Cuándo: ${when}`,
  range: (from, to) => `${from} – ${to}`,
  from: (day) => `desde ${day}`,
  until: (day) => `hasta ${day}`,
  around: (day) => `hacia ${day}`,
  question: {
    senses: "Lo que recuerda",
    they: "Lo que hizo y dijo la otra persona",
    you: "Lo que hizo y dijo quien escribe",
    knew: "Cómo se conocían",
    place: "Dónde fue",
    near: "Quién estaba cerca",
    told: "A quién lo contó, y cuándo",
    kept: "Lo que guardó",
    since: "Cómo ha sido desde entonces",
    unsure: "De lo que no tiene seguridad",
    wish: "Lo que desearía que saliera de esto",
  },
  before: (day) => `Como estaba antes del ${day}:`,
  files: "Archivos, en la carpeta de este relato",
  page: (number, of) => `${number} de ${of}`,
};

const fr: CaseWords = {
  title: (id) => `Dossier ${id}`,
  made: (day) => `Mis sur papier le ${day}.`,
  notAFinding:
    "Ce sont les mots de celles et ceux qui les ont écrits, tels qu’ils ont été scellés. Que la même personne ait été nommée n’établit pas ce qui s’est passé.",
  account: (place) => `Récit ${place}`,
  sealed: (position, quorum) =>
    `Numéro ${position} du registre public, scellé pour s’ouvrir quand ${quorum} personnes auraient nommé la même.`,
  unopened: "Ce récit n’a pas été ouvert.",
  described: "Comment la personne est décrite",
  reach: "Comment joindre l’auteur du récit",
  way: { text: "SMS", call: "Appel", email: "Courriel", post: "Courrier", other: "Autre moyen" },
  noWays: "Aucun moyen n’a été indiqué.",
  never: (never) => `Jamais : ${never}`,
  untitled: "Ce qui s’est passé",
  when: (when) => `Quand : ${when}`,
  range: (from, to) => `${from} – ${to}`,
  from: (day) => `à partir de ${day}`,
  until: (day) => `jusqu’à ${day}`,
  around: (day) => `vers ${day}`,
  question: {
    senses: "Ce qui reste en mémoire",
    they: "Ce que l’autre personne a fait et dit",
    you: "Ce que l’auteur du récit a fait et dit",
    knew: "D’où ils se connaissaient",
    place: "Où c’était",
    near: "Qui était à proximité",
    told: "À qui cela a été dit, et quand",
    kept: "Ce qui a été gardé",
    since: "Comment c’est depuis",
    unsure: "Ce qui n’est pas certain",
    wish: "Ce qui serait souhaité",
  },
  before: (day) => `Tel que c’était avant le ${day} :`,
  files: "Fichiers, dans le dossier de ce récit",
  page: (number, of) => `${number} sur ${of}`,
};

const LANGUAGES: Readonly<Record<string, CaseWords>> = { en, es, fr };

/** The words of a language; English for any that is not there. */
export function caseWords(language: string): { readonly language: string; readonly words: CaseWords } {
  const words = LANGUAGES[language];
  return words ? { language, words } : { language: "en", words: en };
}
