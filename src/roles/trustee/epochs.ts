/**
 * The epochs of an escrow as one trustee knows them (§4.4). A successor charter that stands in the log at position p
 * governs every entry after p; the entries up to p, itself among them, belong to the epoch before. So which trustees
 * match, open and witness an entry follows from its place alone, and is the same for everybody.
 */
import * as v from "valibot";
import { decode, encode } from "../../core/bytes/cbor.ts";
import { ChorusError } from "../../core/bytes/errors.ts";
import { boundedBytes, version, whole } from "../../core/bytes/schema.ts";
import { CHARTER_MAX_BYTES, type Escrow, trusteeWithKey } from "../../core/protocol/charter.ts";
import { readEntry } from "../../core/protocol/entry.ts";
import { openSuccessor } from "../../core/protocol/succession.ts";
import type { EntryRow, TrusteeTables } from "./ports.ts";
import { faultNotice, type TrusteeContext, type TrusteeSecrets } from "./trustee.ts";

/** What a trustee's rules ask of its key file where the trustees change. */
export type Succession = {
  /** This trustee's part under the newest charter of `escrow`; undefined when it has none, or has destroyed its shares. */
  seat(escrow: Escrow): Promise<{ readonly index: number; readonly secrets: TrusteeSecrets } | undefined>;
  /** Destroys the shares of an epoch for good. Doing it again is nothing. */
  destroy(epoch: number): Promise<void>;
};

/** One epoch. `context` is undefined where this trustee has no part in it. */
export type Epoch = {
  readonly number: number;
  /** The first entry that it governs. */
  readonly from: number;
  readonly escrow: Escrow;
  readonly context: TrusteeContext | undefined;
};

const storedSchema = v.strictObject({
  v: version(1),
  position: whole(0, Number.MAX_SAFE_INTEGER),
  charter: boundedBytes(1, 2 * CHARTER_MAX_BYTES),
});

/** All epochs that this trustee has read of, in order. */
export class Epochs {
  readonly #list: readonly Epoch[];
  readonly #base: TrusteeContext;

  private constructor(base: TrusteeContext, list: readonly Epoch[]) {
    this.#base = base;
    this.#list = list;
  }

  /** @param base the trustee in the escrow's first epoch; its part in later ones is asked of `succession` */
  static async load(base: TrusteeContext, tables: TrusteeTables, succession: Succession | undefined): Promise<Epochs> {
    const seated = async (escrow: Escrow): Promise<TrusteeContext | undefined> => {
      if (succession === undefined) return escrow.charter.epoch === 0 ? base : undefined;
      const seat = await succession.seat(escrow);
      return seat && { ...base, escrow, ...seat };
    };
    const list: Epoch[] = [{ number: 0, from: 0, escrow: base.escrow, context: await seated(base.escrow) }];
    for (let number = 1; ; number++) {
      const bytes = await tables.get(`charter/${number}`);
      if (bytes === undefined) return new Epochs(base, list);
      const { position, charter } = decode(storedSchema, bytes, "kept charter", 3 * CHARTER_MAX_BYTES);
      const escrow = openSuccessor(base.group, base.signer, (list.at(-1) as Epoch).escrow, charter);
      list.push({ number, from: position + 1, escrow, context: await seated(escrow) });
    }
  }

  /** An escrow whose trustees do not change while one looks. */
  static unchanging(context: TrusteeContext): Epochs {
    return new Epochs(context, [{ number: 0, from: 0, escrow: context.escrow, context }]);
  }

  get newest(): Epoch {
    return this.#list.at(-1) as Epoch;
  }

  get all(): readonly Epoch[] {
    return this.#list;
  }

  /** Which epochs there are, and in which this trustee holds shares: two processes of it that agree on this can share work. */
  get standing(): string {
    return this.#list.map(({ number, context }) => `${number}${context === undefined ? "-" : "+"}`).join();
  }

  /** The epoch that governs an entry. */
  at(position: number): Epoch {
    return this.#list.findLast((epoch) => epoch.from <= position) as Epoch;
  }

  /** Where an epoch ends: the first entry that it does not govern. */
  endOf({ number }: Epoch): number {
    return this.#list[number + 1]?.from ?? Number.POSITIVE_INFINITY;
  }

  /**
   * How far this trustee may go in the epoch of an entry: to `to`, and not beyond the epoch's end. Undefined where it has
   * no part in it.
   */
  reach(position: number, to: number): { readonly context: TrusteeContext; readonly before: number } | undefined {
    const epoch = this.at(position);
    return epoch.context && { context: epoch.context, before: Math.min(to, this.endOf(epoch)) };
  }

  /** This trustee as it speaks and reads now: its newest part, with every charter known. */
  get reader(): TrusteeContext {
    const { signer, secrets } = this.#base;
    const own = signer.publicKey(secrets.seed);
    const held = this.#list.findLast(({ escrow }) => trusteeWithKey(escrow.charter, own) !== undefined);
    const index = (held && trusteeWithKey(held.escrow.charter, own)) ?? this.#base.index;
    return { ...(held?.context ?? this.#base), index, escrow: this.newest.escrow };
  }
}

/**
 * Looks whether an entry is the next successor charter, and keeps it if so. Whether it is follows from the entries alone.
 *
 * @param escrow as known from the entries before
 */
export async function keepSuccessor(
  context: TrusteeContext,
  tables: TrusteeTables,
  escrow: Escrow,
  { position, bytes }: EntryRow,
): Promise<Escrow | undefined> {
  if (bytes === null || position === 0) return undefined;
  const { type, body } = readEntry(bytes);
  if (type !== "charter") return undefined;
  try {
    const next = openSuccessor(context.group, context.signer, escrow, body);
    await tables.put(`charter/${next.charter.epoch}`, encode({ v: 1, position, charter: body }));
    return next;
  } catch (error) {
    if (!(error instanceof ChorusError)) throw error;
    context.notice(faultNotice("charter refused", error, { position }));
    return undefined;
  }
}
