/** A name that is safe on every file system, whatever the author's file was called. `index` counts from 0. */
export function attachmentName(index: number, name: string): string {
  const plain = name.normalize("NFC").replace(/^.*[/\\]/, "");
  const dot = plain.lastIndexOf(".");
  const [stem, ending] = dot > 0 ? [plain.slice(0, dot), plain.slice(dot + 1)] : [plain, ""];
  const safeStem = stem.replace(/[^\p{L}\p{N}_-]+/gu, "-").slice(0, 60) || "file";
  const safeEnding = ending.replace(/[^A-Za-z0-9]/g, "").slice(0, 9);
  return `${index + 1}-${safeStem}${safeEnding === "" ? "" : `.${safeEnding}`}`;
}
