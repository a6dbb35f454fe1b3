/** What the draft's names come to: what will be matched on, and what cannot be. */
import type {
  CanonicalIdentifier,
  IdentifierType,
  Reading,
  ReadingOptions,
} from "../../../core/respondent/identifier.ts";
import { twice } from "../shell/twice.ts";
import { t } from "../words/words.svelte.ts";
import type { Name } from "../write/document/draft.ts";

/** The rules are large (every country's phone numbers), so that they are fetched only where someone is named. */
export const fetchRules = () => twice(() => import("../../../core/respondent/respondent.ts"));

/** The rules by which names are read, once they are here. */
export type Rules = Awaited<ReturnType<typeof fetchRules>>;

/** The country whose numbers need no country code: the reader's own, where the browser tells it. */
function homeCountry(): ReadingOptions {
  const region = new Intl.Locale(navigator.language).region;
  return region === undefined ? {} : { defaultRegion: region };
}

/** Reads one name of the draft. */
export function readName(rules: Rules, { type, value, org, city }: Name): Reading {
  return rules.readRespondent(
    { type, value, ...(org === "" ? {} : { org }), ...(city === "" ? {} : { city }) },
    homeCountry(),
  );
}

/** Every identifier of the draft, each once. */
export function identifiersOf(rules: Rules, names: readonly Name[]) {
  const readings = names.map((name) => readName(rules, name));
  const all = readings.flatMap((reading) => (reading.kind === "identifiers" ? reading.identifiers : []));
  return [...new Map(all.map((identifier) => [identifier.text, identifier])).values()];
}

const kindOf = (type: IdentifierType) => (type === "name+org" || type === "name+city" ? "name" : type);

/** An identifier with its kind in words: "Instagram: j.doe". */
export const inWords = ({ type, text }: CanonicalIdentifier) => `${t(`writing.kind.${kindOf(type)}`)}: ${shown(text)}`;

/** An identifier as it is shown: without the name of its kind. */
export const shown = (text: string) => text.slice(text.indexOf(":") + 1);
