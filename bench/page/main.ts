/** The page that seals in a real browser: the author's own code, timed. Everything comes in as hexadecimal. */
import { fromHex } from "../../src/core/bytes/bytes.ts";
import { nobleGroup } from "../../src/core/crypto/group-noble.ts";
import { nobleSigner } from "../../src/core/crypto/signer-noble.ts";
import type { Rng } from "../../src/core/ports.ts";
import { encodeAccount, encodeWho } from "../../src/core/protocol/account.ts";
import { openCharter } from "../../src/core/protocol/charter.ts";
import { readCounselCard } from "../../src/core/protocol/counsel.ts";
import { plainIncident } from "../../src/core/protocol/incident.ts";
import { sealRecord } from "../../src/core/protocol/seal.ts";
import { ageSealer } from "../../src/edge/shared/age.ts";

const rng: Rng = { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) };

/** What the author's browser has at hand when it seals. */
export type PageInput = {
  readonly charter: string;
  readonly counsel: string;
  readonly authorSeed: string;
  readonly credential: { readonly prefix: string; readonly signature: string };
  readonly names: readonly string[];
  readonly times: number;
};

/** Milliseconds that each sealing took; one before the first warms up. */
async function sealTimes(input: PageInput): Promise<number[]> {
  const escrow = openCharter(nobleGroup, nobleSigner, fromHex(input.charter));
  const ports = { group: nobleGroup, signer: nobleSigner, sealer: ageSealer, rng };
  const text = "What happened, in my own words. ".repeat(90);
  const sealing = {
    identifiers: input.names.map((name) => ({ text: name, confirmFirst: false })),
    quorum: 2,
    counsel: [readCounselCard(fromHex(input.counsel))],
    who: encodeWho({ v: 1, names: [], description: "the person in room four" }),
    account: encodeAccount({
      v: 1,
      incidents: [plainIncident(text)],
      contact: { ways: [], never: "" },
      attachments: [],
      files: [],
    }),
    rules: 1,
    authorSeed: fromHex(input.authorSeed),
    credential: { prefix: fromHex(input.credential.prefix), signature: fromHex(input.credential.signature) },
  };
  const samples: number[] = [];
  for (let run = 0; run <= input.times; run++) {
    const start = performance.now();
    await sealRecord(ports, escrow, sealing);
    if (run > 0) samples.push(performance.now() - start);
  }
  return samples;
}

Object.assign(globalThis, { sealTimes });
