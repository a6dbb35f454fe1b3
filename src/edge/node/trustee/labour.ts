/**
 * Work shared among the processes of one trustee, over its PostgreSQL database (decision 0032): pg-boss keeps the queue and
 * gives every job to one of them. The leader shares; those that stand by lend a hand.
 *
 * Jobs and what comes of them lie in the database sealed under a key that follows from the trustee's own, each bound to its
 * job's number. So whoever has the database alone learns sizes and times, and can bring about only that a job is not done.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { CompiledQuery, type Kysely, sql } from "kysely";
import type PgBoss from "pg-boss";
import { fromBase64Url, toBase64Url, utf8 } from "../../../core/bytes/bytes.ts";
import { ChorusError } from "../../../core/bytes/errors.ts";
import { LABELS } from "../../../core/bytes/labels.ts";
import { deriveKey } from "../../../core/crypto/hash.ts";
import { openUnder, sealUnder } from "../../../core/crypto/sealed.ts";
import type { Labour } from "../../../roles/trustee/labour.ts";
import { systemRng } from "../platform.ts";
import type { TrusteeDatabase } from "./schema.ts";

/** Where pg-boss keeps its tables, apart from the trustee's own. */
export const LABOUR_SCHEMA = "labour";
const QUEUE = "jobs";
/** Who was not seen for so long lends no hand any more. */
export const HAND_MILLISECONDS = 8000;
const PATIENCE_MILLISECONDS = 10_000;
const LOOK_MILLISECONDS = 10;

type Sealed = { readonly sealed: string };
type Work = (job: Uint8Array) => Promise<Uint8Array | undefined>;

/** A process's place at the common work. */
export type Bench = Labour & {
  /** Says that this process is there to help. */
  here(): Promise<void>;
  /** Does one job if there is one; answers whether there was. */
  help(work: Work): Promise<boolean>;
  /** Says that it is not any more. */
  leave(): Promise<void>;
};

/** The time as the database has it, in milliseconds. */
const now = sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`;

/**
 * @param seed the trustee's own, from which the key of its jobs follows
 * @param patience milliseconds that the leader waits for what others have begun, before it does that itself
 */
export async function openBench(
  db: Kysely<TrusteeDatabase>,
  seed: Uint8Array,
  patience = PATIENCE_MILLISECONDS,
): Promise<Bench> {
  const key = deriveKey(seed, new Uint8Array(), utf8(LABELS.trusteeJobs), 32);
  const self = randomUUID();
  const boss = await startBoss(db);

  const seal = (job: string, part: "job" | "done", content: Uint8Array): Sealed => ({
    sealed: toBase64Url(sealUnder(systemRng, key, utf8(`${part}/${job}`), content)),
  });
  /** Undefined when it is not of this trustee's making. */
  const open = (job: string, part: "job" | "done", found: unknown): Uint8Array | undefined => {
    try {
      return openUnder(key, utf8(`${part}/${job}`), fromBase64Url((found as Sealed).sealed));
    } catch (error) {
      if (error instanceof ChorusError || error instanceof TypeError) return undefined;
      throw error;
    }
  };

  async function take(work: Work): Promise<{ readonly id: string; readonly done: Uint8Array | undefined } | undefined> {
    const [job] = await boss.fetch<Sealed>(QUEUE);
    if (job === undefined) return undefined;
    const content = open(job.id, "job", job.data);
    return { id: job.id, done: content && (await work(content)) };
  }

  return {
    async hands() {
      const { rows } = await sql<{ count: number | string }>`select count(*) as count from hands
        where id <> ${self} and seen > ${now} - ${HAND_MILLISECONDS}`.execute(db);
      return Number(rows[0]?.count ?? 0);
    },

    async share(jobs, work) {
      const ids = jobs.map(() => randomUUID());
      const results = new Map<string, Uint8Array | undefined>();
      try {
        await boss.insert(
          jobs.map((job, i) => ({
            id: ids[i] as string,
            name: QUEUE,
            data: seal(ids[i] as string, "job", job),
            retryLimit: 0,
          })),
        );
        for (let own = await take(work); own !== undefined; own = await take(work)) results.set(own.id, own.done);
        const until = performance.now() + patience;
        for (;;) {
          for (const id of ids.filter((one) => !results.has(one))) {
            const job = await boss.getJobById(QUEUE, id);
            if (job?.state === "completed") results.set(id, open(id, "done", job.output));
            else if (job === null || job.state === "failed" || job.state === "cancelled") results.set(id, undefined);
          }
          if (ids.every((id) => results.has(id)) || performance.now() > until) break;
          await sleep(LOOK_MILLISECONDS);
        }
      } finally {
        // Nothing of a job is to lie there longer than it takes.
        await boss.deleteJob(QUEUE, ids);
      }
      return ids.map((id) => results.get(id));
    },

    async here() {
      await sql`insert into hands (id, seen) values (${self}, ${now})
        on conflict (id) do update set seen = excluded.seen`.execute(db);
      await sql`delete from hands where seen < ${now} - ${100 * HAND_MILLISECONDS}`.execute(db);
    },

    async help(work) {
      const job = await take(work);
      if (job === undefined) return false;
      if (job.done === undefined) await boss.fail(QUEUE, job.id);
      else await boss.complete(QUEUE, job.id, seal(job.id, "done", job.done));
      return true;
    },

    async leave() {
      await sql`delete from hands where id = ${self}`.execute(db);
      await boss.stop({ graceful: false, wait: false, close: false });
    },
  };
}

async function startBoss(db: Kysely<TrusteeDatabase>): Promise<PgBoss> {
  // Only who shares work needs it: a trustee on SQLite never loads it.
  const { default: Boss } = await import("pg-boss");
  const boss = new Boss({
    schema: LABOUR_SCHEMA,
    schedule: false,
    db: {
      executeSql: async (text, values) => {
        const { rows } = await db.executeQuery(CompiledQuery.raw(text, values ?? []));
        return { rows: rows as never[] };
      },
    },
    // What a process that was killed has left.
    expireInSeconds: 60,
    maintenanceIntervalSeconds: 60,
    archiveCompletedAfterSeconds: 60,
    archiveFailedAfterSeconds: 60,
    deleteAfterSeconds: 60,
  });
  boss.on("error", () => undefined); // told by whoever asks next
  await boss.start();
  if ((await boss.getQueue(QUEUE)) === null) await boss.createQueue(QUEUE);
  return boss;
}
