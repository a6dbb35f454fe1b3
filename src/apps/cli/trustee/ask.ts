/** Telling an operator what happens, and asking before what cannot be undone; by flags where nobody sits at a terminal. */
import { confirm, isCancel } from "@clack/prompts";
import { ChorusError, rejected } from "../../../core/bytes/errors.ts";

/** Another run, with the words, goes on from here. */
export const WAITS_FOR_A_PERSON = 3;

export type Answers = { readonly words?: string; readonly yes?: boolean; readonly json?: boolean };

/** One step, for a person or for a program. */
export function tell(json: boolean | undefined, event: string, text: string, details: object = {}): void {
  console.log(json ? JSON.stringify({ event, ...details }) : text);
}

/**
 * Tells each step that was done, and whom one waits for: once, until it is somebody else.
 *
 * @param done the steps in words
 * @param namesOf the names of those who are waited for, some of them perhaps in two places
 */
export function tellSteps<Step extends string, Place>(
  json: boolean | undefined,
  done: Readonly<Record<Step, string>>,
  namesOf: (places: readonly Place[]) => readonly string[],
): (step: Step | "wait" | "away", places: readonly Place[]) => void {
  let last = "";
  const once = (event: string, text: string, details: object) => {
    if (text !== last) tell(json, event, text, details);
    last = text;
  };
  return (step, places) => {
    if (step === "away") return once("away", "  the board cannot be reached; nothing is lost, trying again …", {});
    if (places.length === 0) return once("step", `  ${done[step as Step]}`, { step });
    const missing = [...new Set(namesOf(places))];
    once("waiting", `  waiting for ${missing.join(", ")} …`, { missing });
  };
}

/** Does something; whoever cheats in it is named as its organisation is called, for others to hold it to that. */
export async function naming<Result>(
  trustees: readonly { readonly name: string }[],
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ChorusError) || error.culprit?.role !== "trustee") throw error;
    const name = trustees[Number(error.culprit.id) - 1]?.name;
    throw name === undefined ? error : new ChorusError({ ...error, message: `${error.message}: “${name}”` });
  }
}

/**
 * Asks whether the others read out the same words.
 *
 * @returns false when nobody is there to ask; the exit code then says that a person is waited for
 * @throws ChorusError `rejected` when the words differ
 */
export async function sameWords(answers: Answers, words: readonly string[], question: string): Promise<boolean> {
  const { json, yes, words: heard } = answers;
  tell(json, "words", `\n${question}\n\n${inRows(words)}\n`, { words });
  if (yes) return true;
  if (heard !== undefined) {
    if (
      heard
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean)
        .join(" ") === words.join(" ")
    )
      return true;
    throw different();
  }
  if (!process.stdin.isTTY) {
    tell(json, "waiting-for-words", 'Compare these words with the others, then run this again with --words "…".');
    process.exitCode = WAITS_FOR_A_PERSON;
    return false;
  }
  const same = await confirm({ message: "Do all of you have exactly these words?", initialValue: false });
  if (isCancel(same)) return false;
  if (!same) throw different();
  return true;
}

function different() {
  return rejected(
    "words-differ",
    "the words are not the same: somebody stands between you. Sign nothing, and talk to one another by another way",
  );
}

function inRows(words: readonly string[]): string {
  const numbered = words.map((word, i) => `${String(i + 1).padStart(2)} ${word.padEnd(10)}`);
  const rows = Array.from({ length: Math.ceil(words.length / 4) }, (_, i) => numbered.slice(4 * i, 4 * i + 4));
  return rows.map((row) => `    ${row.join("  ").trimEnd()}`).join("\n");
}
