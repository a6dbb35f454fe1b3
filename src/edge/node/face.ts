/** The typeface of everything that is set on paper outside a browser. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const FILE = "@expo-google-fonts/newsreader/400Regular/Newsreader_400Regular.ttf";

/** @returns the typeface's file */
export async function face(): Promise<Uint8Array> {
  return readFile(createRequire(import.meta.url).resolve(FILE));
}
