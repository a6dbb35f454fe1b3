/** One page with the words of a kit and their code, and nothing that says what they are for unless that is asked. */
import * as pdfkit from "pdfkit";
import Courier from "pdfkit/standard-fonts/Courier";
import Helvetica from "pdfkit/standard-fonts/Helvetica";
import { encode } from "uqr";

/** In the browser the library knows no font that it is not given; its types are those of Node. */
const { PDFDocument, registerStdFonts } = pdfkit as unknown as {
  readonly PDFDocument: typeof pdfkit.default;
  readonly registerStdFonts: (...fonts: unknown[]) => void;
};

export type KitSheet = {
  readonly words: readonly string[];
  readonly title: string;
  readonly language: string;
  /** What the sheet is for, in a sentence. */
  readonly purpose: string | undefined;
};

const MARGIN = 64;
const ROWS = 12;
const ROW_POINTS = 25;
const COLUMN_POINTS = 150;
const CODE_POINTS = 190;

export async function kitSheet(sheet: KitSheet): Promise<Blob> {
  registerStdFonts(Courier, Helvetica);
  const document = new PDFDocument({
    size: "A4",
    margin: MARGIN,
    lang: sheet.language,
    pdfVersion: "1.7",
    tagged: true,
    displayTitle: true,
    // No program's name: the sheet says only what is on it.
    info: { Title: sheet.title, Producer: "", Creator: "" },
  });
  const parts: Uint8Array[] = [];
  document.on("data", (part: Uint8Array) => parts.push(part));
  const ended = new Promise<void>((resolve) => document.on("end", resolve));
  write(document, sheet);
  document.end();
  await ended;
  return new Blob(parts as BlobPart[], { type: "application/pdf" });
}

function write(document: PDFKit.PDFDocument, { words, purpose }: KitSheet): void {
  const whole = document.struct("Document");
  document.addStructure(whole);
  if (purpose !== undefined) {
    whole.add(
      document.struct("P", {}, () => void document.font("Helvetica").fontSize(11).text(purpose, { lineGap: 4 })),
    );
    document.moveDown(2);
  }
  const top = document.y;
  const list = document.struct("L");
  whole.add(list);
  for (const [index, word] of words.entries()) {
    const x = MARGIN + Math.floor(index / ROWS) * COLUMN_POINTS;
    const y = top + (index % ROWS) * ROW_POINTS;
    const line = () =>
      void document
        .font("Courier")
        .fontSize(14)
        .text(`${String(index + 1).padStart(2)}  ${word}`, x, y, { lineBreak: false });
    list.add(document.struct("LI", {}, [document.struct("LBody", {}, line)]));
  }
  const code = () => drawCode(document, words.join(" "), MARGIN, top + ROWS * ROW_POINTS + 28);
  whole.add(document.struct("Figure", { alt: words.join(" ") }, code));
  whole.end();
}

function drawCode(document: PDFKit.PDFDocument, text: string, left: number, top: number): void {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const step = CODE_POINTS / size;
  for (const [y, row] of data.entries()) {
    for (const [x, dark] of row.entries()) if (dark) document.rect(left + x * step, top + y * step, step, step);
  }
  document.fill("#000");
}
