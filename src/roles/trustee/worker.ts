/**
 * A trustee at work: one round after another, each taking in what is new, until the caller stops it.
 *
 *   read     entries up to the board's checkpoint, checked against its root; cosign it
 *   act      on the prefix that enough trustees have cosigned: admit and contribute, then settle
 *   mail     contributions of the others
 *   deliver  whatever is queued
 *
 * Each step commits before the next begins. A round that fails half-way is simply begun again.
 */

import { toHex } from "../../core/bytes/bytes.ts";
import { encode } from "../../core/bytes/cbor.ts";
import { ChorusError } from "../../core/bytes/errors.ts";
import { sha256 } from "../../core/crypto/hash.ts";
import { signAdmission, verifyCounselCard } from "../../core/protocol/counsel.ts";
import { admit } from "./admit.ts";
import { contributeTo, takeMail, takeParked } from "./contribute.ts";
import { Epochs, type Succession } from "./epochs.ts";
import { foreseeChecks, foreseeRecords, type Sharing } from "./foresee.ts";
import { Foreseen } from "./foreseen.ts";
import { handOver, retire } from "./handover.ts";
import { JOB_RECORDS } from "./jobs.ts";
import type { Labour } from "./labour.ts";
import { arrival, begin } from "./newcomer.ts";
import type { BoardFigures, EntryRow, Parcel, TrusteeBoard, TrusteeStore, TrusteeTables } from "./ports.ts";
import { progress, setProgress } from "./progress.ts";
import { matchLate, settle } from "./settle.ts";
import type { TrusteeContext } from "./trustee.ts";
import { actOnWitnessed, readNewEntries } from "./witness.ts";

/** How many entries one transaction takes on. */
const BATCH = 64;

/** Which counsel a trustee admits by itself: none (its operator decides), or every one, for a trial on one machine. */
export type AdmissionPolicy = "ask" | "all";

export type TrusteeWorker = {
  /** Does everything that can be done now. True when something was done. */
  round(): Promise<boolean>;
  /** Waits until the board has something new, `seconds` at most. */
  wait(seconds: number): Promise<void>;
  /** The board's figures as of the last round. */
  figures(): BoardFigures;
  /** This trustee as of the last round: its part in the newest epoch, as it speaks to the board. */
  index(): number;
  /** Has this trustee left the escrow, destroyed its shares, and delivered all that it had to say? */
  finished(): Promise<boolean>;
};

const NOTHING: BoardFigures = { size: 0, cosigned: 0, mail: 0, applications: 0 };

/**
 * The mail that this process has sent to the others. It comes back in the common mailbox, and finding out by trying
 * that it is for others costs as much as opening what is not. Forgotten at a restart, which costs only that.
 */
class SentMail {
  readonly #hashes = new Set<string>();

  remember({ kind, target, bytes }: Parcel): void {
    if (kind === "mail" && target === "trustees") this.#hashes.add(toHex(sha256(bytes)));
  }

  knows(bytes: Uint8Array): boolean {
    return this.#hashes.size > 0 && this.#hashes.has(toHex(sha256(bytes)));
  }

  /** True once for each mail that was sent. */
  recognises(bytes: Uint8Array): boolean {
    return this.#hashes.size > 0 && this.#hashes.delete(toHex(sha256(bytes)));
  }
}

/**
 * @param alone the trustee in the escrow's first epoch; where it has none (it came later), its keys alone count
 * @param succession its parts in later epochs; without it the trustees are taken never to change
 * @param labour other processes of this trustee, which lend a hand
 */
