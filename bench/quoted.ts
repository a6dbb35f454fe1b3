/** What others have published of their own systems, on their own machines. Quoted for scale, not measured. */
import type { Row } from "./measure.ts";

const quote = (name: string, median: number, quoted: string): Row => ({
  group: "others",
  name,
  unit: "s",
  median,
  upper: null,
  samples: 0,
  quoted,
});

export async function quoted(): Promise<Row[]> {
  return [
    quote("SAE: PRF of one filing, 5 parties", 0.86, "NDSS 2020"),
    quote("WhoToo+: one filing, public code", 8.6, "public code"),
    quote("WhoToo+: more for each stored record", 0.12, "public code"),
  ];
}
