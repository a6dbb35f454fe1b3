import * as v from "valibot";
import { setLeaveTo } from "./leave.ts";

/** A text in one language, or the same text by language code. */
const text = v.union([v.string(), v.record(v.string(), v.string())]);
const phone = v.pipe(v.string(), v.regex(/^\+?[0-9][0-9 ]*$/));
const address = v.pipe(v.string(), v.url(), v.startsWith("https://"));

const line = v.object({
  name: text,
  call: v.optional(phone),
  text: v.optional(phone),
  web: v.optional(address),
  hours: v.optional(text),
  about: v.optional(text),
});

/** The operator's file, `/help.json`: whom to call, what else may help, and where "Leave quickly" goes. */
const operatorFile = v.object({
  leaveTo: v.optional(address),
  checked: v.optional(v.pipe(v.string(), v.isoDate())),
  groups: v.array(v.object({ title: text, lines: v.array(line) })),
  advice: v.optional(v.array(v.object({ title: text, text })), []),
});

export type OperatorText = v.InferOutput<typeof text>;
export type HelpLine = v.InferOutput<typeof line>;
export type OperatorFile = v.InferOutput<typeof operatorFile>;

let asked: Promise<OperatorFile> | undefined;

/** The operator's file, fetched once. Rejects if it cannot be fetched or is not as it should be; a later call asks anew. */
export function operator(): Promise<OperatorFile> {
  asked ??= read().catch((error: unknown) => {
    asked = undefined;
    throw error;
  });
  return asked;
}

async function read(): Promise<OperatorFile> {
  const response = await fetch("/help.json", { credentials: "omit", cache: "no-cache" });
  const file = v.parse(operatorFile, await response.json());
  if (file.leaveTo) setLeaveTo(file.leaveTo);
  return file;
}

/** A text of the operator's in the reader's language; failing that in English, failing that in any. */
export function inLanguage(written: OperatorText, code: string): string {
  if (typeof written === "string") return written;
  return written[code] ?? written.en ?? Object.values(written)[0] ?? "";
}
