/**
 * The lead among the processes of one trustee (decision 0018). Any number of them may run over one PostgreSQL database;
 * one leads, and the others stand by. Whoever leads holds the one row of `lead`, and every transaction that wrote
 * anything ends by writing that row too. So a process that was thought dead, and whose place another has taken, cannot
 * commit any more, however late it wakes. Clocks decide only how soon another may try, never who writes.
 */
import { type Kysely, type KyselyPlugin, sql } from "kysely";
import { toHex } from "../../../core/bytes/bytes.ts";
import { systemRng } from "../platform.ts";
import type { TrusteeDatabase } from "./schema.ts";

type Db = Kysely<TrusteeDatabase>;

/** For how long a leader that is not heard of keeps the lead. */
const LEASE_MILLISECONDS = 8000;
const BEAT_MILLISECONDS = 2000;

/** Another process leads now. What was under way is taken back. */
export class LeadLost extends Error {
  override readonly name = "LeadLost";
}

/** One term of leading. */
export type Term = {
  /** Ends a transaction of this term. @throws LeadLost when another process has taken the lead */
  hold(transaction: Db): Promise<void>;
  readonly lost: boolean;
  /** Gives the lead up, so that another can take it at once. */
  end(): Promise<void>;
};

/** The term of whoever has a database to itself: an SQLite file has one process. */
export const ALONE: Term = { hold: async () => undefined, lost: false, end: async () => undefined };

/** The time as the database has it, in milliseconds: processes on several machines need not agree on theirs. */
const now = sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`;

/** Takes the lead if nobody has it; undefined while another process leads. */
export async function takeLead(db: Db): Promise<Term | undefined> {
  const holder = toHex(systemRng.bytes(16));
  const taken = await sql`insert into lead (id, holder, until) values (1, ${holder}, ${now} + ${LEASE_MILLISECONDS})
    on conflict (id) do update set holder = excluded.holder, until = excluded.until
    where lead.until < ${now} returning holder`.execute(db);
  return taken.rows.length === 0 ? undefined : termOf(db, holder);
}

function termOf(db: Db, holder: string): Term {
  let lost = false;
  const extend = async (on: Db) => {
    const { numAffectedRows } = await sql`update lead set until = ${now} + ${LEASE_MILLISECONDS}
      where id = 1 and holder = ${holder}`.execute(on);
    if (Number(numAffectedRows) === 0) lost = true;
  };
  // A beat that fails is made up for by the next; a database that is gone for all is gone for whoever would take over.
  const beat = setInterval(() => void extend(db).catch(() => undefined), BEAT_MILLISECONDS);
  return {
    get lost() {
      return lost;
    },
    async hold(transaction) {
      await extend(transaction);
      if (lost) throw new LeadLost("another process of this trustee leads now");
    },
    async end() {
      lost = true;
      clearInterval(beat);
      await sql`update lead set until = 0 where id = 1 and holder = ${holder}`.execute(db);
    },
  };
}

/** Sees whether a transaction wrote anything. */
export function watchWrites(): KyselyPlugin & { readonly wrote: boolean } {
  let wrote = false;
  return {
    get wrote() {
      return wrote;
    },
    transformQuery({ node }) {
      if (node.kind !== "SelectQueryNode") wrote = true;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
}
