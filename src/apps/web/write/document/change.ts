/** The smallest change that makes one text of another: what a text field tells after a key, an erasure or a paste. */

/** At `at`, `removed` UTF-16 units go and `added` comes. */
export type Change = { readonly at: number; readonly removed: number; readonly added: string };

/**
 * The change from `before` to `after`. Of two that are possible ("aa" to "aaa") the one that ends at the caret is meant.
 *
 * @param caret where the caret stands in `after`
 */
export function changeBetween(before: string, after: string, caret: number): Change {
  const shorter = Math.min(before.length, after.length);
  const behindCaret = Math.max(0, after.length - caret);
  let end = 0;
  while (end < Math.min(shorter, behindCaret) && sameFromEnd(before, after, end)) end += 1;
  let start = 0;
  while (start < shorter - end && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  while (end < shorter - start && sameFromEnd(before, after, end)) end += 1;
  // A letter of two units is never cut through: Yjs would replace its halves.
  if (cutsLetter(before, start) || cutsLetter(after, start)) start -= 1;
  if (cutsLetter(before, before.length - end) || cutsLetter(after, after.length - end)) end -= 1;
  return { at: start, removed: before.length - end - start, added: after.slice(start, after.length - end) };
}

function sameFromEnd(before: string, after: string, end: number): boolean {
  return before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end);
}

/** Does the place stand between the two units of one letter? */
function cutsLetter(text: string, place: number): boolean {
  const isHigh = (text.charCodeAt(place - 1) & 0xfc00) === 0xd800;
  return isHigh && (text.charCodeAt(place) & 0xfc00) === 0xdc00;
}
