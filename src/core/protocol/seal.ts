/**
 * Sealing (§5): one message, no round trips. An author's client needs the charter, the counsel's card and a
 * credential; it can do all of this offline.
 */
import { concat, utf8 } from "../bytes/bytes.ts";
import { overLimit } from "../bytes/errors.ts";
import { LABELS } from "../bytes/labels.ts";
import { pad, unpad } from "../bytes/padding.ts";
import { FILE_KEY_BYTES, SLOT_COUNTS, type SlotCount } from "../bytes/sizes.ts";
import { type Group, type Point, randomPoint, randomScalar, type Scalar } from "../crypto/group.ts";
import { deriveKey, hashToPoint, sha256 } from "../crypto/hash.ts";
import { proveSealing } from "../crypto/proofs.ts";
import type { FileSealer, Rng, Signer } from "../ports.ts";
import type { Escrow } from "./charter.ts";
import type { Counsel } from "./counsel.ts";
import type { Credential } from "./credential.ts";
import {
  encodeHeader,
  type Header,
  headerLabel,
  type PartName,
  readHeader,
  recordIdOf,
  type Slot,
  signEnvelope,
  signHeader,
} from "./record.ts";

/** One way in which the author names the respondent, canonical (core/respondent). */
export type SealedIdentifier = { readonly text: string; readonly confirmFirst: boolean };

/** What an author decides, and the keys it is decided with. */
export type SealingInput = {
  readonly identifiers: readonly SealedIdentifier[];
  readonly quorum: number;
  readonly counsel: readonly Counsel[];
  readonly who: Uint8Array;
  readonly account: Uint8Array;
  readonly rules: number;
  readonly authorSeed: Uint8Array;
  readonly credential: Credential;
  readonly replaces?: Uint8Array;
};

/** What goes to the board. `who` and `account` are files of their own, named in the envelope by hash and length. */
export type SealedRecord = {
  readonly record: Uint8Array;
  readonly envelope: Uint8Array;
  readonly who: Uint8Array;
  readonly account: Uint8Array;
};

/** What sealing needs of its surroundings. */
export type SealingPorts = {
  readonly group: Group;
  readonly signer: Signer;
  readonly sealer: FileSealer;
  readonly rng: Rng;
};

/**
 * Seals a record.
 *
 * @throws ChorusError `limit` when there are no identifiers, or more than fit the largest record; `malformed` when
 *   quorum, counsel or the size of a part is outside what trustees accept
 */
export async function sealRecord(ports: SealingPorts, escrow: Escrow, input: SealingInput): Promise<SealedRecord> {
  const { group, signer, sealer, rng } = ports;
  const slots = sealSlots(group, escrow, input.identifiers, rng);
  const who = await sealPart(ports, escrow, input.counsel, "who", input.who);
  const account = await sealPart(ports, escrow, input.counsel, "account", input.account);
  const author = signer.publicKey(input.authorSeed);
  const header: Header = {
    v: 1,
    charter: escrow.charterId,
    record: recordIdOf(escrow.charterId, author, { who: who.inHeader, account: account.inHeader }),
    author,
    quorum: input.quorum,
    counsel: input.counsel.map((counsel) => counsel.id),
    rules: input.rules,
    slots: slots.map(({ slot }) => slot),
    who: who.inHeader,
    account: account.inHeader,
    replaces: input.replaces ?? null,
  };
  const headerBytes = encodeHeader(header);
  const secrets = { slots: slots.map(({ r }) => r), parts: [who.s, account.s] };
  const proof = proveSealing(group, escrow.bases, headerLabel(headerBytes), secrets, rng);
  const signedHeader = signHeader(signer, headerBytes, proof, input.authorSeed);
  readHeader(signedHeader); // trustees would refuse a bad form in silence, and the author would believe it sealed
  const recipients = escrow.charter.trustees.map((trustee) => trustee.recipient);
  const envelope = signEnvelope(
    signer,
    {
      v: 1,
      charter: escrow.charterId,
      record: header.record,
      author: header.author,
      credential: input.credential,
      header: await sealer.seal(signedHeader, recipients),
      headerHash: sha256(signedHeader),
      slots: slots.length as SlotCount,
      who: { hash: header.who.hash, length: header.who.length },
      account: { hash: header.account.hash, length: header.account.length },
    },
    input.authorSeed,
  );
  return { record: header.record, envelope, who: who.file, account: account.file };
}

type SlotWithSecret = { readonly slot: Slot; readonly r: Scalar };

