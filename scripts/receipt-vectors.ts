/**
 * Vectors of receipts and proofs of independence: one small escrow, a log of a few entries, and one fault a file. Drawn from
 * the same published seed as all others (vectors.ts).
 */
import { utf8 } from "../src/core/bytes/bytes.ts";
import { encode } from "../src/core/bytes/cbor.ts";
import type { Group } from "../src/core/crypto/group.ts";
import { sha256 } from "../src/core/crypto/hash.ts";
import { deal, finishKeys, type KeyShares, sharesFor, transcriptHash } from "../src/core/crypto/keygen.ts";
import type { Rng, Signer } from "../src/core/ports.ts";
import {
  type Charter,
  encodeCharter,
  encodeSignedCharter,
  escrowOf,
  signCharter,
} from "../src/core/protocol/charter.ts";
import { makeDatedNote } from "../src/core/protocol/dated-note.ts";
import { encodeEntry, encodeOpeningEntry, leafOf } from "../src/core/protocol/entry.ts";
import { encodeIndependence, type Independence } from "../src/core/protocol/independence.ts";
import { openingCommitment } from "../src/core/protocol/opening.ts";
import { encodeReceipt, type Receipt } from "../src/core/protocol/receipt.ts";
import { recordIdOf, signEnvelope } from "../src/core/protocol/record.ts";
import { makeTestimony } from "../src/core/protocol/testimony.ts";
import { checkpointText, signCheckpoint } from "../src/core/tlog/checkpoint.ts";
import { cosign, witnessKey } from "../src/core/tlog/cosignature.ts";
import { append, EMPTY_FRONTIER, type Frontier, leafHash, nodeHash, rootOf } from "../src/core/tlog/merkle.ts";
import { type Add, withFaults } from "./vector.ts";

const ORIGIN = "vectors.example/chorus";
const START = 1_800_000_000;
const HOUR = 3600;

