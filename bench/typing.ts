/**
 * Writing on a slow phone: a long account in the built pages, in Chromium, its processor slowed down six times. From
 * the key to the painted letter; and how long the first page takes until it can be used.
 */
import { existsSync } from "node:fs";
import { type CDPSession, devices, type Page } from "playwright-core";
import { beginNotebook } from "../test/web/author.ts";
import { chromiumPath, launchBrowser } from "../test/web/browser.ts";
import { serveSite } from "../test/web/site.ts";
import { type Effort, quantile, type Row, rowOf } from "./measure.ts";

const SLOWER = 6;
const TIMES = 3;
const WORDS = 50_000;
const SENTENCE = "The corridor was dark and I remember the sound of the lift. ";
const PARAGRAPH = `${SENTENCE.repeat(12).trim()}\n\n`;
const PARAGRAPH_WORDS = 12 * 12;

export async function typing({ quick }: Effort): Promise<Row[]> {
  if (!existsSync(process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium")) {
    console.error("typing: skipped, for there is no Chromium; install it or set CHROMIUM_PATH");
    return [];
  }
  chromiumPath();
  const site = await serveSite();
  const browser = await launchBrowser();
  try {
    const { userAgent } = devices["Pixel 7"] as (typeof devices)[string]; // a phone's keyboard is heard in another way
    const phone = { userAgent, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    const page = await browser.newPage({ locale: "en-GB", ...phone });
    const slow = await page.context().newCDPSession(page);
    const keys = quick ? 30 : 100;
    await page.setContent("<main><textarea rows='12'></textarea></main>");
    const bare = await typeAt(page, slow, "end", keys);
    const loads = await firstPage(page, slow, site.origin, quick ? 3 : 9);
    await beginNotebook(page, site.origin);
    const fresh = await typeAt(page, slow, "end", keys);
    await page.getByLabel("What happened").fill(PARAGRAPH.repeat(Math.ceil(WORDS / PARAGRAPH_WORDS)));
    await page.locator("main long-sheet").waitFor();
    const samples = { end: await typeAt(page, slow, "end", keys), middle: await typeAt(page, slow, "middle", keys) };
    const places = {
      "a bare text field on an empty page": bare,
      "a fresh page": fresh,
      "50,000 words, at the end": samples.end,
      "50,000 words, in the middle": samples.middle,
    };
    const rows = Object.entries(places).flatMap(([place, { latest, work }]) => [
      rowOf("typing", `${place}: key to paint, p95`, "ms", latest, { atMost: 50, of: "median" }),
      rowOf("typing", `${place}: the page's own work for a key, slowed down`, "ms CPU", work),
    ]);
    const loaded = rowOf("typing", "first page, until it can be used", "ms", loads, { atMost: 3000, of: "median" });
    return [loaded, ...rows];
  } finally {
    await browser.close();
    await site.close();
  }
}

/** Milliseconds from asking for the first page until its main thread is idle with its doors in sight. */
async function firstPage(page: Page, slow: CDPSession, origin: string, times: number): Promise<number[]> {
  const samples: number[] = [];
  for (let run = 0; run < times; run++) {
    await slow.send("Network.clearBrowserCache");
    await slow.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    await page.goto(origin);
    await page.getByRole("heading", { level: 1 }).waitFor();
    samples.push(
      await page.evaluate(
        () => new Promise<number>((resolve) => requestIdleCallback(() => resolve(performance.now()))),
      ),
    );
    await slow.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  }
  return samples;
}

/**
 * Types letter by letter, as a quick hand does, and notes for each how long it took until it was painted. A few times over,
 * for a machine has better and worse moments. Answers for each time the 95th centile in ms, and the work for a key in ms.
 */
async function typeAt(page: Page, slow: CDPSession, place: "end" | "middle", keys: number) {
  const area = page.locator("main textarea, main long-sheet").first();
  await area.evaluate((element: HTMLTextAreaElement, where) => {
    const at = where === "end" ? element.value.length : element.value.length >> 1;
    element.focus();
    element.setSelectionRange(at, at);
  }, place);
  await page.evaluate(watchKeys);
  await page.keyboard.type("the light ", { delay: 120 }); // what is slow only once is not counted
  const latest: number[] = [];
  for (let time = 0; time < TIMES; time++) latest.push(quantile(await typeSlowly(page, slow, keys), 0.95));
  // Counting the processor's time takes some itself: not while the clock is read.
  await slow.send("Performance.enable", { timeDomain: "threadTicks" });
  const before = await threadSeconds(slow);
  await typeSlowly(page, slow, keys);
  const work = [(((await threadSeconds(slow)) - before) / keys) * 1000];
  await slow.send("Performance.disable");
  return { latest, work };
}

/** Types so many keys on the slow phone. Answers for each how many ms it took until it was painted. */
async function typeSlowly(page: Page, slow: CDPSession, keys: number): Promise<number[]> {
  await slow.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.evaluate(() => Object.assign(globalThis, { latencies: [] }));
  for (let key = 0; key < keys; key++) await page.keyboard.type("nine lamps "[key % 11] as string, { delay: 120 });
  const latencies = await page.evaluate(() => (globalThis as unknown as { latencies: number[] }).latencies);
  await slow.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  return latencies;
}

/** In the page, once: from the key's own time stamp to the moment after the next frame was made. */
function watchKeys(): void {
  if ("latencies" in globalThis) return;
  const latencies: number[] = [];
  Object.assign(globalThis, { latencies });
  document.addEventListener("keydown", ({ timeStamp }) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () =>
        (globalThis as unknown as { latencies: number[] }).latencies.push(performance.now() - timeStamp);
      port2.postMessage(0);
    });
  });
}

/** Seconds that the page's main thread has worked, by the processor's own count: other programs do not lengthen it. */
async function threadSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
}
