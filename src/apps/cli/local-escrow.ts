/**
 * A whole escrow on one machine, for a trial and for rehearsals: board, registrar and trustees as processes of
 * their own with data folders of their own. Three trustees on one machine protect nobody; what runs is real all
 * the same.
 */
import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, openSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sodiumSigner } from "../../core/crypto/signer-sodium.ts";
import { encodeProposal, type Proposal } from "../../core/protocol/ceremony.ts";
import { systemRng } from "../../edge/node/platform.ts";
import { initRegistrar, registrarCard } from "../../edge/node/registrar/keys.ts";
import { initTrustee, trusteeCard } from "../../edge/node/trustee/keys.ts";
import { boardClient } from "../../edge/shared/board-client.ts";
import { ceremonyBoard } from "../../edge/shared/ceremony-board.ts";
import type { BoardFigures } from "../../roles/trustee/ports.ts";

export type LocalOptions = {
  readonly folder: string;
  readonly name: string;
  readonly trustees: number;
  readonly threshold: number;
  /** 0 takes any free port. */
  readonly port: number;
  /** The built web application, if it is to be served. */
  readonly web?: string;
  /** A database for each process, by its name, in place of files. */
  readonly databases?: (process: string) => string;
  readonly requestsPerMinute?: number;
  readonly say?: (message: LocalMessage) => void;
};

/** What is happening, for whoever watches. */
export type LocalMessage = "board" | "registrar" | "ceremony" | "charter" | "trustees";

export type LocalEscrow = {
  readonly url: string;
  readonly names: readonly string[];
  /** Kills a process at once, as a power cut would. */
  kill(name: string): Promise<void>;
  restart(name: string): Promise<void>;
  /** Waits until every running trustee has nothing left to do. */
  settle(): Promise<void>;
  stop(): Promise<void>;
  processId(name: string): number | undefined;
};

type Member = {
  readonly start: () => Promise<ChildProcess>;
  child: ChildProcess | undefined;
  idle: BoardFigures | null;
};

const apps = fileURLToPath(new URL("..", import.meta.url));
const SETTLE_POLL_MILLISECONDS = 10;

/** Starts everything; runs the key ceremony the first time. */
export async function startLocalEscrow(options: LocalOptions): Promise<LocalEscrow> {
  const { folder, say = () => {} } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const boardPort = await portFor(options.port);
  const registrarPort = await portFor(0);
  const url = `http://127.0.0.1:${boardPort}`;
  const token = randomBytes(24).toString("base64url");
  const database = (name: string) => (options.databases ? ["--database", options.databases(name)] : []);
  const trustees = Array.from({ length: options.trustees }, (_, i) => `trustee-${i + 1}`);
  const cards = await prepareKeys(options, trustees);

  const members = new Map<string, Member>();
  const run = (name: string, app: string, args: readonly string[]) => {
    const member: Member = { child: undefined, idle: null, start: () => startProcess(folder, name, app, args, token) };
    members.set(name, member);
    return begin(member);
  };

  say("board");
  const web = options.web ? ["--web", options.web] : [];
  const rate = ["--requests", String(options.requestsPerMinute ?? 600)];
  const boardArgs = ["--port", String(boardPort), "--registrar", `http://127.0.0.1:${registrarPort}`, ...web, ...rate];
  await run("board", "board", [...boardArgs, ...database("board")]);
  say("registrar");
  await run("registrar", "registrar", ["--board", url, "--port", String(registrarPort), ...database("registrar")]);
  const { charter, board } = await boardClient(url).escrow();
  if (charter === null) {
    say("ceremony");
    await ceremonyBoard(url).propose(proposalOf(options, cards, board), token);
  }
  const trusteeArgs = ["--board", url, "--admit", "all", "--accept-proposal"];
  await Promise.all(trustees.map((name) => run(name, "trustee", [...trusteeArgs, ...database(name)])));
  await charterStands(url);
  say("charter");

  const member = (name: string) => {
    const found = members.get(name);
    if (found === undefined) throw new Error(`there is no process called ${name}`);
    return found;
  };
  const running = () => trustees.map(member).filter(({ child }) => child !== undefined);
  return {
    url,
    names: [...members.keys()],
    kill: (name) => end(member(name), "SIGKILL"),
    restart: async (name) => {
      await end(member(name), "SIGKILL");
      await begin(member(name));
    },
    settle: () => settled(url, running),
    stop: async () => {
      await Promise.all([...members.values()].map((one) => end(one, "SIGTERM")));
    },
    processId: (name) => member(name).child?.pid,
  };
}

