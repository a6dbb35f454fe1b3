/** A store that speaks S3 and checks every signature, for tests: a process of its own on loopback. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Bucket } from "../../src/edge/node/board/piece-bucket.ts";

const program = fileURLToPath(new URL("./bucket-server.mjs", import.meta.url));

export class BucketServer {
  readonly #folder: string;
  readonly #process: ChildProcess;
  readonly #port: number;

  private constructor(folder: string, process: ChildProcess, port: number) {
    this.#folder = folder;
    this.#process = process;
    this.#port = port;
  }

  static async start(...buckets: string[]): Promise<BucketServer> {
    const folder = mkdtempSync(join(tmpdir(), "chorus-buckets-"));
    // What tells its pages of names apart is enciphered by an algorithm that OpenSSL 3 keeps among its old ones.
    const child = spawn(process.execPath, ["--openssl-legacy-provider", program, folder, ...buckets], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [said] = (await once(child.stdout, "data")) as [Buffer];
    return new BucketServer(folder, child, Number(said.toString()));
  }

  bucket(name: string, secret = "S3RVER"): Bucket {
    return { url: `http://127.0.0.1:${this.#port}/${name}`, region: "us-east-1", keyId: "S3RVER", secret };
  }

  /** The paths of all objects in a bucket. */
  objects(name: string): string[] {
    const root = join(this.#folder, name);
    const all = readdirSync(root, { recursive: true, encoding: "utf8" });
    const objects = all.filter((path) => path.endsWith("._S3rver_object") && statSync(join(root, path)).isFile());
    return objects.map((path) => path.replace("._S3rver_object", "")).sort();
  }

  async kill(): Promise<void> {
    const gone = once(this.#process, "exit");
    this.#process.kill("SIGKILL");
    await gone;
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
