/** The typeface for what is set on paper, fetched only when something is. */

/** @returns the typeface's file */
export async function face(): Promise<Uint8Array> {
  const { default: address } = await import("@expo-google-fonts/newsreader/400Regular/Newsreader_400Regular.ttf?url");
  return new Uint8Array(await (await fetch(address)).arrayBuffer());
}
