/**
 * A large file through the page and the board: chosen in Chromium, sealed piece by piece in the page, kept by the board.
 * How long it takes, and how much memory the page's own process and the board's have had at most.
 *
 * Tools that look into a page keep what it sends; so they are gone before it begins, and the figures come from the kernel.
 * Of the page's process only memory of its own counts: the browser's program is there once for all pages.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium, type Page } from "playwright-core";
import { startLocalEscrow } from "../src/apps/cli/local-escrow.ts";
import { beginNotebook, unlock, write } from "../test/web/author.ts";
import { chromiumPath } from "../test/web/browser.ts";
import { buildSite } from "../test/web/site.ts";
import { type Effort, type Row, rowOf } from "./measure.ts";
import { highWater } from "./memory.ts";

const GROUP = "files";
const MIB = 2 ** 20;
const MEMORY = { atMost: 300, of: "median" } as const;
const LOOK_MILLISECONDS = 100;

export async function files({ quick }: Effort): Promise<Row[]> {
  if (!existsSync(process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium")) {
    console.error("files: skipped, for there is no Chromium; install it or set CHROMIUM_PATH");
    return [];
  }
  const megabytes = quick ? 64 : 1024;
  const folder = mkdtempSync(join(tmpdir(), "chorus-files-"));
  const web = await buildSite();
  const options = { name: "Measured", trustees: 3, threshold: 2, port: 0, requestsPerMinute: 1_000_000, web };
  const local = await startLocalEscrow({ folder, ...options });
  const { child, address } = await startBrowser(join(folder, "profile"));
  try {
    await openFiles(address, local.url, fileOf(folder, megabytes));
    const start = performance.now();
    let page = 0;
    while (piecesIn(join(folder, "board", "pieces")) < megabytes) {
      page = Math.max(page, ...renderers().map(ownMemory));
      await sleep(LOOK_MILLISECONDS);
    }
    const seconds = (performance.now() - start) / 1000;
    const board = highWater(local.processId("board")) ?? Number.NaN;
    return [
      rowOf(GROUP, `${megabytes} MB, sealed and kept by the board`, "s", [seconds]),
      rowOf(GROUP, "the page's process: most memory of its own", "MB", [page], MEMORY),
      rowOf(GROUP, "the board: most memory", "MB", [board], MEMORY),
    ];
  } finally {
    child.kill("SIGKILL");
    await local.stop();
    for (const made of [folder, web]) rmSync(made, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function startBrowser(profile: string) {
  const settings = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
  const child = spawn(chromiumPath(), [...settings, "--remote-debugging-port=0", `--user-data-dir=${profile}`], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const address = await new Promise<string>((resolve) => {
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const [found] = /ws:\/\/\S+/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
  });
  return { child, address };
}

/** Begins a notebook, chooses the file, and lets go of the browser. */
async function openFiles(address: string, url: string, file: string): Promise<void> {
  const browser = await chromium.connectOverCDP(address);
  const page = (await browser.contexts()[0]?.newPage()) as Page;
  await beginNotebook(page, url);
  await write(page, "There is a recording of it.");
  await page.goto(`${url}/files`);
  await unlock(page);
  await page.getByRole("heading", { name: "Keep what there is" }).waitFor();
  // Not by the file itself: over this connection it would travel through the page's memory.
  const tools = await page.context().newCDPSession(page);
  const { root } = await tools.send("DOM.getDocument", {});
  const { nodeId } = await tools.send("DOM.querySelector", { nodeId: root.nodeId, selector: "input[type=file]" });
  await tools.send("DOM.setFileInputFiles", { files: [file], nodeId });
  await browser.close(); // the connection alone
}

function fileOf(folder: string, megabytes: number): string {
  const path = join(folder, "recording.mp4");
  writeFileSync(path, "begins like this");
  truncateSync(path, megabytes * MIB);
  return path;
}

function piecesIn(folder: string): number {
  const all = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return all.filter((path) => /^[0-9a-f]{2}\/[0-9a-f]{32}$/.test(path)).length;
}

/** The processes in which Chromium runs pages. No other one should run meanwhile. */
function renderers(): number[] {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return all.filter((name) => fileIn(`/proc/${name}/cmdline`).includes("--type=renderer")).map(Number);
}

/** MB that a process has now, without what it shares with others. */
function ownMemory(process: number): number {
  return Number(/RssAnon:\s+(\d+) kB/.exec(fileIn(`/proc/${process}/status`))?.[1] ?? 0) / 1024;
}

function fileIn(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
