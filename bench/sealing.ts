/** Sealing a record in Node: with noble, the group of browsers, and with libsodium. */
import { nobleGroup } from "../src/core/crypto/group-noble.ts";
import { nobleSigner } from "../src/core/crypto/signer-noble.ts";
import { sealRecord } from "../src/core/protocol/seal.ts";
import { systemRng } from "../src/edge/node/platform.ts";
import { ageSealer } from "../src/edge/shared/age.ts";
import { type Effort, type Row, rowOf, wallTimes } from "./measure.ts";
import { foundBenchEscrow, namesFor, SLOTS, sealingInput } from "./people.ts";

export async function sealing({ quick }: Effort): Promise<Row[]> {
  const { group, signer, escrow, counsel, credential } = await foundBenchEscrow();
  const backends = [
    { name: "noble", ports: { group: nobleGroup, signer: nobleSigner, sealer: ageSealer, rng: systemRng } },
    { name: "sodium", ports: { group, signer, sealer: ageSealer, rng: systemRng } },
  ];
  const seed = systemRng.bytes(32);
  const author = { seed, credential: credential(seed) };
  const rows: Row[] = [];
  for (const { name, ports } of backends) {
    for (const slots of SLOTS) {
      const input = sealingInput(counsel, namesFor(slots, "respondent"), author);
      const samples = await wallTimes(quick ? 5 : 15, () => sealRecord(ports, escrow, input));
      rows.push(rowOf("seal", `in Node, ${name}, ${slots} slots`, "ms", samples));
    }
  }
  return rows;
}
