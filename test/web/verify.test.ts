/** The page that checks receipts and proofs: offline, on this device alone, and in plain words. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { utf8 } from "../../src/core/bytes/bytes.ts";
import { writeFingerprint } from "../../src/core/protocol/fingerprint.ts";
import { encodeReceipt, readReceipt } from "../../src/core/protocol/receipt.ts";
import { alice, bob } from "../actors.ts";
import { startAuthority } from "../receipts/authority.ts";
import { noteInLog, proofOf, receiptFor, turnBit } from "../receipts/evidence.ts";
import { stampOf } from "../receipts/stamped.ts";
import { Story } from "../story/world.ts";
import { faults } from "./faults.ts";
import { patience, served } from "./visit.ts";

const alex = [{ type: "email", value: "alex@example.org" }] as const;
const site = served();
let fingerprint: string;
let files: Record<"note" | "stamped" | "proof", Uint8Array>;

beforeAll(async () => {
  const story = await Story.begin();
  await story.enrol(alice);
  await story.enrol(bob);
  const ofAlice = await story.seal(alice, alex);
  await story.seal(bob, alex);
  await story.settle();
  const logged = await noteInLog(story, ["what I wrote in May"]);
  const note = await receiptFor(story, logged.position, logged.thing);
  const authority = await startAuthority();
  const stamped = encodeReceipt({ ...readReceipt(note), stamp: stampOf(authority, readReceipt(note)) });
  await authority.close();
  files = { note, stamped, proof: await proofOf(story, ofAlice) };
  fingerprint = writeFingerprint(story.world.escrow.charterId);
  await story.close();
}, patience);

const file = (name: string, bytes: Uint8Array) => ({
  name,
  mimeType: "application/octet-stream",
  buffer: Buffer.from(bytes),
});
const choose = (page: Page, ...chosen: ReturnType<typeof file>[]) => page.getByLabel("Files").setInputFiles(chosen);
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 2, name });

describe("the page that checks", () => {
  test("says offline what a receipt shows, of which file, and what it does not show", {
    timeout: patience,
  }, async () => {
    const { page, context, strangers, refused, close } = await site.open("/verify");
    await context.setOffline(true);
    await choose(page, file("note.receipt", files.note), file("may.txt", utf8("what I wrote in May")));
    await heading(page, "note.receipt holds").waitFor();
    await heading(page, "may.txt is the one").waitFor();
    const text = await page.getByRole("article").innerText();
    expect(text).toContain("15 January 2027");
    expect(text).toContain("Trustee 3");
    expect(text).toContain("What this does not show");
    expect(text).toContain(fingerprint);
    expect(await faults(page)).toEqual([]);
    expect([strangers, refused]).toEqual([[], []]);
    await close();
  });

  test("checks an outside authority's stamp in the browser too", { timeout: patience }, async () => {
    const { page, refused, close } = await site.open("/verify");
    await choose(page, file("stamped.receipt", files.stamped));
    await heading(page, "stamped.receipt holds").waitFor();
    expect(await page.getByRole("article").innerText()).toContain("Example Time Authority");
    expect(refused).toEqual([]);
    await close();
  });

  test("shows that records are independent", { timeout: patience }, async () => {
    const { page, close } = await site.open("/verify");
    await choose(page, file("case.proof", files.proof));
    await heading(page, "case.proof holds").waitFor();
    const text = await page.getByRole("article").innerText();
    expect(text).toContain("All 2 records were sealed before any of them was opened.");
    expect(text).toContain("Who testifies when each was opened");
    await close();
  });

  test("says so when a file is no longer where it was, and checks it when it is chosen anew", {
    timeout: patience,
  }, async () => {
    const folder = mkdtempSync(join(tmpdir(), "chorus-verify-"));
    const path = join(folder, "note.receipt");
    writeFileSync(path, files.note);
    const { page, close } = await site.open("/verify");
    await page.getByLabel("Files").setInputFiles(path);
    await heading(page, "note.receipt holds").waitFor();
    rmSync(path);
    const pin = page.getByLabel(/fingerprint/i).first();
    await pin.fill(fingerprint);
    await pin.blur();
    await page.getByText("This could not be checked just now", { exact: false }).waitFor();
    await choose(page, file("note.receipt", files.note));
    await page.getByText("It is the escrow that you named.", { exact: false }).waitFor();
    rmSync(folder, { recursive: true });
    await close();
  });

  test("refuses what was altered, is of another escrow, or is no proof", { timeout: patience }, async () => {
    const { page, close } = await site.open("/verify?language=es");
    const chooser = page.getByLabel("Archivos");
    await chooser.setInputFiles([file("altered.receipt", turnBit(files.note, 4000)), file("june.txt", utf8("June"))]);
    await heading(page, "altered.receipt no es válido").waitFor();
    await heading(page, "Nada queda probado de june.txt").waitFor();
    await chooser.setInputFiles([file("note.receipt", files.note)]);
    await heading(page, "note.receipt es válido").waitFor();
    const pin = page.getByLabel(/huella/).first();
    await pin.fill("ab".repeat(32));
    await pin.blur();
    await heading(page, "note.receipt no es válido").waitFor();
    await pin.fill(fingerprint.toUpperCase());
    await pin.blur();
    await page.getByText("Es el depósito que indicaste.").waitFor();
    await pin.fill("ab");
    await pin.blur();
    await page.getByText(/Una huella son 64 cifras/).waitFor();
    await close();
  });
});
