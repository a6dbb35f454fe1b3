/** Near which town a place is. */
import { expect, test } from "vitest";
import { nearestTown, type Towns } from "../../src/apps/web/files/near.ts";

const towns: Towns = {
  names: ["Northam", "Eastport", "Westport", "Polar Bay"],
  countries: "GBNZWSNO",
  places: [5200, 0, -1700, 17990, -1700, -17950, 8990, 9000],
};
const near = (latitude: number, longitude: number) => nearestTown(towns, { latitude, longitude });

test("the nearest town is named, with its country and how far it is", () => {
  const { kilometres, ...town } = near(52.1, 0) ?? { kilometres: 0 };
  expect(town).toEqual({ name: "Northam", country: "GB" });
  expect(kilometres).toBeCloseTo(11.1, 1); // a tenth of a degree of latitude
});

test("it is found beyond the line where the days change, and beyond a pole", () => {
  expect(near(-17, -179.95)?.name).toBe("Eastport");
  expect(near(89.9, -90)?.name).toBe("Polar Bay");
});

test("no town is named for a place at sea, nor for what is no place on earth", () => {
  expect(near(0, -30)).toBeUndefined();
  expect(near(Number.NaN, 0)).toBeUndefined();
  expect(nearestTown({ names: [], countries: "", places: [] }, { latitude: 0, longitude: 0 })).toBeUndefined();
});
