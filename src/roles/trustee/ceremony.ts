/**
 * A trustee's side of the key ceremony (§4): given what everybody has posted so far, what do I post next?
 *
 * The answer depends on the proposal, on the messages and on what this trustee drew at random in the beginning,
 * which the caller keeps. So a trustee that is killed asks again and posts the very same message.
 */
import { equalBytes } from "../../core/bytes/bytes.ts";
import { rejected } from "../../core/bytes/errors.ts";
import type { Group } from "../../core/crypto/group.ts";
import {
  type Announcement,
  announcementHash,
  type Ceremony,
  checkAnnouncement,
  checkDealtShares,
  type DealerSecret,
  type DealtShares,
  finishKeys,
  type KeyShares,
  sharesFor,
  transcriptHash,
  trusteeCulprit,
} from "../../core/crypto/keygen.ts";
import type { FileSealer, Signer } from "../../core/ports.ts";
import {
  type CeremonyMessage,
  type CeremonyStep,
  ceremonyOf,
  charterOf,
  encodeAnnouncement,
  encodeDealtShares,
  encodeSharesBody,
  openCeremonyMessage,
  type Proposal,
  readAnnouncement,
  readDealtShares,
  readSharesBody,
} from "../../core/protocol/ceremony.ts";
import { type Charter, signCharter } from "../../core/protocol/charter.ts";

/** What one trustee brings to a ceremony. `dealt` is drawn once, by `deal`, and kept until the charter stands. */
export type CeremonySeat = {
  readonly group: Group;
  readonly signer: Signer;
  readonly sealer: FileSealer;
  readonly proposal: Proposal;
  readonly index: number;
  readonly seed: Uint8Array;
  readonly identity: string;
  readonly dealt: { readonly secret: DealerSecret; readonly announcement: Announcement };
};

/** The next thing to do: post a message, wait for the others, or, when all have signed, keep the shares. */
export type CeremonyMove =
  | {
      readonly kind: "post";
      readonly step: CeremonyStep;
      readonly body: Uint8Array;
      /** What is about to be signed; people compare its transcript by voice before. */
      readonly charter?: Charter;
    }
  | { readonly kind: "wait"; readonly step: CeremonyStep; readonly missing: readonly number[] }
  | { readonly kind: "done"; readonly keys: KeyShares; readonly charter: Charter };

/**
 * Decides the next move from everything on the board.
 *
 * @param messages the ceremony's messages as posted, in order
 * @throws ChorusError `rejected` naming the trustee that cheated; the ceremony is then over
 */
export async function nextMove(seat: CeremonySeat, messages: readonly Uint8Array[]): Promise<CeremonyMove> {
  const posted = sortByStep(seat, messages);
  const commit = announcementHash(ceremonyOf(seat.proposal), seat.dealt.announcement);
  const afterCommit = turn(seat, posted, "commit", () => commit);
  if (afterCommit) return afterCommit;
  const afterAnnounce = turn(seat, posted, "announce", () => encodeAnnouncement(seat.dealt.announcement));
  if (afterAnnounce) return afterAnnounce;
  const announcements = checkedAnnouncements(seat, posted);
  if (!posted.shares.has(seat.index)) return { kind: "post", step: "shares", body: await sealShares(seat) };
  const afterShares = turn(seat, posted, "shares", () => new Uint8Array());
  if (afterShares) return afterShares;
  const keys = finishKeys(seat.group, seat.index, announcements, await openShares(seat, posted, announcements));
  const charter = charterOf(seat.proposal, keys.keys, transcriptHash(ceremonyOf(seat.proposal), announcements));
  const afterSign = turn(seat, posted, "sign", () => signCharter(seat.signer, charter, seat.seed));
  if (afterSign?.kind === "post") return { ...afterSign, charter };
  return afterSign ?? { kind: "done", keys, charter };
}

type Posted = Readonly<Record<CeremonyStep, Map<number, CeremonyMessage>>>;

function sortByStep({ signer, proposal }: CeremonySeat, messages: readonly Uint8Array[]): Posted {
  const posted: Posted = { commit: new Map(), announce: new Map(), shares: new Map(), sign: new Map() };
  for (const bytes of messages) {
    const message = openCeremonyMessage(signer, proposal, bytes);
    const earlier = posted[message.step].get(message.trustee);
    if (earlier && !equalBytes(earlier.body, message.body)) {
      throw rejected("ceremony-twice", "a trustee said two things in one step", trusteeCulprit(message.trustee));
    }
    posted[message.step].set(message.trustee, message);
  }
  return posted;
}

/** My message of this step if I have not posted it, or whom to wait for; undefined when the step is complete. */
function turn(
  { proposal, index }: CeremonySeat,
  posted: Posted,
  step: CeremonyStep,
  body: () => Uint8Array,
): CeremonyMove | undefined {
  if (!posted[step].has(index)) return { kind: "post", step, body: body() };
  const missing = proposal.trustees.map((_, i) => i + 1).filter((other) => !posted[step].has(other));
  return missing.length > 0 ? { kind: "wait", step, missing } : undefined;
}

function checkedAnnouncements({ group, proposal }: CeremonySeat, posted: Posted): Announcement[] {
  const ceremony: Ceremony = ceremonyOf(proposal);
  return proposal.trustees.map((_, i) => {
    const announcement = readAnnouncement(group, (posted.announce.get(i + 1) as CeremonyMessage).body);
    if (announcement.index !== i + 1) {
      throw rejected("ceremony-index", "a trustee announced in another's name", trusteeCulprit(i + 1));
    }
    checkAnnouncement(group, ceremony, announcement, (posted.commit.get(i + 1) as CeremonyMessage).body);
    return announcement;
  });
}

async function sealShares({ group, sealer, proposal, index, dealt }: CeremonySeat): Promise<Uint8Array> {
  const others = proposal.trustees.map((_, i) => i + 1).filter((other) => other !== index);
  const files = others.map(async (to) => {
    const recipient = (proposal.trustees[to - 1] as { recipient: string }).recipient;
    return { to, file: await sealer.seal(encodeDealtShares(sharesFor(group, dealt.secret, to)), [recipient]) };
  });
  return encodeSharesBody(await Promise.all(files));
}

async function openShares(
  seat: CeremonySeat,
  posted: Posted,
  announcements: readonly Announcement[],
): Promise<DealtShares[]> {
  const opened = announcements.map(async (announcement) => {
    const dealer = announcement.index;
    if (dealer === seat.index) return sharesFor(seat.group, seat.dealt.secret, seat.index);
    const file = readSharesBody((posted.shares.get(dealer) as CeremonyMessage).body).find(
      (one) => one.to === seat.index,
    );
    const bytes = file && (await seat.sealer.open(file.file, seat.identity));
    if (!bytes) throw rejected("ceremony-share", "a trustee sent no readable share", trusteeCulprit(dealer));
    const shares = readDealtShares(seat.group, bytes);
    checkDealtShares(seat.group, announcement, seat.index, shares);
    return shares;
  });
  return Promise.all(opened);
}