/** One slot an identifier, padded with dummies to 4, 8 or 16, in an order that tells nothing. */
function sealSlots(group: Group, escrow: Escrow, identifiers: readonly SealedIdentifier[], rng: Rng): SlotWithSecret[] {
  const distinct = distinctIdentifiers(identifiers);
  const count = SLOT_COUNTS.find((size) => size >= distinct.length);
  if (distinct.length === 0 || count === undefined) {
    throw overLimit("identifiers", `a record names the respondent in 1 to ${SLOT_COUNTS.at(-1)} ways`, "identifiers");
  }
  const real = distinct.map(({ text, confirmFirst }) => {
    const hashed = hashToPoint(group, escrow.charterId, utf8(text)); // H1(identifier)
    return sealSlot(group, escrow, hashed, confirmFirst, rng);
  });
  const dummies = Array.from({ length: count - real.length }, () =>
    sealSlot(group, escrow, randomPoint(group, rng), ((rng.bytes(1)[0] as number) & 1) === 1, rng),
  );
  return shuffle([...real, ...dummies], rng);
}

/** Each text once; weak if it was called weak anywhere, so that saying it twice never takes the caution away. */
function distinctIdentifiers(identifiers: readonly SealedIdentifier[]): SealedIdentifier[] {
  const weak = new Set(identifiers.filter((one) => one.confirmFirst).map((one) => one.text));
  return [...new Set(identifiers.map((one) => one.text))].map((text) => ({ text, confirmFirst: weak.has(text) }));
}

/** A = rK, A' = rK', B = P + rZ. */
function sealSlot(group: Group, escrow: Escrow, hashed: Point, confirmFirst: boolean, rng: Rng): SlotWithSecret {
  const r = randomScalar(group, rng);
  const slot = {
    anchor: group.mulSecret(r, escrow.bases.K, rng),
    check: group.mulSecret(r, escrow.bases.K2, rng),
    blinded: group.add(hashed, group.mulSecret(r, escrow.Z, rng)),
    confirmFirst,
  };
  return { slot, r };
}

/** Fisher–Yates. 48 random bits against at most 16 places leave no bias that could be measured. */
function shuffle<Item>(items: readonly Item[], rng: Rng): Item[] {
  const shuffled = [...items];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const random = rng.bytes(6).reduce((sum, byte) => sum * 256 + byte, 0);
    const j = random % (i + 1);
    [shuffled[i], shuffled[j]] = [shuffled[j] as Item, shuffled[i] as Item];
  }
  return shuffled;
}

/** Inner file to counsel, outer file to the quorum: opening needs both (§2.1). */
async function sealPart(
  { group, sealer, rng }: SealingPorts,
  escrow: Escrow,
  counsel: readonly Counsel[],
  part: PartName,
  content: Uint8Array,
) {
  const s = randomScalar(group, rng);
  const point = group.mulBase(s); // U
  const wrapKey = quorumWrapKey(escrow, part, point, group.mulSecret(s, escrow.X, rng));
  const inner = await sealer.seal(
    pad(content),
    counsel.map(({ card }) => card.recipient),
  );
  const file = await sealer.sealForQuorum(inner, { point, wrapKey });
  const check = group.mulSecret(s, escrow.bases.G2, rng); // U'
  return { s, file, inHeader: { point, check, hash: sha256(file), length: file.length } };
}

/**
 * The key of the `chorus-quorum` stanza: HKDF-SHA-256(sX, salt = charterId, info = label ‖ part ‖ U) (§5).
 * The part's name keeps the two parts of a record apart even if a client used one s twice.
 */
export function quorumWrapKey(escrow: Escrow, part: PartName, point: Point, shared: Point): Uint8Array {
  const info = concat(utf8(`${LABELS.quorumStanza}/${part}`), point);
  return deriveKey(shared, escrow.charterId, info, 2 * FILE_KEY_BYTES);
}

/** Takes the quorum's wrapping off, then counsel's, then the padding. */
export async function openPart(
  sealer: FileSealer,
  escrow: Escrow,
  part: PartName,
  point: Point,
  shared: Point,
  file: Uint8Array,
  counselIdentity: string,
): Promise<Uint8Array | undefined> {
  const inner = await sealer.openForQuorum(file, { point, wrapKey: quorumWrapKey(escrow, part, point, shared) });
  const padded = await sealer.open(inner, counselIdentity);
  return padded === undefined ? undefined : unpad(padded);
}
