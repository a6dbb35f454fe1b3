/** A trustee's rules on a database of its own, standing at a log of given entries. Network and log are not in it. */
import { toHex } from "../src/core/bytes/bytes.ts";
import type { AcceptedHeader } from "../src/core/protocol/matching.ts";
import { nodeSealer } from "../src/edge/node/age.ts";
import { openDatabase } from "../src/edge/node/database.ts";
import { nodeCredentialVerifier, systemClock, systemRng } from "../src/edge/node/platform.ts";
import { createTrusteeTables, type TrusteeDatabase } from "../src/edge/node/trustee/schema.ts";
import { trusteeStore } from "../src/edge/node/trustee/store.ts";
import { admit } from "../src/roles/trustee/admit.ts";
import { contributeTo, takeMail } from "../src/roles/trustee/contribute.ts";
import { Epochs } from "../src/roles/trustee/epochs.ts";
import type { TrusteeStore } from "../src/roles/trustee/ports.ts";
import { setProgress } from "../src/roles/trustee/progress.ts";
import { settle } from "../src/roles/trustee/settle.ts";
import type { TrusteeContext } from "../src/roles/trustee/trustee.ts";
import type { BenchEscrow, BenchTrustee } from "./people.ts";

/** Positions in the log: the first, and the first that is not meant any more. */
export type Stretch = { readonly from: number; readonly before: number };

export class Seat {
  readonly #context: TrusteeContext;
  readonly #store: TrusteeStore;

  static async take(
    bench: BenchEscrow,
    index: number,
    location: string,
    entries: readonly Uint8Array[],
  ): Promise<Seat> {
    const { db, dialect } = openDatabase<TrusteeDatabase>(location);
    await createTrusteeTables(db, dialect);
    const seat = new Seat(bench, index, trusteeStore(db));
    await seat.#store.transaction(async (tables) => {
      await tables.addCounsel(toHex(bench.counsel.id), new Uint8Array(1));
      await setProgress(tables, "issued", entries.length);
      const root = new Uint8Array(32);
      await tables.addEntries(entries.map((bytes, position) => ({ position, bytes, root })));
    });
    return seat;
  }

  private constructor({ group, signer, escrow, trustees }: BenchEscrow, index: number, store: TrusteeStore) {
    const { seed, identity, shares } = trustees[index - 1] as BenchTrustee;
    this.#store = store;
    this.#context = {
      group,
      signer,
      sealer: nodeSealer,
      credentials: nodeCredentialVerifier,
      rng: systemRng,
      clock: systemClock,
      escrow,
      index,
      secrets: { seed, identity, ...shares.shares },
      notice: ({ event, rule }) => {
        throw new Error(`the bench met what it did not expect: ${event} (${rule})`);
      },
    };
  }

  /** Admits the entries of a stretch and contributes to them; answers the mail to the others. */
  contribute({ from, before }: Stretch): Promise<Uint8Array> {
    return this.#store.transaction(async (tables) => {
      await setProgress(tables, "acted", before);
      const accepted: AcceptedHeader[] = [];
      for (const entry of await tables.entries(from, before, before - from)) {
        const header = await admit(this.#context, tables, entry);
        if (header !== undefined) accepted.push(header);
      }
      await contributeTo(this.#context, tables, accepted, before);
      await setProgress(tables, "admitted", before);
      const [parcel] = await tables.parcels(1);
      if (parcel === undefined) throw new Error("there is no contribution");
      await tables.delivered(parcel.id);
      return parcel.bytes;
    });
  }

  async takeMail(mail: Uint8Array): Promise<void> {
    await this.#store.transaction((tables) => takeMail(Epochs.unchanging(this.#context), tables, 1, mail));
  }

  async settle({ from, before }: Stretch): Promise<void> {
    await this.#store.transaction(async (tables) => {
      for (const entry of await tables.entries(from, before, before - from)) {
        if ((await settle(this.#context, tables, entry)) === "wait") throw new Error("a record did not settle");
      }
      await tables.dropEntries(Array.from({ length: before - from }, (_, i) => from + i));
      await setProgress(tables, "settled", before);
    });
  }

  close(): Promise<void> {
    return this.#store.close();
  }
}
