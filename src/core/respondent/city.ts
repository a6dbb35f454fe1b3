/** A town: without its region, post code or "City of", and large ones under one of their names. */

import { asciiLower } from "./ascii.ts";
import { representativeCity } from "./city-names.ts";
import type { PlaceName } from "./organisation.ts";
import { isAnyTown } from "./stand-ins.ts";
import { plainText, words } from "./text.ts";

/** States and provinces as they stand behind a town in North America. */
const REGIONS = words(
  `al ak az ar ca co ct de fl ga hi ia id il in ks ky la ma md me mi mn mo ms mt nc nd ne nh nj nm nv ny oh ok or pa ri sc sd
  tn tx ut va vt wa wi wv wy dc ab bc mb nb nl ns on pe qc sk uk usa us`,
);
const BEFORE_NAME = /^(?:the |greater |central |downtown |city of |town of |ville de |ciudad de )(?=.)/;
const MAX_PASSES = 5;

export function readCity(value: string): PlaceName {
  const text = plainText(value);
  const city = settled(asciiLower(text.split(/[,;(/|]/u)[0] ?? ""));
  const whole = asciiLower(text)
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
  return { text: isAnyTown(city) || isAnyTown(text) ? "" : city, notes: city === whole ? [] : ["place-shortened"] };
}

function settled(text: string, passes = MAX_PASSES): string {
  const again = shortened(text);
  return again === text || passes === 0 ? again : settled(again, passes - 1);
}

function shortened(text: string): string {
  const spelled = text
    .replace(/[^a-z0-9]+/g, " ")
    .split(" ")
    .filter((word) => word !== "" && !/\d/.test(word))
    .map((word) => ABBREVIATIONS.get(word) ?? word);
  const named = representativeCity(spelled.join(" "));
  if (named !== undefined) return named;
  while (spelled.length > 1 && REGIONS.has(spelled.at(-1) ?? "")) spelled.pop();
  return spelled.join(" ").replace(BEFORE_NAME, "");
}

const ABBREVIATIONS = new Map([
  ["st", "saint"],
  ["ste", "sainte"],
  ["ft", "fort"],
  ["mt", "mount"],
]);
