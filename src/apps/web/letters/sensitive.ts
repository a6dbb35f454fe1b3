/**
 * Points out what in a text could tell who or where somebody is (a help before publishing, never a judge): it finds, and
 * changes nothing. What it does not find may identify a person all the same.
 */
export type SensitiveKind = "email" | "phone" | "link" | "date" | "name";
export type Sensitive = { readonly kind: SensitiveKind; readonly found: string };

const PATTERNS: readonly { readonly kind: SensitiveKind; readonly pattern: RegExp }[] = [
  { kind: "email", pattern: /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu },
  { kind: "link", pattern: /\b(?:https?:\/\/|www\.)[^\s<>"]+/giu },
  { kind: "date", pattern: /\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b/gu },
  {
    kind: "date",
    pattern: /\b\d{1,2}(?:er|\.|st|nd|rd|th)?\s+(?:de\s+)?\p{L}{3,12}\.?,?\s+(?:de\s+)?(?:19|20)\d{2}\b/gu,
  },
  { kind: "phone", pattern: /\+?\d(?:[\s().-]{0,2}\d){7,14}/gu },
];

/**
 * @param names the names that are used among those who write: one may stand in another's part unwillingly
 * @returns each thing once, in the order of the kinds
 */
export function sensitiveIn(text: string, names: readonly string[]): Sensitive[] {
  const found: Sensitive[] = [];
  let rest = text;
  for (const { kind, pattern } of PATTERNS) {
    rest = rest.replace(pattern, (match) => {
      found.push({ kind, found: match.trim() });
      return " ".repeat(match.length);
    });
  }
  const lower = text.toLocaleLowerCase();
  for (const name of names) {
    if (name.trim().length > 1 && lower.includes(name.trim().toLocaleLowerCase()))
      found.push({ kind: "name", found: name });
  }
  return found.filter(
    (one, at) => found.findIndex((other) => other.kind === one.kind && other.found === one.found) === at,
  );
}