export function trusteeWorker(
  alone: TrusteeContext,
  store: TrusteeStore,
  board: TrusteeBoard,
  admission: AdmissionPolicy,
  succession?: Succession,
  labour?: Labour,
): TrusteeWorker {
  const sharing = labour && { labour, foreseen: new Foreseen() };
  const context = sharing === undefined ? alone : { ...alone, foreseen: sharing.foreseen };
  let seen = NOTHING;
  /** What the last wait brought, so that the round it woke need not ask again. */
  let news: BoardFigures | undefined;
  let applicationsSeen = "";
  let epochs: Epochs | undefined;
  const sent = new SentMail();

  const known = async () => {
    epochs ??= await store.transaction((tables) => Epochs.load(context, tables, succession));
    return epochs;
  };

  async function round(): Promise<boolean> {
    const before = seen;
    const figures = news ?? (await board.follow(NOTHING, 0));
    news = undefined;
    let fresh: Epochs | undefined; // kept in mind only once what it was read from is durable
    const reload = async (tables: TrusteeTables) => {
      fresh = await Epochs.load(context, tables, succession);
      return fresh;
    };
    const read = await readNewEntries(context, { epochs: await known(), reload }, store, board, figures.size);
    epochs = fresh ?? epochs;
    const now = await known();
    const steps = [
      read,
      await deliver(context, store, board, sent),
      await actOnWitnessed(now, store, board),
      await begin(now, store),
      await admitEntries(now, store, sharing),
      await deliver(context, store, board, sent), // at once: the others are waiting for the contributions
      await takeInMail(now, store, board, figures.mail, { sent, sharing }),
      await settleEntries(now, store),
      await destroyOldShares(now),
      await admitCounsel(now, figures),
      await deliver(context, store, board, sent),
    ];
    seen = figures;
    return steps.includes(true) || figures.size > before.size || figures.mail > before.mail;
  }

  async function destroyOldShares(now: Epochs): Promise<boolean> {
    const worked = succession !== undefined && (await retire(now, store, succession));
    if (worked) epochs = undefined; // what was destroyed is not to stay in memory either
    return worked;
  }

  async function admitCounsel(now: Epochs, { applications }: BoardFigures): Promise<boolean> {
    // When the trustees change, consents that were not enough before are asked for anew.
    const applying = `${now.newest.number}/${applications}`;
    const own = now.newest.context;
    if (admission === "ask" || applying === applicationsSeen || own === undefined) return false;
    const worked = await admitApplicants(own, store, board);
    applicationsSeen = applying; // only now, so that what failed is tried again
    return worked;
  }

  async function wait(seconds: number): Promise<void> {
    news = await board.follow(seen, seconds);
    seen = news;
  }

  async function finished(): Promise<boolean> {
    const now = await known();
    if (now.newest.number === 0 || now.newest.context !== undefined) return false;
    const waiting = await store.transaction(async (tables) => {
      const settled = (await progress(tables, "settled")) >= now.newest.from;
      return settled ? tables.parcels(BATCH) : undefined;
    });
    if (waiting === undefined || !waiting.every(({ kind }) => kind === "destruction")) return false;
    // Its last word, perhaps again: the board may have it already, and then takes nothing else from this trustee.
    await deliver(context, store, board, sent);
    return true;
  }

  return { round, wait, figures: () => seen, index: () => (epochs?.reader ?? context).index, finished };
}

/**
 * How far this trustee may admit: nothing of an epoch before the one before it is settled. What is handed over to a
 * newcomer is then what every trustee knew at that epoch's end, however far each had read.
 */
async function admissible(epochs: Epochs, tables: TrusteeTables, from: number): Promise<ReturnType<Epochs["reach"]>> {
  if ((await progress(tables, "settled")) < epochs.at(from).from) return undefined;
  return epochs.reach(from, await progress(tables, "acted"));
}

/** Admits entries of the acted prefix in order, and contributes to the records among them. */
async function admitEntries(epochs: Epochs, store: TrusteeStore, sharing: Sharing | undefined): Promise<boolean> {
  let worked = false;
  for (;;) {
    if (sharing !== undefined) await foreseeRecords(sharing, epochs, store, await nextEntries(epochs, store));
    const more = await store.transaction(async (tables) => {
      const from = await progress(tables, "admitted");
      const part = await admissible(epochs, tables, from);
      if (part === undefined) return false;
      const entries = await tables.entries(from, part.before, BATCH);
      for (const some of parts(entries, sharing === undefined ? BATCH : JOB_RECORDS)) {
        const accepted = [];
        for (const entry of some) {
          const header = await admit(part.context, tables, entry);
          if (header !== undefined) accepted.push(header);
        }
        await contributeTo(part.context, tables, accepted, part.before);
      }
      await setProgress(tables, "admitted", passed(entries, from, part.before));
      if (entries.length > 0) await takeParked(epochs, tables);
      return entries.length > 0;
    });
    if (!more) return worked;
    worked = true;
  }
}

/** The entries that are to be admitted next. */
function nextEntries(epochs: Epochs, store: TrusteeStore): Promise<EntryRow[]> {
  return store.transaction(async (tables) => {
    const from = await progress(tables, "admitted");
    const part = await admissible(epochs, tables, from);
    return part === undefined ? [] : tables.entries(from, part.before, BATCH);
  });
}

/**
 * The place after a batch of entries. Some of a stretch may be gone, admitted out of their turn: places are not counted by
 * what is there.
 */
function passed(entries: readonly EntryRow[], from: number, before: number): number {
  if (entries.length < BATCH) return Math.max(from, before);
  return (entries.at(-1) as EntryRow).position + 1;
}

function parts<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

