/** Keeping files, as a person does it in a browser: it goes on wherever it was broken off, and shows what a file would tell. */
import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { PIECE_BYTES } from "../../src/core/bytes/sizes.ts";
import * as author from "./author.ts";
import { town } from "./escrow.ts";
import { patience } from "./visit.ts";

const { person, url, folder } = town();

async function openFiles(page: Page): Promise<void> {
  await author.beginNotebook(page, url());
  await page.goto(`${url()}/files`);
  await author.unlock(page);
  await page.getByRole("heading", { name: "Keep what there is" }).waitFor();
}

const choose = (page: Page, path: string) =>
  page.getByLabel("Choose files", { exact: true }).first().setInputFiles(path);
const whole = (page: Page) => page.getByText("Wholly kept, and checked.", { exact: false }).first().waitFor();

function fileOf(name: string, bytes: number): string {
  const path = join(folder(), name);
  writeFileSync(path, Buffer.alloc(bytes, randomBytes(4099)));
  return path;
}

describe("a file", () => {
  test(
    "is kept, and looked at",
    async () => {
      const { page, refused, strangers, close } = await person();
      await openFiles(page);
      await choose(page, fileOf("the corridor.bin", 2 * PIECE_BYTES + 9));
      await whole(page);
      expect(refused).toEqual([]);
      expect(strangers).toEqual([]);
      await close();
    },
    patience,
  );
});
