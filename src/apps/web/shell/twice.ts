/** A phone that goes from one network to another breaks off whatever is on its way; a moment later the other carries. */
export const MOMENT_MILLISECONDS = 1000;

/** Fetches a part of the pages, and once more after a moment if it does not come. Rejects as the second try does. */
export async function twice<Part>(fetch: () => Promise<Part>): Promise<Part> {
  try {
    return await fetch();
  } catch {
    await new Promise((resolve) => setTimeout(resolve, MOMENT_MILLISECONDS));
    return fetch();
  }
}
