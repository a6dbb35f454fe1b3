/** What a verb answers: words for a person, or one JSON object for a program. */

/** The option of every verb that answers. */
export const JSON_OPTION = ["--json", "print one JSON object"] as const;

/**
 * Prints a verb's answer.
 * @param json - Whether `--json` was given.
 * @param told - What the object says, besides its version.
 * @param words - The same for a person; nothing is printed where it is empty.
 */
export function answer(json: boolean | undefined, told: object, words: string): void {
  if (json) console.log(JSON.stringify({ v: 1, ...told }));
  else if (words !== "") console.log(words);
}
