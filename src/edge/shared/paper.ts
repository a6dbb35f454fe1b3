/** Text as a tagged PDF: one column, the headings and paragraphs told apart for screen readers. */
import PDFDocument from "pdfkit";
import type { Block } from "./paper-blocks.ts";

const MARGIN = 72;
const FACE = "Newsreader";
const INK = "#2b2622";
const SOFT = "#524a41";

type Style = { readonly size: number; readonly before: number; readonly colour: string; readonly tag: string };

/** Sizes and the space before, in points. */
const STYLES: Readonly<Record<Block["kind"], Style>> = {
  title: { size: 26, before: 0, colour: INK, tag: "H1" },
  heading: { size: 18, before: 30, colour: INK, tag: "H2" },
  question: { size: 13, before: 16, colour: INK, tag: "H3" },
  caption: { size: 9.5, before: 8, colour: SOFT, tag: "P" },
  words: { size: 12, before: 4, colour: INK, tag: "P" },
};

export type Paper = {
  readonly language: string;
  readonly title: string;
  /** The typeface's file. */
  readonly face: Uint8Array;
  /** When it says that it was made; the present if nothing is said. The same blocks at the same time give the same bytes. */
  readonly made?: Date;
  /** What stands at the foot of each page, which are counted from 1; nothing if it is not given. */
  readonly foot?: (page: number, of: number) => string;
  /** A file that lies inside. */
  readonly attached?: { readonly name: string; readonly bytes: Uint8Array };
};

/** Sets blocks on paper. */
export async function paper(
  blocks: readonly Block[],
  { language, title, face, made, foot, attached }: Paper,
): Promise<Uint8Array> {
  const document = new PDFDocument({
    size: "A4",
    margin: MARGIN,
    lang: language,
    pdfVersion: "1.7",
    tagged: true,
    displayTitle: true,
    bufferPages: foot !== undefined, // how many there are is known at the end
    font: null as unknown as string, // no standard typeface is loaded before ours is there
    // No program's name: the pages say what is on them.
    info: { Title: title, Producer: "", Creator: "", ...(made ? { CreationDate: made } : {}) },
  });
  const parts: Uint8Array[] = [];
  document.on("data", (part: Uint8Array) => parts.push(part));
  const ended = new Promise<void>((resolve) => document.on("end", resolve));
  document.registerFont(FACE, face as unknown as Buffer);
  if (attached) attach(document, attached, made);
  const whole = document.struct("Document");
  document.addStructure(whole);
  for (const block of blocks) whole.add(document.struct(STYLES[block.kind].tag, {}, () => set(document, block)));
  whole.end();
  if (foot) setFeet(document, foot);
  document.end();
  await ended;
  return joined(parts);
}

function attach(document: PDFKit.PDFDocument, { name, bytes }: NonNullable<Paper["attached"]>, made?: Date): void {
  const dates = made ? { creationDate: made, modifiedDate: made } : {};
  document.file(bytes as unknown as Buffer, { name, ...dates });
}

function set(document: PDFKit.PDFDocument, { kind, text }: Block): void {
  const { size, before, colour } = STYLES[kind];
  const { y } = document;
  if (y > MARGIN) document.y = y + before;
  document
    .font(FACE)
    .fontSize(size)
    .fillColor(colour)
    .text(text, { lineGap: size * 0.35 });
}

/** Marked as no part of the text, so that a screen reader does not stumble over it at every page. */
function setFeet(document: PDFKit.PDFDocument, foot: NonNullable<Paper["foot"]>): void {
  const { size, colour } = STYLES.caption;
  const { start, count } = document.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    document.switchToPage(start + page);
    document.page.margins.bottom = 0; // or the line would begin another page
    document.markContent("Artifact", { type: "Pagination", attached: ["Bottom"] });
    document
      .font(FACE)
      .fontSize(size)
      .fillColor(colour)
      .text(foot(page + 1, count), MARGIN, document.page.height - MARGIN * 0.6, { lineBreak: false });
    document.endMarkedContent();
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
