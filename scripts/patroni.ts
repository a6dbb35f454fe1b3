/**
 * PostgreSQL as an organisation would keep it, on loopback: etcd of three, and two servers under Patroni, of which one
 * follows the other synchronously, so that what is acknowledged stands on both. For tests and the bench.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { findPrograms, freePort, ordinaryUser } from "./postgres.ts";

export type TestCluster = {
  /** The address of a database at all servers. */
  url(database: string): string;
  createDatabase(name: string): Promise<void>;
  /** Ends the primary and its keeper at once, as a power cut would. */
  killPrimary(): Promise<void>;
  stop(): Promise<void>;
};

/** Seconds. The shortest that Patroni takes: a test cannot wait for half a minute, an organisation can. */
const LEASE = { ttl: 5, loop_wait: 1, retry_timeout: 2 };
const READY_MILLISECONDS = 120_000;

type Node = { readonly data: string; readonly port: number; readonly api: number; readonly keeper: ChildProcess };

/** @returns undefined where Patroni or etcd is missing, outside CI only */
export async function startCluster(): Promise<TestCluster | undefined> {
  const programs = findPrograms();
  if (programs === undefined || !onPath("patroni") || !onPath("etcd")) {
    if (process.env["CI"] === "true") throw new Error("there is no Patroni or etcd, and in CI nothing may go untested");
    console.warn("a failover was NOT tested: Patroni and etcd are not on this machine");
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), "chorus-cluster-"));
  own(folder);
  const store = await startEtcd(folder);
  const nodes: Node[] = [];
  for (const name of ["one", "two"])
    nodes.push(await startNode(folder, name, store.clients, dirname(realpathSync(programs.postgres))));
  await until(async () => (await Promise.all(nodes.map(roleOf))).sort().join() === "primary,sync_standby");
  const hosts = nodes.map(({ port }) => `127.0.0.1:${port}`).join();
  const url = (database: string) => `postgres://chorus@${hosts}/${database}`;
  return {
    url,
    async createDatabase(name) {
      const primary = await primaryOf(nodes);
      const client = new pg.Client({ connectionString: `postgres://chorus@127.0.0.1:${primary.port}/postgres` });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
    },
    killPrimary: async () => endNode(await primaryOf(nodes)),
    async stop() {
      await Promise.all([...nodes.map(endNode), ...store.members.map(endGroup)]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function onPath(command: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${command}`]).status === 0;
}

/** PostgreSQL does not run as root. */
function own(path: string): void {
  const { uid, gid } = ordinaryUser();
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

/** In a process group of its own, so that whatever it starts can be ended with it. */
function start(
  command: string,
  args: readonly string[],
  folder: string,
  env: Record<string, string> = {},
): ChildProcess {
  return spawn(command, args, {
    ...ordinaryUser(),
    cwd: folder,
    env: { ...process.env, HOME: folder, ...env },
    detached: true,
    stdio: "ignore",
  });
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  process.kill(-child.pid, "SIGKILL");
  await gone;
}

/** The keeper first, or it would start the server again; then the server with every process that works for it. */
async function endNode({ keeper, data }: Node): Promise<void> {
  await endGroup(keeper);
  const postmaster = Number(readIfThere(join(data, "postmaster.pid")).split("\n")[0]);
  if (!(postmaster > 1)) return;
  const workers = readIfThere(`/proc/${postmaster}/task/${postmaster}/children`).split(" ").filter(Boolean).map(Number);
  for (const pid of [postmaster, ...workers]) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // it has gone by itself
    }
  }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

async function startEtcd(folder: string): Promise<{ readonly clients: string[]; readonly members: ChildProcess[] }> {
  const names = ["a", "b", "c"];
  const ports = await Promise.all(names.map(async () => ({ client: await freePort(), peer: await freePort() })));
  const at = (port: number) => `http://127.0.0.1:${port}`;
  const cluster = names.map((name, i) => `${name}=${at(ports[i]?.peer ?? 0)}`).join();
  const members = names.map((name, i) => {
    const { client, peer } = ports[i] as { client: number; peer: number };
    const settings = {
      name,
      "data-dir": join(folder, `etcd-${name}`),
      "listen-client-urls": at(client),
      "advertise-client-urls": at(client),
      "listen-peer-urls": at(peer),
      "initial-advertise-peer-urls": at(peer),
      "initial-cluster": cluster,
    };
    return start(
      "etcd",
      Object.entries(settings).map(([key, value]) => `--${key}=${value}`),
      folder,
    );
  });
  return { clients: ports.map(({ client }) => `127.0.0.1:${client}`), members };
}

async function startNode(folder: string, name: string, etcd: readonly string[], programs: string): Promise<Node> {
  const [port, api] = [await freePort(), await freePort()];
  const home = join(folder, name);
  mkdirSync(home);
  own(home);
  chmodSync(home, 0o700);
  const trusted = ["host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust"];
  const settings = {
    scope: "chorus",
    name,
    restapi: { listen: `127.0.0.1:${api}`, connect_address: `127.0.0.1:${api}` },
    etcd3: { hosts: etcd },
    bootstrap: {
      dcs: { ...LEASE, synchronous_mode: true, postgresql: { use_slots: true } },
      initdb: ["no-sync", { encoding: "UTF8" }, { locale: "C" }, { auth: "trust" }],
    },
    postgresql: {
      listen: `127.0.0.1:${port}`,
      connect_address: `127.0.0.1:${port}`,
      data_dir: join(home, "data"),
      bin_dir: programs,
      pgpass: join(home, "pgpass"),
      pg_hba: trusted,
      authentication: { superuser: { username: "chorus" }, replication: { username: "replica" } },
      parameters: { unix_socket_directories: home, max_connections: 100 },
    },
  };
  const file = join(home, "patroni.json"); // every JSON is YAML
  writeFileSync(file, JSON.stringify(settings));
  own(file);
  const keeper = start("patroni", [file], home);
  return { data: join(home, "data"), port, api, keeper };
}

/** What a server's keeper says of it. */
async function roleOf({ api }: Node): Promise<string> {
  try {
    const answer = await fetch(`http://127.0.0.1:${api}/cluster`, { signal: AbortSignal.timeout(2000) });
    const { members } = (await answer.json()) as { members: { api_url: string; role: string; state: string }[] };
    const here = members.find(({ api_url }) => new URL(api_url).port === String(api));
    if (here?.state !== "running" && here?.state !== "streaming") return "starting";
    return here.role === "leader" ? "primary" : here.role;
  } catch {
    return "unreachable";
  }
}

async function primaryOf(nodes: readonly Node[]): Promise<Node> {
  for (const node of nodes) if ((await roleOf(node)) === "primary") return node;
  throw new Error("no server is the primary");
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + READY_MILLISECONDS;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error("the servers did not become ready");
    await sleep(200);
  }
}