async function takeInMail(
  epochs: Epochs,
  store: TrusteeStore,
  board: TrusteeBoard,
  newest: number,
  { sent, sharing }: { readonly sent: SentMail; readonly sharing: Sharing | undefined },
): Promise<boolean> {
  let worked = await skipOldMail(epochs, store, board);
  for (;;) {
    const after = await store.transaction((tables) => progress(tables, "mail"));
    if (after >= newest) return worked;
    const mails = await board.mail(after);
    if (mails.length === 0) return worked;
    const others = mails.filter(({ bytes }) => !sent.knows(bytes)).map(({ bytes }) => bytes);
    await foreseeChecks(sharing, epochs, store, others);
    await store.transaction(async (tables) => {
      for (const { seq, bytes } of mails) {
        if (!sent.recognises(bytes)) await takeMail(epochs, tables, seq, bytes);
        await setProgress(tables, "mail", seq);
      }
    });
    worked = true;
  }
}

/** Whoever comes new need not open what was sent before there was a key to open it with. */
async function skipOldMail(epochs: Epochs, store: TrusteeStore, board: TrusteeBoard): Promise<boolean> {
  const came = await store.transaction(async (tables) =>
    (await progress(tables, "mail")) === 0 ? arrival(epochs, tables) : undefined,
  );
  if (came === undefined) return false;
  const newest = await board.mailAt(came.number);
  await store.transaction((tables) => setProgress(tables, "mail", newest));
  return newest > 0;
}

/** Settles admitted entries in order, as far as contributions reach. */
async function settleEntries(epochs: Epochs, store: TrusteeStore): Promise<boolean> {
  let worked = false;
  for (;;) {
    const done = await store.transaction(async (tables) => {
      const from = await progress(tables, "settled");
      const part = epochs.reach(from, await progress(tables, "admitted"));
      if (part === undefined) return 0;
      const entries = await tables.entries(from, part.before, BATCH);
      let to = passed(entries, from, part.before);
      const forgotten = [];
      for (const entry of entries) {
        const fate = await settle(part.context, tables, entry);
        if (fate === "wait") {
          to = entry.position;
          break;
        }
        if (fate === "forget") forgotten.push(entry.position);
      }
      await tables.dropEntries(forgotten);
      const next = epochs.at(to);
      if (to > from && next.from === to) await handOver(part.context, tables, next);
      await setProgress(tables, "settled", to);
      return to - from;
    });
    worked ||= done > 0;
    if (done === 0) break;
  }
  const late = await store.transaction((tables) => matchLate(epochs, tables));
  return worked || late;
}

/** Signs every application whose counsel signed it itself. */
async function admitApplicants(context: TrusteeContext, store: TrusteeStore, board: TrusteeBoard): Promise<boolean> {
  const { signer, escrow, index, secrets } = context;
  const open = (await board.applications()).filter(({ admitted }) => !admitted.includes(index));
  await store.transaction(async (tables) => {
    for (const { card, signature } of open) {
      if (!verifiesCard(context, card, signature)) continue;
      const bytes = encode({ v: 1, card, signature: signAdmission(signer, escrow, card, secrets.seed) });
      await tables.send({ kind: "admission", target: "", bytes });
    }
  });
  return open.length > 0;
}

function verifiesCard({ signer, escrow }: TrusteeContext, card: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verifyCounselCard(signer, escrow, card, signature);
  } catch (error) {
    if (error instanceof ChorusError) return false;
    throw error;
  }
}

/** Refusals that may end: a clock that is wrong, too many requests, an answer that is not the board's own. */
const PASSING_RULES: readonly string[] = ["authorization", "rate", "board"];

function isFinal(error: unknown): error is ChorusError {
  return error instanceof ChorusError && error.kind !== "conflict" && !PASSING_RULES.includes(error.rule);
}

/** Delivers what is queued, oldest first. What the board refuses by a rule would be refused again, so it is dropped and told. */
async function deliver(
  context: TrusteeContext,
  store: TrusteeStore,
  board: TrusteeBoard,
  sent: SentMail,
): Promise<boolean> {
  let worked = false;
  for (;;) {
    const parcels = await store.transaction((tables) => tables.parcels(BATCH));
    if (parcels.length === 0) return worked;
    for (const parcel of parcels) {
      sent.remember(parcel);
      await board.deliver(parcel).catch((error: unknown) => {
        if (!isFinal(error)) throw error;
        context.notice({ event: `${parcel.kind} not taken by the board`, rule: error.rule });
      });
      await store.transaction((tables) => tables.delivered(parcel.id));
    }
    worked = true;
  }
}
