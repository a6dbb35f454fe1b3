/** Counsel's side of the proof of independence (§9.6): keeping what trustees testify, and putting the proof together. */
import { fromHex, toHex } from "../../core/bytes/bytes.ts";
import { encode } from "../../core/bytes/cbor.ts";
import { conflict } from "../../core/bytes/errors.ts";
import { sha256 } from "../../core/crypto/hash.ts";
import type { Signer } from "../../core/ports.ts";
import { charterOfEpoch, type Escrow } from "../../core/protocol/charter.ts";
import { encodeEntry, encodeOpeningEntry, SECONDS_PER_HOUR } from "../../core/protocol/entry.ts";
import {
  encodeIndependence,
  type Independence,
  type IndependenceFacts,
  verifyIndependence,
} from "../../core/protocol/independence.ts";
import { type Opening, openingCommitment } from "../../core/protocol/opening.ts";
import type { EvidencePorts } from "../../core/protocol/receipt.ts";
import { type Testified, testimonyHolds } from "../../core/protocol/testimony.ts";

/** One statement about the records of a case, and the trustees that signed it. */
export type GivenTestimony = {
  readonly epoch: number;
  readonly commitment: Uint8Array;
  readonly records: readonly Testified[];
  readonly signatures: ReadonlyMap<number, Uint8Array>;
};

/** Adds what an opening testifies, if it holds. A trustee whose testimony does not hold spoils nothing but its own. */
export function withTestimony(
  { signer, escrow }: { readonly signer: Signer; readonly escrow: Escrow },
  before: readonly GivenTestimony[],
  { epoch, trustee, salt, case: caseId, testimony }: Opening,
): readonly GivenTestimony[] {
  const { records, signature } = testimony;
  const ids = records.map(({ record }) => record);
  const commitment = openingCommitment(salt, caseId, ids);
  if (!testimonyHolds(signer, escrow, commitment, testimony, { epoch, trustee })) return before;
  const same = before.find((one) => one.epoch === epoch && nameOf(one) === nameOf({ commitment, records }));
  const signatures = new Map(same?.signatures).set(trustee, signature);
  return [...before.filter((one) => one !== same), { epoch, commitment, records, signatures }];
}

function nameOf({ commitment, records }: Pick<GivenTestimony, "commitment" | "records">): string {
  return toHex(sha256(encode([commitment, records])));
}

/** The statement about most records that enough trustees of one epoch have signed. */
function soundTestimony(testimonies: readonly GivenTestimony[], escrow: Escrow): GivenTestimony | undefined {
  const sound = testimonies.filter(
    ({ epoch, signatures }) => signatures.size >= charterOfEpoch(escrow, epoch).threshold,
  );
  return sound.sort((a, b) => b.records.length - a.records.length)[0];
}

/** What the board is asked for. `hour` is null, `entry` undefined, when it has erased the thing. */
export type IndependenceSource = {
  /** The entry of a record. */
  readonly recordEntry: (record: Uint8Array) => Promise<Uint8Array | undefined>;
  /** Where the opening with this commitment stands, and its hour. */
  readonly opening: (commitment: Uint8Array) => Promise<{ position: number; hour: number } | undefined>;
  /** The newest checkpoint that enough trustees have cosigned. */
  readonly checkpoint: () => Promise<{ readonly note: string; readonly size: number }>;
  readonly path: (position: number, size: number) => Promise<Uint8Array[]>;
};

/** The signed charters of the escrow: the first, and those that followed. */
export type Charters = { readonly charter: Uint8Array; readonly successors: readonly Uint8Array[] };

/** What of a matter the proof needs. */
export type Provable = {
  readonly caseId: string;
  readonly salt: Uint8Array;
  readonly testimonies: readonly GivenTestimony[];
};

/**
 * Puts the proof together and checks it as any reader will.
 *
 * @throws ChorusError `conflict` while something that it needs is not there
 */
export async function proveIndependence(
  ports: Pick<EvidencePorts, "group" | "signer">,
  escrow: Escrow,
  { charter, successors }: Charters,
  { caseId, salt, testimonies }: Provable,
  source: IndependenceSource,
): Promise<{ readonly bytes: Uint8Array; readonly facts: IndependenceFacts }> {
  const sound = soundTestimony(testimonies, escrow);
  const opening = sound && (await source.opening(sound.commitment));
  if (sound === undefined || opening === undefined) throw notYet();
  const { note, size } = await source.checkpoint();
  if (size <= opening.position) throw notYet();
  const records = sound.records.map(async ({ record, position, opened }) => {
    const entry = await source.recordEntry(record);
    if (entry === undefined) throw conflict("independence-erased", "a record of the case has been erased from the log");
    return { entry, position, opened, path: await source.path(position, size) };
  });
  const body = encodeOpeningEntry(escrow.charterId, sound.commitment);
  const proof: Independence = {
    v: 1,
    kind: "independence",
    charter,
    ...(successors.length === 0 ? {} : { successors: [...successors] }),
    epoch: sound.epoch,
    case: fromHex(caseId),
    salt,
    records: await Promise.all(records),
    opening: {
      entry: encodeEntry("opening", opening.hour * SECONDS_PER_HOUR, body),
      position: opening.position,
      path: await source.path(opening.position, size),
    },
    testimonies: [...sound.signatures]
      .map(([trustee, signature]) => ({ trustee, signature }))
      .sort((a, b) => a.trustee - b.trustee),
    checkpoint: note,
  };
  return { bytes: encodeIndependence(proof), facts: verifyIndependence(ports, proof, escrow.charterId) };
}

function notYet() {
  return conflict("independence-waits", "too few trustees have told and seen the opening yet; try again in a while");
}
