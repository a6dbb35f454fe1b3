/** A scenario: invented people, what each seals, and the steps in which it happens. */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import * as v from "valibot";
import { validate } from "../../../core/bytes/cbor.ts";
import { malformed } from "../../../core/bytes/errors.ts";
import { whole } from "../../../core/bytes/schema.ts";
import { INPUT_TYPES } from "../../../core/respondent/identifier.ts";

const name = v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/, "a name is up to 40 letters, digits, - or _"));

const survivor = v.strictObject({
  respondent: v.pipe(
    v.array(
      v.strictObject({
        type: v.picklist(INPUT_TYPES),
        value: v.string(),
        org: v.optional(v.string()),
        city: v.optional(v.string()),
      }),
    ),
    v.minLength(1),
  ),
  quorum: whole(2, 50),
  counsel: v.pipe(v.array(name), v.minLength(1)),
  text: v.string(),
  attachments: v.optional(v.array(v.string())),
  /** Whose credential is used, when one person seals twice. */
  author: v.optional(name),
  /** Whose sealed record this one replaces. */
  replaces: v.optional(name),
});
export type Survivor = v.InferOutput<typeof survivor>;

const step = v.union([
  v.strictObject({ seal: name }),
  v.strictObject({ withdraw: name }),
  v.strictObject({ replay: name }),
  v.strictObject({ tamper: name }),
  v.strictObject({ kill: name }),
  v.strictObject({ restart: name }),
  /** The trustee's share of k is altered in its key file, and it is restarted: from now on it contributes falsely. */
  v.strictObject({ cheat: name }),
  /** Counsel compares descriptions where a match must be confirmed: the same person, or not. */
  v.strictObject({
    confirm: v.strictObject({ counsel: name, record: name, same: v.array(name), different: v.optional(v.array(name)) }),
  }),
  v.strictObject({ settle: v.literal(true) }),
]);
export type Step = v.InferOutput<typeof step>;

const scenarioSchema = v.strictObject({
  title: v.optional(v.string()),
  trustees: v.optional(whole(2, 9), 3),
  threshold: v.optional(whole(2, 9), 2),
  counsel: v.pipe(v.array(name), v.minLength(1)),
  survivors: v.record(name, survivor),
  steps: v.array(step),
});
export type Scenario = v.InferOutput<typeof scenarioSchema> & { readonly folder: string };

/** @throws ChorusError `malformed` naming the field */
export function readScenario(file: string): Scenario {
  const scenario = validate(scenarioSchema, parse(file), "scenario");
  const people = new Set(Object.keys(scenario.survivors));
  const known = (where: string, one: string, names: ReadonlySet<string>) => {
    if (!names.has(one)) throw malformed("scenario-name", `the scenario names nobody called ${one} (${where})`, where);
  };
  const counsel = new Set(scenario.counsel);
  for (const [id, { counsel: chosen }] of Object.entries(scenario.survivors)) {
    for (const one of chosen) known(`survivors.${id}.counsel`, one, counsel);
  }
  scenario.steps.forEach((one, i) => {
    for (const verb of ["seal", "withdraw", "replay", "tamper"] as const) {
      if (verb in one) known(`steps.${i}`, (one as Record<string, string>)[verb] as string, people);
    }
  });
  return { ...scenario, folder: dirname(resolve(file)) };
}

function parse(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw malformed("scenario-file", `there is no readable file at ${file}`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw malformed("scenario-json", `${file} is not JSON`);
  }
}
