/** An escrow as organisations run it: each trustee a process of its own, with a folder of its own, driven by the command line. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Networks } from "./networks.ts";

const apps = fileURLToPath(new URL("../../src/apps", import.meta.url));

/** What a verb of the command line said and how it ended. */
export type Ran = {
  readonly code: number;
  readonly events: readonly Record<string, unknown>[];
  readonly errors: string;
};

export class Organisations {
  readonly folder = mkdtempSync(join(tmpdir(), "chorus-apart-"));
  readonly token = randomBytes(24).toString("base64url");
  readonly #running = new Map<string, ChildProcess>();
  /** Where the machine allows it, each trustee has a network of its own, which leads to the board alone. */
  readonly networks = Networks.possible() ? new Networks() : undefined;
  url = "";

  async #spawn(trustee: string | undefined, args: readonly string[], log: number | "pipe"): Promise<ChildProcess> {
    const { networks, url } = this;
    const own = [process.execPath, ...args];
    const [command, ...rest] = networks === undefined || trustee === undefined ? own : networks.within(trustee, own);
    if (trustee !== undefined && url !== "") await networks?.lead(trustee, Number(new URL(url).port));
    return spawn(command as string, rest, {
      env: { ...process.env, CHORUS_SETUP_TOKEN: this.token },
      stdio: ["ignore", "pipe", log],
    });
  }

  /** The folder of one party. */
  of(name: string): string {
    return join(this.folder, name);
  }

  /** Runs a verb to its end, or until `until` is among what it said; then the power goes. */
  async run(args: readonly string[], until?: string, trustee?: string): Promise<Ran> {
    const child = await this.#spawn(trustee, [join(apps, "cli", "main.ts"), ...args], "pipe");
    const gone = new Promise<number>((resolve) => child.once("exit", (code) => resolve(code ?? -1)));
    let [said, errors] = ["", ""];
    child.stdout?.on("data", (chunk) => {
      said += chunk;
      if (until !== undefined && said.includes(until)) child.kill("SIGKILL");
    });
    child.stderr?.on("data", (chunk) => {
      errors += chunk;
    });
    const code = await gone;
    const events = said
      .split("\n")
      .filter((line) => line.startsWith("{") && line.endsWith("}"))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    return { code, events, errors };
  }

  /** A verb of one trustee. */
  trustee(name: string, verb: string, ...args: readonly string[]): Promise<Ran> {
    return this.trusteeUntil(undefined, name, verb, ...args);
  }

  /** A verb of one trustee; the power goes when `until` is among what it said. */
  trusteeUntil(until: string | undefined, name: string, verb: string, ...args: readonly string[]): Promise<Ran> {
    const board = verb === "init" ? [] : ["--board", this.url];
    return this.run(["trustee", verb, "--data", this.of(name), ...board, "--json", ...args], until, name);
  }

  /** Starts a service; one that prints that it is ready has its address taken. */
  async start(name: string, app: "board" | "registrar" | "trustee", ...args: readonly string[]): Promise<string> {
    const folder = this.of(name);
    const log = openSync(`${folder}.log`, "a", 0o600);
    const trustee = app === "trustee" ? name : undefined;
    const board = app === "trustee" ? ["--board", this.url] : [];
    const child = await this.#spawn(trustee, [join(apps, app, "main.ts"), "--data", folder, ...board, ...args], log);
    closeSync(log);
    this.#running.set(name, child);
    if (app === "trustee") return "";
    return new Promise((resolve, reject) => {
      child.stdout?.once("data", (line) => resolve((JSON.parse(String(line)) as { url: string }).url));
      child.once("exit", () => reject(new Error(`${name} stopped: ${this.log(name)}`)));
    });
  }

  async stop(name: string, signal: "SIGKILL" | "SIGTERM" = "SIGKILL"): Promise<void> {
    const child = this.#running.get(name);
    this.#running.delete(name);
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill(signal);
    await gone;
  }

  /** Has the process ended by itself? */
  ended(name: string): boolean {
    return this.#running.get(name)?.exitCode === 0;
  }

  /** What a service wrote to its log. */
  log(name: string): string {
    const path = `${this.of(name)}.log`;
    return existsSync(path) ? readFileSync(path, "utf8") : "";
  }

  /** The end of each service's log, for whoever must find out why a test waits. */
  lastWords(): string {
    return [...this.#running.keys()].map((name) => `${name}: ${this.log(name).slice(-600)}`).join("\n");
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((name) => this.stop(name)));
    await this.networks?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
