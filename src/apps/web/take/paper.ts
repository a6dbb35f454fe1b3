/** The notebook as a tagged PDF: one column, the headings and paragraphs told apart for screen readers. */
import PDFDocument from "pdfkit";
import type { Block } from "./blocks.svelte.ts";

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

/** @param face the typeface's file */
export async function paper(blocks: readonly Block[], language: string, title: string, face: Uint8Array) {
  const document = new PDFDocument({
    size: "A4",
    margin: MARGIN,
    lang: language,
    pdfVersion: "1.7",
    tagged: true,
    displayTitle: true,
    font: null as unknown as string, // no standard typeface is loaded before ours is there
    // Neither a program's name nor a time: the pages say what is on them.
    info: { Title: title, Producer: "", Creator: "" },
  });
  const parts: Uint8Array[] = [];
  document.on("data", (part: Uint8Array) => parts.push(part));
  const ended = new Promise<void>((resolve) => document.on("end", resolve));
  document.registerFont(FACE, face as unknown as Buffer);
  const whole = document.struct("Document");
  document.addStructure(whole);
  for (const block of blocks) whole.add(document.struct(STYLES[block.kind].tag, {}, () => set(document, block)));
  whole.end();
  document.end();
  await ended;
  return new Blob(parts as BlobPart[], { type: "application/pdf" });
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
