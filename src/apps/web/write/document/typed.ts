/**
 * What is typed stands in its field at once; into the shared text it goes when the letter has been painted, so that the
 * hand never waits for it. Until then the field alone has it: whoever reads the shared texts, or changes them from
 * elsewhere, calls `settle` first.
 */

/** By then a letter is painted, on a slow phone too. A key that comes sooner than this goes along with the one before. */
const PAINTED_MILLISECONDS = 40;

type Put = () => void;

const waiting = new Set<Put>();
let timer: ReturnType<typeof setTimeout> | undefined;
let tell: (typed: boolean) => void = () => undefined;

/** Is told at once when something was typed, and when all of it is in the shared texts. */
export function onTyped(listener: (typed: boolean) => void): void {
  tell = listener;
}

/** Puts what a field has into its shared text, a moment from now. However often it is asked for, it is done once. */
export function soon(put: Put): void {
  if (waiting.size === 0) tell(true);
  waiting.add(put);
  timer ??= setTimeout(settle, PAINTED_MILLISECONDS);
}

/** Is there anything that stands in its field alone? */
export const isWaiting = (): boolean => waiting.size > 0;

/** Puts everything that was typed into the shared texts, now. */
export function settle(): void {
  if (waiting.size === 0) return;
  const all = [...waiting];
  waiting.clear();
  for (const put of all) put();
  ended();
}

/** Puts what one field has, if it waits: the field goes. */
export function settleOne(put: Put): void {
  if (!waiting.delete(put)) return;
  put();
  if (waiting.size === 0) ended();
}

/** The notebook is closed: what was typed and has not come into it is gone. */
export function forgetTyped(): void {
  waiting.clear();
  ended();
}

function ended(): void {
  clearTimeout(timer);
  timer = undefined;
  tell(false);
}