/** Makes every vector of receipts. */
export function receiptVectors(group: Group, signer: Signer, rng: Rng, keep: Add): void {
  const escrow = found(group, signer, rng);
  const { body, opened } = makeDatedNote(rng, [sha256(utf8("a text")), sha256(utf8("a picture"))]);
  const [first, second] = [START, START + 30 * HOUR].map((seconds) => sealed(signer, escrow, rng, seconds));
  const records = [first, second].map((one, position) => ({ ...(one as Sealed), position: position + 1 }));
  const [salt, caseId] = [rng.bytes(32), rng.bytes(32)] as const;
  const commitment = openingCommitment(
    salt,
    caseId,
    records.map(({ record }) => record),
  );
  const last = START + 31 * HOUR;
  const entries = [
    encodeEntry("charter", START, escrow.signed),
    ...records.map(({ entry }) => entry),
    encodeEntry("opening", last, encodeOpeningEntry(escrow.charterId, commitment)),
    encodeEntry("note", last, body),
  ];
  const log = grow(entries);
  const checkpoint = (witnesses: readonly number[]) => cosigned(signer, escrow, log, witnesses, last + 5);
  const place = (position: number, note = checkpoint([1, 2])) => ({
    position,
    path: log.path(position),
    checkpoint: note,
  });

  const receipt: Receipt = {
    v: 1,
    kind: "receipt",
    charter: escrow.signed,
    entry: entries[4] as Uint8Array,
    place: place(4),
    stamp: null,
    opened: { ...opened, shown: opened.shown.slice(0, 1) },
  };
  const file = (changes: Partial<Receipt>) => ({ file: encodeReceipt({ ...receipt, ...changes }) });
  const other = found(group, signer, rng);
  withFaults(
    keep,
    "receipts/note",
    {
      kind: "evidence",
      about: "a receipt of a dated note on two items, of which one is shown",
      expect: "accepted",
      charterId: escrow.charterId,
      seenBy: last + 7,
      items: [sha256(utf8("a text"))],
      ...file({}),
    },
    {
      "other-escrow": ["charter-pinned", { charterId: other.charterId }],
      "unsigned-charter": ["charter-signature", file({ charter: unsigned(escrow) })],
      "other-entry": ["receipt-inclusion", file({ entry: entries[3] as Uint8Array, opened: null })],
      "other-position": ["receipt-inclusion", file({ place: { ...receipt.place, position: 3 } })],
      "short-path": ["receipt-inclusion", file({ place: { ...receipt.place, path: [] } })],
      "one-witness": ["cosignature-count", file({ place: place(4, checkpoint([1])) })],
      "witness-twice": ["cosignature-order", file({ place: place(4, checkpoint([1, 1])) })],
      "witnesses-in-disorder": ["cosignature-order", file({ place: place(4, checkpoint([2, 1])) })],
      "foreign-witness": ["cosignature", file({ place: place(4, cosigned(signer, other, log, [1, 2], last, escrow)) })],
      "other-item": [
        "note-item",
        file({ opened: { ...opened, shown: [{ at: 0, salt: salt, hash: sha256(utf8("a text")) }] } }),
      ],
      "one-item-less": ["note-commitment", file({ opened: { ...opened, items: opened.items.slice(1), shown: [] } })],
      "unknown-field": ["strict_object", { file: encode({ ...receipt, more: 1 }) }],
      "trailing-byte": ["cbor", { file: new Uint8Array([...encodeReceipt(receipt), 0]) }],
    },
  );

  const testified = records.map(({ record, position }) => ({ record, position, opened: 2 }));
  const ordered = records.toSorted((a, b) =>
    String.fromCharCode(...a.record) < String.fromCharCode(...b.record) ? -1 : 1,
  );
  const testimony = (trustee: number, said = testified) => ({
    trustee,
    signature: makeTestimony(signer, escrow, commitment, said, escrow.seeds[trustee - 1] as Uint8Array).signature,
  });
  const proof: Independence = {
    v: 1,
    kind: "independence",
    charter: escrow.signed,
    epoch: 0,
    case: caseId,
    salt,
    records: ordered.map(({ entry, position }) => ({ entry, position, opened: 2, path: log.path(position) })),
    opening: { entry: entries[3] as Uint8Array, position: 3, path: log.path(3) },
    testimonies: [testimony(1), testimony(3)],
    checkpoint: checkpoint([1, 2]),
  };
  const proven = (changes: Partial<Independence>) => ({ file: encodeIndependence({ ...proof, ...changes }) });
  const late = testified.map((one) => ({ ...one, opened: one.position }));
  withFaults(
    keep,
    "receipts/independence",
    {
      kind: "evidence",
      about: "a proof that two records were sealed before any was opened",
      expect: "accepted",
      charterId: escrow.charterId,
      seenBy: last + 7,
      before: [true, true],
      ...proven({}),
    },
    {
      "later-record": [
        "accepted",
        {
          before: [true, false],
          ...proven({
            records: proof.records.map((one) => ({ ...one, opened: one.position })),
            testimonies: [testimony(1, late), testimony(3, late)],
          }),
        },
      ],
      "one-testimony": ["independence-testimonies", proven({ testimonies: [testimony(1)] })],
      "testimony-twice": ["independence-testimony", proven({ testimonies: [testimony(1), testimony(1)] })],
      "other-testimony": ["independence-testimony", proven({ testimonies: [testimony(1), testimony(3, late)] })],
      "other-case": ["independence-opening", proven({ case: rng.bytes(32) })],
      "record-left-out": ["min_length", proven({ records: proof.records.slice(1) })],
      "records-in-disorder": ["independence-order", proven({ records: proof.records.toReversed() })],
      "opened-before-sealed": [
        "independence-positions",
        proven({ records: proof.records.map((one) => ({ ...one, opened: 1 })) }),
      ],
      "swapped-record": [
        "receipt-inclusion",
        proven({
          records: proof.records.map((one) => ({ ...one, entry: sealed(signer, escrow, rng, START).entry })),
        }),
      ],
    },
  );
}

type Founded = {
  readonly charterId: Uint8Array;
  readonly charter: Charter;
  readonly signed: Uint8Array;
  readonly seeds: readonly Uint8Array[];
  readonly boardSeed: Uint8Array;
} & ReturnType<typeof escrowOf>;

