/**
 * Transactions that come at the same time are made durable together: one write to the disk for all of them, which is
 * what a disk is slow at. Each runs in a savepoint of its own, so that one that fails takes nothing of the others with
 * it; none returns before all are durable. A crash leaves all of a group or none of it, and nobody has been told.
 *
 * For SQLite, which runs one transaction at a time anyway. On PostgreSQL a group would hold its locks for longer, in an
 * order that other boards do not share.
 */
import { CompiledQuery, type Kysely, type Transaction } from "kysely";

/** What a group works on: `mark` and `rewind` go with a savepoint, `finish` comes before the commit. */
export type Workspace<Tables> = {
  readonly tables: Tables;
  mark(): unknown;
  rewind(mark: unknown): void;
  finish(): Promise<void>;
};

type Job<Tables> = {
  readonly work: (tables: Tables) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
};

/** Written once, for there are three of them in every transaction. */
const SAVEPOINT = CompiledQuery.raw("savepoint one");
const RELEASE = CompiledQuery.raw("release one");
const ROLLBACK = CompiledQuery.raw("rollback to one");

/** Enough to make the disk's share small; few enough that the first of a group does not wait long. */
const MOST_TOGETHER = 256;

export class GroupCommit<Database, Tables> {
  readonly #db: Kysely<Database>;
  readonly #open: (transaction: Transaction<Database>) => Workspace<Tables>;
  readonly #waiting: Job<Tables>[] = [];
  #busy = false;

  constructor(db: Kysely<Database>, open: (transaction: Transaction<Database>) => Workspace<Tables>) {
    this.#db = db;
    this.#open = open;
  }

  transaction<Result>(work: (tables: Tables) => Promise<Result>): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      this.#waiting.push({ work, resolve: (value) => resolve(value as Result), reject });
      if (!this.#busy) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#busy = true;
    while (this.#waiting.length > 0) await this.#commit(this.#waiting.splice(0, MOST_TOGETHER));
    this.#busy = false;
  }

  /** Runs a group. What each is told waits until the whole is durable. */
  async #commit(group: readonly Job<Tables>[]): Promise<void> {
    try {
      const outcomes = await this.#db.transaction().execute(async (transaction) => {
        const workspace = this.#open(transaction);
        const told: (() => void)[] = [];
        for (const job of group) told.push(await runOne(transaction, workspace, job));
        await workspace.finish();
        return told;
      });
      for (const tell of outcomes) tell();
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
}

/** Runs one job in its savepoint. Answers how its caller is to be told. */
async function runOne<Database, Tables>(
  transaction: Transaction<Database>,
  workspace: Workspace<Tables>,
  { work, resolve, reject }: Job<Tables>,
): Promise<() => void> {
  const mark = workspace.mark();
  await transaction.executeQuery(SAVEPOINT);
  try {
    const value = await work(workspace.tables);
    await transaction.executeQuery(RELEASE);
    return () => resolve(value);
  } catch (error) {
    await transaction.executeQuery(ROLLBACK);
    await transaction.executeQuery(RELEASE);
    workspace.rewind(mark);
    return () => reject(error);
  }
}
