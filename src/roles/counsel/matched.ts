/** How the records of a case matched: on what, and whether that is strong by itself. */
import type { Who } from "../../core/protocol/account.ts";
import { INPUT_TYPES } from "../../core/respondent/identifier.ts";
import { readRespondent } from "../../core/respondent/respondent.ts";
import type { Case } from "./counsel.ts";

/** One way in which records of a case met. `identifiers` are those that this counsel's own records have in common. */
export type Meeting = {
  readonly matter: string;
  readonly strong: boolean;
  readonly records: readonly string[];
  /** How many more records met in other counsel's hands. */
  readonly elsewhere: number;
  readonly identifiers: readonly string[];
};

/**
 * The trustees do not say on which identifier records met, because they do not know. It is what all of them name.
 *
 * @param whoOf how the author of a record named the respondent, by record id
 */
export function meetingsOf(one: Case, whoOf: (record: string) => Who | undefined): Meeting[] {
  return one.matters.map((matter) => {
    const records = [...matter.records.keys()];
    const named = records.map((record) => identifiersOf(whoOf(record), matter.confirmFirst));
    const [first = new Set<string>(), ...others] = named;
    return {
      matter: matter.caseId,
      strong: !matter.confirmFirst,
      records,
      elsewhere: [...matter.companions.keys()].filter((record) => !matter.records.has(record)).length,
      identifiers: records.length < 2 ? [] : [...first].filter((text) => others.every((other) => other.has(text))),
    };
  });
}

function identifiersOf(who: Who | undefined, weak: boolean): Set<string> {
  const readings = (who?.names ?? []).map(({ type, value, org, city }) => {
    const known = INPUT_TYPES.find((one) => one === type);
    const place = { ...(org === "" ? {} : { org }), ...(city === "" ? {} : { city }) };
    return known && readRespondent({ type: known, value, ...place }, {});
  });
  const all = readings.flatMap((reading) => (reading?.kind === "identifiers" ? reading.identifiers : []));
  return new Set(all.filter(({ confirmFirst }) => confirmFirst === weak).map(({ text }) => text));
}
