/** An escrow as organisations run it: each trustee a process of its own, with a folder of its own, driven by the command line. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

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
  url = "";

  /** The folder of one party. */
  of(name: string): string {
    return join(this.folder, name);
  }

  /** Runs a verb to its end, or until `until` is among what it said; then the power goes. */
  async run(args: readonly string[], until?: string): Promise<Ran> {
    const child = spawn(process.execPath, [join(apps, "cli", "main.ts"), ...args], {
      env: { ...process.env, CHORUS_SETUP_TOKEN: this.token },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const gone = new Promise<number>((resolve) => child.once("exit", (code) => resolve(code ?? -1)));
    let [said, errors] = ["", ""];
    child.stdout.on("data", (chunk) => {
      said += chunk;
      if (until !== undefined && said.includes(until)) child.kill("SIGKILL");
    });
    child.stderr.on("data", (chunk) => {
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
    const board = verb === "init" ? [] : ["--board", this.url];
    return this.run(["trustee", verb, "--data", this.of(name), ...board, "--json", ...args]);
  }

  /** Starts a service; one that prints that it is ready has its address taken. */
  async start(name: string, app: "board" | "registrar" | "trustee", ...args: readonly string[]): Promise<string> {
    const folder = this.of(name);
    const log = openSync(`${folder}.log`, "a", 0o600);
    const child = spawn(process.execPath, [join(apps, app, "main.ts"), "--data", folder, ...args], {
      env: { ...process.env, CHORUS_SETUP_TOKEN: this.token },
      stdio: ["ignore", "pipe", log],
    });
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

  async close(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((name) => this.stop(name)));
    rmSync(this.folder, { recursive: true, force: true });
  }
}
