/**
 * Connections to PostgreSQL at one address, or at several of which one takes writes:
 *
 *   postgres://chorus@db-1:5432,db-2:5432/board
 *
 * Which one that is may change at any moment (Patroni and its kin promote a replica when the primary is gone). A
 * transaction that was under way then fails and is nowhere; the next one waits here until some server takes writes, as
 * far as a failover takes. libpq calls this `target_session_attrs=read-write`.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { PostgresPool } from "kysely";
import pg from "pg";

const CONNECTIONS = 8;
/** A machine that is gone does not even refuse. */
const CONNECT_MILLISECONDS = 3000;
const FAILOVER_MILLISECONDS = 30_000;
const LOOK_AGAIN_MILLISECONDS = 200;

/** @param url a libpq URL; hosts are separated by commas */
export function postgresPool(url: string): PostgresPool {
  const addresses = addressesOf(url);
  if (addresses.length < 2) return newPool({ connectionString: url });
  return new PoolOfPools(
    addresses.map((connectionString) =>
      newPool({
        connectionString,
        connectionTimeoutMillis: CONNECT_MILLISECONDS,
        keepAlive: true,
        verify: takesWrites,
      }),
    ),
  );
}

/** One URL for each host of a URL with several. */
export function addressesOf(url: string): string[] {
  const [, before, hosts, after] = /^(postgres(?:ql)?:\/\/(?:[^@/]*@)?)([^/?]*)(.*)$/.exec(url) ?? [];
  if (hosts === undefined) return [url];
  return hosts.split(",").map((host) => `${before}${host}${after}`);
}

type Verify = (client: pg.PoolClient, done: (error?: Error) => void) => void;

function newPool(config: pg.PoolConfig & { readonly verify?: Verify }): pg.Pool {
  const pool = new pg.Pool({ max: CONNECTIONS, ...config });
  // A connection that breaks is replaced by the pool, and its query fails; the event besides, unheard, would end the
  // process. The pool hears it of connections that nobody uses, and nobody of those that are in use.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** A replica answers queries, and refuses what a transaction writes only when it does. */
const takesWrites: Verify = (client, done) => {
  client.query<{ transaction_read_only: string }>("show transaction_read_only").then(
    ({ rows }) => done(rows[0]?.transaction_read_only === "off" ? undefined : new Error("this server is a replica")),
    (error: Error) => done(error),
  );
};

class PoolOfPools implements PostgresPool {
  readonly options = {};
  readonly #pools: readonly pg.Pool[];
  /** Where writes were taken last. */
  #current = 0;

  constructor(pools: readonly pg.Pool[]) {
    this.#pools = pools;
  }

  async connect(): Promise<pg.PoolClient> {
    const end = Date.now() + FAILOVER_MILLISECONDS;
    for (;;) {
      try {
        return await this.#connectAnywhere();
      } catch (error) {
        if (Date.now() >= end) throw error;
        await sleep(LOOK_AGAIN_MILLISECONDS);
      }
    }
  }

  async #connectAnywhere(): Promise<pg.PoolClient> {
    let reason: unknown;
    const first = this.#current;
    for (let i = 0; i < this.#pools.length; i++) {
      const at = (first + i) % this.#pools.length;
      try {
        const client = await (this.#pools[at] as pg.Pool).connect();
        this.#current = at;
        return client;
      } catch (error) {
        reason = error;
      }
    }
    throw reason;
  }

  async end(): Promise<void> {
    await Promise.all(this.#pools.map((pool) => pool.end()));
  }
}
