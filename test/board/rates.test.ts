/** How many requests an address may make, and whose address it is. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MANIFEST_PATH, readManifest } from "../../src/core/protocol/site.ts";
import { buildSite } from "../web/site.ts";
import { Served } from "./served.ts";

test("too many requests from one address are told to wait", async () => {
  const busy = await Served.start({ founded: false, requestsPerMinute: 8 });
  const answers = [];
  for (let i = 0; i < 9; i++) answers.push(await busy.get("/v1/counsel"));
  const last = answers.at(-1) as Response;
  expect([last.status, ((await last.json()) as { rule: string }).rule]).toEqual([429, "rate"]);
  expect(last.headers.get("retry-after")).not.toBeNull();
  // Calling oneself a trustee is no way around it.
  const pretend = () => busy.get("/v1/counsel", { headers: { authorization: "Chorus trustee/1 0 AAAA" } });
  const pretending = [];
  for (let i = 0; i < 9; i++) pretending.push(await pretend());
  const lastOfThem = pretending.at(-1) as Response;
  expect([lastOfThem.status, lastOfThem.headers.get("retry-after")]).toEqual([429, expect.any(String)]);
  await busy.close();
});

test("visitors behind a trusted proxy are counted apart; nobody else can name an address of their own", async () => {
  const visit = (board: Served, address: string) =>
    board.get("/v1/counsel", { headers: { "x-forwarded-for": address } }).then(({ status }) => status);
  const behind = await Served.start({ founded: false, requestsPerMinute: 2, trustedProxies: "127.0.0.1" });
  const apart = [];
  for (const visitor of ["a", "b", "a", "b", "a"])
    apart.push(await visit(behind, `192.0.2.${visitor === "a" ? 1 : 2}`));
  expect(apart.map((status) => status === 429)).toEqual([false, false, false, false, true]);
  await behind.close();
  // One of the three is what Served asks when it starts.
  const open = await Served.start({ founded: false, requestsPerMinute: 3 });
  const together = [];
  for (let i = 0; i < 3; i++) together.push(await visit(open, `192.0.2.${i}`));
  expect(together.map((status) => status === 429)).toEqual([false, false, true]);
  await open.close();
});

test("many can come for the pages from one address, as from a shelter or by an onion service, and use up nothing else", async () => {
  const web = await buildSite();
  const full = await Served.start({ founded: false, requestsPerMinute: 5, web });
  const all = Object.keys(readManifest(readFileSync(join(web, MANIFEST_PATH), "utf8")).files);
  expect(all.length).toBeGreaterThan(100); // one visit asks for more files than the board takes other requests
  const came = await Promise.all(all.map((path) => full.get(path).then(({ status }) => status)));
  expect(new Set(came)).toEqual(new Set([200]));
  expect((await full.get("/v1/counsel")).status).toBe(200);
  let last = 200;
  for (let i = 0; i < 5 * 60 && last !== 429; i++) last = (await full.get("/")).status;
  expect(last).toBe(429); // yet not without end
  await full.close();
  rmSync(web, { recursive: true });
}, 60_000);