function found(group: Group, signer: Signer, rng: Rng): Founded {
  const ceremony = { id: rng.bytes(32), trustees: 3, threshold: 2 };
  const dealers = [1, 2, 3].map((index) => deal(group, ceremony, index, rng));
  const announcements = dealers.map(({ announcement }) => announcement);
  const { keys } = finishKeys(
    group,
    1,
    announcements,
    dealers.map(({ secret }) => sharesFor(group, secret, 1)),
  ) as KeyShares;
  const seeds = [1, 2, 3].map(() => rng.bytes(32));
  const boardSeed = rng.bytes(32);
  const card = (i: number) => ({
    name: `Trustee ${i + 1}`,
    signingKey: signer.publicKey(seeds[i] as Uint8Array),
    recipient: `age1trustee${i + 1}`,
  });
  const charter: Charter = {
    v: 1,
    name: "Vectors",
    genesis: null,
    epoch: 0,
    threshold: 2,
    trustees: seeds.map((_, i) => ({ ...card(i), keys: { ...keys.trustees[i] } as Charter["keys"] })),
    keys: { ...keys.joint },
    registrar: {
      name: "Registrar",
      signingKey: signer.publicKey(rng.bytes(32)),
      recipient: "age1registrar",
      credentialKey: rng.bytes(294),
      admits: "open",
    },
    board: { origin: ORIGIN, signingKey: signer.publicKey(boardSeed) },
    policy: { recordsPerYear: 12, slotsPerYear: 96, witnesses: 2 },
    transcript: transcriptHash(ceremony, announcements),
  };
  const signatures = seeds.map((seed, i) => ({ trustee: i + 1, signature: signCharter(signer, charter, seed) }));
  const signed = encodeSignedCharter({ v: 1, charter: encodeCharter(charter), signatures });
  return { ...escrowOf(group, charter), signed, seeds, boardSeed };
}

function unsigned({ charter, seeds }: Founded): Uint8Array {
  const signatures = seeds.slice(1).map((_, i) => ({ trustee: i + 1, signature: new Uint8Array(64) }));
  return encodeSignedCharter({ v: 1, charter: encodeCharter(charter), signatures });
}

type Sealed = { readonly record: Uint8Array; readonly entry: Uint8Array };

/** An entry of a record whose sealed files are nothing but random bytes: a receipt does not look into them. */
function sealed(signer: Signer, { charterId }: Founded, rng: Rng, seconds: number): Sealed {
  const seed = rng.bytes(32);
  const author = signer.publicKey(seed);
  const digest = () => ({ hash: rng.bytes(32), length: 4096 });
  const parts = { who: digest(), account: digest() };
  const record = recordIdOf(charterId, author, parts);
  const credential = { prefix: rng.bytes(32), signature: rng.bytes(256) };
  const header = { header: rng.bytes(200), headerHash: rng.bytes(32), slots: 4 as const };
  const envelope = signEnvelope(
    signer,
    { v: 1, charter: charterId, record, author, credential, ...header, ...parts },
    seed,
  );
  return { record, entry: encodeEntry("record", seconds, envelope) };
}

type Log = { readonly frontier: Frontier; path(position: number): Uint8Array[] };

function grow(entries: readonly Uint8Array[]): Log {
  const hashes = entries.map((entry) => leafHash(leafOf(entry)));
  const frontier = hashes.reduce((before: Frontier, hash) => append(before, hash).frontier, EMPTY_FRONTIER);
  return { frontier, path: (position) => pathIn(hashes, position) };
}

/** RFC 6962 §2.1.1, as it is written there. */
function pathIn(hashes: readonly Uint8Array[], at: number): Uint8Array[] {
  if (hashes.length === 1) return [];
  const k = 2 ** Math.floor(Math.log2(hashes.length - 1));
  const [left, right] = [hashes.slice(0, k), hashes.slice(k)];
  return at < k ? [...pathIn(left, at), rootIn(right)] : [...pathIn(right, at - k), rootIn(left)];
}

function rootIn(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 1) return hashes[0] as Uint8Array;
  const k = 2 ** Math.floor(Math.log2(hashes.length - 1));
  return nodeHash(rootIn(hashes.slice(0, k)), rootIn(hashes.slice(k)));
}

/** A checkpoint of the board, cosigned by some trustees, one second after another. */
function cosigned(
  signer: Signer,
  escrow: Founded,
  { frontier }: Log,
  witnesses: readonly number[],
  seconds: number,
  board = escrow,
): string {
  const checkpoint = { origin: ORIGIN, size: frontier.size, root: rootOf(frontier) };
  const lines = witnesses.map((index) => {
    const seed = escrow.seeds[index - 1] as Uint8Array;
    const key = witnessKey(ORIGIN, index, signer.publicKey(seed));
    return cosign(signer, key, checkpointText(checkpoint), seconds + index, seed);
  });
  return signCheckpoint(signer, checkpoint, board.boardSeed) + lines.join("");
}
