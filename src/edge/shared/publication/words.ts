/**
 * The words of a published statement around its authors' own. They are part of what is checked byte for byte, so a page
 * made under version 1 is made of exactly these for ever: a change of wording is a new version.
 */
export type PublicationWords = {
  readonly months: readonly string[];
  readonly day: (day: number, month: string, year: number) => string;
  readonly unnamed: string;
  readonly reply: string;
  readonly asked: (day: string) => string;
  readonly answered: (day: string) => string;
  readonly silent: (day: string) => string;
  readonly proofs: string;
  readonly explained: readonly string[];
  readonly sealed: (name: string, day: string, place: number) => string;
  readonly before: string;
  readonly not: string;
  readonly check: (fingerprint: string) => string;
  readonly corrects: (fingerprint: string) => string;
  /** On the page that stands before a statement once something of it has changed. */
  readonly takenBack: (name: string) => string;
  readonly corrected: string;
  readonly asPublished: string;
};

const en: PublicationWords = {
  months: [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ],
  day: (day, month, year) => `${day} ${month} ${year}`,
  unnamed: "One of us",
  reply: "The reply",
  asked: (day) => `This letter was sent on ${day}:`,
  answered: (day) => `This answer came on ${day}. It stands here as it was given:`,
  silent: (day) => `No answer had come by ${day}.`,
  proofs: "How this can be checked",
  explained: [
    "Each person who speaks here wrote an account on their own and sealed it. A sealed account is noted in a public log that several independent organisations sign.",
    "Each of them signed the exact words above. If anything in this page were changed, even a comma, the check would say so.",
  ],
  sealed: (name, day, place) => `${name}: sealed on ${day}, number ${place} in the log`,
  before: "All these accounts were sealed before any of them was opened.",
  not: "What this does not show: that what is told is true, or who the people are who do not give their names. It shows that they spoke apart, when, and in which words.",
  check: (fingerprint) =>
    `Keep this page as a file and give it to the page “verify” of any Chorus, or to the command “chorus verify”. No network is needed. The escrow is ${fingerprint}.`,
  corrects: (fingerprint) => `This corrects an earlier statement, ${fingerprint}.`,
  takenBack: (name) => `${name} has taken their part of this statement back.`,
  corrected: "Its authors have corrected this statement. Read the new one",
  asPublished: "The statement as it was published",
};

const es: PublicationWords = {
  months: [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
  ],
  day: (day, month, year) => `${day} de ${month} de ${year}`,
  unnamed: "Una voz entre nosotros",
  reply: "La respuesta",
  asked: (day) => `Esta carta se envió el ${day}:`,
  answered: (day) => `Esta respuesta llegó el ${day}. Figura aquí tal como se dio:`,
  silent: (day) => `Hasta el ${day} no había llegado respuesta.`,
  proofs: "Cómo se puede comprobar",
  explained: [
    "Cada persona que habla aquí escribió su relato por separado y lo selló. Un relato sellado queda anotado en un registro público que firman varias organizaciones independientes.",
    "Cada una firmó exactamente las palabras de arriba. Si algo de esta página cambiara, aunque fuera una coma, la comprobación lo diría.",
  ],
  sealed: (name, day, place) => `${name}: sellado el ${day}, número ${place} en el registro`,
  before: "Todos estos relatos se sellaron antes de que se abriera ninguno.",
  not: "Lo que esto no demuestra: que lo contado sea cierto, ni quiénes son las personas que no dan su nombre. Demuestra que hablaron por separado, cuándo y con qué palabras.",
  check: (fingerprint) =>
    `Guarda esta página como archivo y entrégala a la página «verify» de cualquier Chorus, o a la orden «chorus verify». No hace falta red. El registro es ${fingerprint}.`,
  corrects: (fingerprint) => `Corrige una declaración anterior, ${fingerprint}.`,
  takenBack: (name) => `${name}: esta voz ha retirado su parte de la declaración.`,
  corrected: "Las personas que la firmaron han corregido esta declaración. Leer la nueva",
  asPublished: "La declaración tal como se publicó",
};

const fr: PublicationWords = {
  months: [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
  ],
  day: (day, month, year) => `${day === 1 ? "1er" : day} ${month} ${year}`,
  unnamed: "Une voix parmi nous",
  reply: "La réponse",
  asked: (day) => `Cette lettre a été envoyée le ${day} :`,
  answered: (day) => `Cette réponse est arrivée le ${day}. Elle figure ici telle qu’elle a été donnée :`,
  silent: (day) => `Aucune réponse n’était arrivée au ${day}.`,
  proofs: "Comment vérifier",
  explained: [
    "Chaque personne qui parle ici a écrit son récit de son côté et l’a scellé. Un récit scellé est noté dans un registre public que signent plusieurs organisations indépendantes.",
    "Chacune a signé exactement les mots ci-dessus. Si quoi que ce soit changeait dans cette page, même une virgule, la vérification le dirait.",
  ],
  sealed: (name, day, place) => `${name} : scellé le ${day}, numéro ${place} dans le registre`,
  before: "Tous ces récits ont été scellés avant que l’un d’eux ne soit ouvert.",
  not: "Ce que cela ne montre pas : que ce qui est raconté est vrai, ni qui sont les personnes qui ne donnent pas leur nom. Cela montre qu’elles ont parlé séparément, quand, et avec quels mots.",
  check: (fingerprint) =>
    `Gardez cette page comme fichier et donnez-la à la page « verify » de n’importe quel Chorus, ou à la commande « chorus verify ». Aucun réseau n’est nécessaire. Le registre est ${fingerprint}.`,
  corrects: (fingerprint) => `Ceci corrige une déclaration antérieure, ${fingerprint}.`,
  takenBack: (name) => `${name} : cette voix a repris sa part de la déclaration.`,
  corrected: "Les personnes qui l’ont signée ont corrigé cette déclaration. Lire la nouvelle",
  asPublished: "La déclaration telle qu’elle a été publiée",
};

export const publicationWords = { en, es, fr } as const;
