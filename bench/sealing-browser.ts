/** Sealing in a real browser: the same code, bundled as the web application is, in Chromium. */
import { createReadStream, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";
import { build } from "vite";
import { toHex } from "../src/core/bytes/bytes.ts";
import { encodeCharter, encodeSignedCharter, signCharter } from "../src/core/protocol/charter.ts";
import { encodeCounselCard } from "../src/core/protocol/counsel.ts";
import { systemRng } from "../src/edge/node/platform.ts";
import { type Effort, type Row, rowOf } from "./measure.ts";
import type { PageInput } from "./page/main.ts";
import { type BenchEscrow, foundBenchEscrow, namesFor, SLOTS } from "./people.ts";

/** The browser says nothing to the network but to this machine. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const TYPES: Readonly<Record<string, string>> = { ".html": "text/html; charset=utf-8", ".js": "text/javascript" };

export async function sealingInBrowser({ quick }: Effort): Promise<Row[]> {
  const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
  if (!existsSync(executablePath)) {
    console.error("browser: skipped, for there is no Chromium; install it or set CHROMIUM_PATH");
    return [];
  }
  const site = await servePage();
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    const page = await browser.newPage();
    await page.goto(site.url);
    const bench = await foundBenchEscrow();
    const rows: Row[] = [];
    for (const slots of SLOTS) {
      const input = pageInput(bench, slots, quick ? 5 : 15);
      const samples = await page.evaluate(
        (given) => (globalThis as unknown as { sealTimes(input: PageInput): Promise<number[]> }).sealTimes(given),
        input,
      );
      rows.push(rowOf("seal", `in Chromium, noble, ${slots} slots`, "ms", samples));
    }
    return rows;
  } finally {
    await browser.close();
    site.close();
  }
}

function pageInput({ signer, charter, trustees, counsel, credential }: BenchEscrow, slots: number, times: number) {
  const seed = systemRng.bytes(32);
  const { prefix, signature } = credential(seed);
  const signatures = trustees.map((one, i) => ({ trustee: i + 1, signature: signCharter(signer, charter, one.seed) }));
  return {
    charter: toHex(encodeSignedCharter({ v: 1, charter: encodeCharter(charter), signatures })),
    counsel: toHex(encodeCounselCard(counsel.card)),
    authorSeed: toHex(seed),
    credential: { prefix: toHex(prefix), signature: toHex(signature) },
    names: namesFor(slots, "respondent"),
    times,
  } satisfies PageInput;
}

/** Bundles the page into a folder of its own and serves it on this machine. */
async function servePage(): Promise<{ readonly url: string; close(): void }> {
  const folder = mkdtempSync(join(tmpdir(), "chorus-bench-page-"));
  const root = join(import.meta.dirname, "page");
  await build({ root, configFile: false, logLevel: "error", build: { outDir: folder, emptyOutDir: true } });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const file = join(folder, normalize(pathname === "/" ? "/index.html" : pathname));
    if (!file.startsWith(folder) || !existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    return createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const close = () => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: `http://127.0.0.1:${port}/`, close };
}
