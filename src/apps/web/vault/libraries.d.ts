/** Files of libraries that their types do not tell of. */
declare module "@zxcvbn-ts/*/dist/commonWords.json.mjs" {
  const words: string[];
  export default words;
}
declare module "pdfkit/standard-fonts/*" {
  const font: unknown;
  export default font;
}