type Cards = { readonly trustees: Proposal["trustees"]; readonly registrar: Proposal["registrar"] };

async function prepareKeys({ folder }: LocalOptions, trustees: readonly string[]): Promise<Cards> {
  const signer = await sodiumSigner();
  const made = trustees.map(async (name, i) =>
    trusteeCard(signer, await initTrustee(join(folder, name), `Trustee ${i + 1}`)),
  );
  const registrar = await initRegistrar(join(folder, "registrar"), "Registrar", "open");
  return { trustees: await Promise.all(made), registrar: await registrarCard(signer, registrar) };
}

function proposalOf(options: LocalOptions, cards: Cards, board: Proposal["board"]): Uint8Array {
  const { name, threshold } = options;
  const policy = { recordsPerYear: 12, slotsPerYear: 96, witnesses: threshold };
  return encodeProposal({ v: 1, name, nonce: systemRng.bytes(32), threshold, ...cards, board, policy });
}

/** Starts a member's process and listens to what it says of itself. */
async function begin(member: Member): Promise<void> {
  const child = await member.start();
  member.child = child;
  child.on("message", (message: { idle?: BoardFigures | null }) => {
    member.idle = message.idle ?? null;
  });
  child.once("exit", () => {
    if (member.child === child) member.child = undefined;
  });
}

async function end(member: Member, signal: "SIGKILL" | "SIGTERM"): Promise<void> {
  const { child } = member;
  member.idle = null;
  if (child === undefined) return;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill(signal);
  await gone;
}

/** Young objects are collected sooner than Node would by itself: half as much memory at the peak, and as fast. */
const NODE_FLAGS = ["--max-semi-space-size=8"];

/** Forks one of the apps with its own folder and its own log file; servers are ready when they say so. */
async function startProcess(
  folder: string,
  name: string,
  app: string,
  args: readonly string[],
  token: string,
): Promise<ChildProcess> {
  const data = join(folder, name);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const log = openSync(join(data, "log.jsonl"), "a", 0o600);
  const main = existsSync(join(apps, app, "main.ts")) ? "main.ts" : "main.js";
  const child = fork(join(apps, app, main), ["--data", data, ...args], {
    execArgv: NODE_FLAGS,
    stdio: ["ignore", "pipe", log, "ipc"],
    env: { ...process.env, ...(app === "board" ? { CHORUS_SETUP_TOKEN: token } : {}) },
  });
  if (app === "trustee") return child;
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once("data", () => resolve());
    child.once("exit", () => reject(new Error(`${name} stopped before it was ready; see ${join(data, "log.jsonl")}`)));
  });
  return child;
}

async function charterStands(url: string): Promise<void> {
  while ((await boardClient(url).escrow()).charter === null) await sleep(50);
}

/** Settled: every running trustee is idle, and all saw the same figures, which are the board's. */
async function settled(url: string, running: () => readonly Member[]): Promise<void> {
  for (;;) {
    const size = Number((await boardClient(url).checkpoint()).split("\n")[1]);
    const idle = running().map((member) => member.idle);
    const first = idle[0];
    const same = idle.every((figures) => figures && first && figures.size === size && figures.mail === first.mail);
    if (same) return;
    await sleep(SETTLE_POLL_MILLISECONDS);
  }
}

/** A free port; the one asked for if it is free. */
async function portFor(wanted: number): Promise<number> {
  return (await tryPort(wanted)) ?? (await tryPort(0)) ?? 0;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : undefined));
    });
  });
}
