/**
 * PostgreSQL for tests: a server that is there already (CHORUS_TEST_POSTGRES, a URL with the right to create
 * databases), or the distribution's own, started in a temporary folder and listening on loopback alone.
 *
 * Where there is neither, tests say so and go on; in CI they fail.
 */
import { execFile, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";

const run = promisify(execFile);

export type TestPostgres = {
  /** The address of a database by its name. */
  url(database: string): string;
  /** Makes an empty database. Answers its address. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
};

/** @returns undefined where there is no PostgreSQL, outside CI only */
export async function startPostgres(): Promise<TestPostgres | undefined> {
  const given = process.env["CHORUS_TEST_POSTGRES"];
  if (given) return serverAt(given, async () => {});
  const programs = findPrograms();
  if (programs !== undefined) return startServer(programs);
  if (process.env["CI"] === "true") throw new Error("there is no PostgreSQL, and in CI nothing may go untested");
  console.warn("PostgreSQL was NOT tested: none was found, and CHORUS_TEST_POSTGRES is not set");
  return undefined;
}

function serverAt(address: string, stop: () => Promise<void>): TestPostgres {
  const url = (database: string) => {
    const changed = new URL(address);
    changed.pathname = `/${database}`;
    return changed.toString();
  };
  return {
    url,
    stop,
    async createDatabase() {
      const name = `chorus_test_${randomBytes(6).toString("hex")}`;
      const client = new pg.Client({ connectionString: address });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return url(name);
    },
  };
}

export type Programs = { readonly initdb: string; readonly postgres: string };

/** In PATH, or where Debian and its kin keep them; the newest first. */
export function findPrograms(): Programs | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), ...versions.map((one) => join(debian, one, "bin"))];
  const find = (name: string) => folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  const [initdb, postgres] = [find("initdb"), find("postgres")];
  return initdb && postgres ? { initdb, postgres } : undefined;
}

async function startServer({ initdb, postgres }: Programs): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), "chorus-postgres-"));
  const as = ordinaryUser();
  if (as.uid !== undefined && as.gid !== undefined) chownSync(folder, as.uid, as.gid);
  const data = join(folder, "data");
  await run(initdb, ["-D", data, "-U", "chorus", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"], {
    ...as,
    cwd: folder,
  });
  const port = await freePort();
  const settings = { listen_addresses: "127.0.0.1", unix_socket_directories: "", fsync: "off", max_connections: "60" };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = spawn(postgres, ["-D", data, "-p", String(port), ...options], { ...as, cwd: folder, stdio: "ignore" });
  const gone = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const address = `postgres://chorus@127.0.0.1:${port}/postgres`;
  await untilReady(address);
  return serverAt(address, async () => {
    server.kill("SIGQUIT");
    await gone;
    rmSync(folder, { recursive: true, force: true });
  });
}

/** PostgreSQL refuses to run as root; there it runs as `postgres`, or as `nobody`. */
export function ordinaryUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    try {
      const id = (flag: string) => Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] }));
      return { uid: id("-u"), gid: id("-g") };
    } catch {
      // there is no such user here
    }
  }
  throw new Error("as root, PostgreSQL needs a user `postgres` or `nobody` to run as");
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

const READY_MILLISECONDS = 20_000;

async function untilReady(address: string): Promise<void> {
  const end = Date.now() + READY_MILLISECONDS;
  for (;;) {
    const client = new pg.Client({ connectionString: address });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await sleep(50);
    }
  }
}
