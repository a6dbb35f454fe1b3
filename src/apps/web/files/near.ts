/** Which town a place is near, out of a table that comes with the pages: nobody is asked. */

/** Towns of the world, each by its number in the table. */
export type Towns = {
  readonly names: readonly string[];
  /** Two letters each (ISO 3166), one after the other. */
  readonly countries: string;
  /** Latitude and longitude in hundredths of a degree, one pair after the other. */
  readonly places: readonly number[];
};

export type Place = { readonly latitude: number; readonly longitude: number };
export type Near = { readonly name: string; readonly country: string; readonly kilometres: number };

const EARTH_KILOMETRES = 6371;
/** Farther away than this a town says nothing of a place. */
const FARTHEST_KILOMETRES = 250;

/** The nearest town; undefined at sea, in a desert, and for what is no place on earth. */
export function nearestTown({ names, countries, places }: Towns, place: Place): Near | undefined {
  let [nearest, shortest] = [-1, FARTHEST_KILOMETRES];
  for (let town = 0; town < names.length; town++) {
    const at = { latitude: hundredths(places, 2 * town), longitude: hundredths(places, 2 * town + 1) };
    const distance = kilometresBetween(at, place);
    if (distance < shortest) [nearest, shortest] = [town, distance];
  }
  const name = names[nearest];
  if (name === undefined) return undefined;
  return { name, country: countries.slice(2 * nearest, 2 * nearest + 2), kilometres: shortest };
}

const hundredths = (places: readonly number[], at: number) => (places[at] ?? Number.NaN) / 100;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** The way on a sphere, by haversines. */
function kilometresBetween(a: Place, b: Place): number {
  const [latitude, longitude] = [radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)];
  const across = Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(longitude / 2) ** 2;
  return 2 * EARTH_KILOMETRES * Math.asin(Math.sqrt(Math.sin(latitude / 2) ** 2 + across));
}
