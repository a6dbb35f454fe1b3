/** Keeping files, as a person does it in a browser: it goes on wherever it was broken off, and tells what a file would tell. */
import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { PIECE_BYTES } from "../../src/core/bytes/sizes.ts";
import * as author from "./author.ts";
import { town } from "./escrow.ts";
import { faults } from "./faults.ts";
import { CARRIED, phonePicture } from "./picture.ts";

const { person, url, folder, escrow, counsel } = town();
const patience = 300_000;

async function openFiles(page: Page): Promise<void> {
  await page.goto(`${url()}/files`);
  await author.unlock(page);
  await page.getByRole("heading", { name: "Keep what there is" }).waitFor();
}

async function begin(page: Page): Promise<void> {
  await author.beginNotebook(page, url());
  await author.write(page, "The corridor lights were on a timer that evening.");
  await openFiles(page);
}

const choose = (page: Page, path: string) =>
  page.getByLabel("Choose files", { exact: true }).first().setInputFiles(path);
const row = (page: Page, name: string) => page.getByRole("article", { name });
const whole = (page: Page, name: string) =>
  row(page, name).getByText("Wholly kept, and checked.", { exact: false }).waitFor({ timeout: patience });

/** A file on the disk; `seed` bytes, over and over. */
function fileOf(name: string, bytes: number): string {
  const path = join(folder(), name);
  writeFileSync(path, Buffer.alloc(bytes, randomBytes(4099)));
  return path;
}

/** Takes a kept file out of the notebook again. */
async function saved(page: Page, name: string): Promise<Buffer> {
  await row(page, name).getByText("Look at it").click();
  await row(page, name).getByRole("button", { name: "Save a copy" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: patience }),
    page.getByRole("dialog").getByRole("button", { name: "Save it" }).click(),
  ]);
  return readFileSync((await download.path()) as string);
}

describe("a file", () => {
  test(
    "is kept as it is, shown from memory, and leaves no name anywhere",
    async () => {
      const { page, refused, strangers, close } = await person();
      await begin(page);
      const picture = await phonePicture(page);
      writeFileSync(join(folder(), "harbour at night.jpg"), picture);
      await choose(page, join(folder(), "harbour at night.jpg"));
      await whole(page, "harbour at night.jpg");
      await row(page, "harbour at night.jpg").getByText("What it would tell").click();
      const town = "Near Neuilly-sur-Seine, France, about 3 km away.";
      for (const said of [town, "Latitude 48.8583, longitude 2.2944", CARRIED.model, "2024-05-03 22:14"]) {
        await row(page, "harbour at night.jpg").getByText(said, { exact: false }).waitFor();
      }
      expect((await saved(page, "harbour at night.jpg")).equals(picture)).toBe(true);
      const image = row(page, "harbour at night.jpg").getByRole("img", { name: "harbour at night.jpg" });
      expect(await image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(640);
      expect(await image.getAttribute("src")).toMatch(/^blob:/);
      expect(await faults(page)).toEqual([]);

      const kept = await author.stored(page);
      const board = filesUnder(join(folder(), "board")).map((path) => readFileSync(path, "latin1"));
      for (const secret of ["harbour", "image/jpeg", CARRIED.model]) {
        expect(kept).not.toContain(secret);
        for (const file of board) expect(file.includes(secret)).toBe(false);
      }
      await row(page, "harbour at night.jpg").getByRole("button", { name: "Remove" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Erase it" }).click();
      await row(page, "harbour at night.jpg").waitFor({ state: "detached" });
      await expect.poll(() => piecesOfBoard().length).toBe(0);
      expect(refused).toEqual([]);
      expect(strangers).toEqual([]);
      await close();
    },
    patience,
  );

  test(
    "is added, paused, gone on with and removed by keyboard alone",
    async () => {
      const { page, close } = await person();
      await begin(page);
      await page.context().route("**/pieces/**", (route) => route.abort());
      // Awaited from here on: the browser must know that it is not to open a window of its own before the key is pressed.
      const picker = page.waitForEvent("filechooser");
      await author.tabTo(page, "Choose files");
      await page.keyboard.press("Enter");
      await (await picker).setFiles(fileOf("note.bin", 3 * PIECE_BYTES));
      await row(page, "note.bin").getByText("There is no connection just now.", { exact: false }).waitFor();
      await author.tabTo(page, "Pause");
      await page.keyboard.press("Enter");
      await row(page, "note.bin").getByText("Paused.", { exact: false }).waitFor();
      await page.context().unroute("**/pieces/**");
      await row(page, "note.bin").getByRole("button", { name: "Go on" }).focus();
      await page.keyboard.press("Enter");
      await whole(page, "note.bin");
      await row(page, "note.bin").getByRole("button", { name: "Remove" }).focus();
      await page.keyboard.press("Enter");
      await author.tabTo(page, "Erase it");
      await page.keyboard.press("Enter");
      await row(page, "note.bin").waitFor({ state: "detached" });
      await close();
    },
    patience,
  );
});

test(
  "what is chosen for a file stands at once, and stays, while another file is on its way",
  async () => {
    const { page, close } = await person();
    await begin(page);
    await choose(page, fileOf("note.bin", 100));
    await whole(page, "note.bin");
    await choose(page, fileOf("film.bin", 24 * PIECE_BYTES));
    await row(page, "note.bin").getByText("If you seal something later").click();
    const along = row(page, "note.bin").getByLabel("Yes, exactly as it is");
    const gaps = await row(page, "note.bin").evaluate(async (article) => {
      const radios = [...article.querySelectorAll<HTMLInputElement>("input[type=radio]")];
      let unseen = 0;
      for (let time = 0; time < 61; time++) {
        const radio = radios[1 - (time % 2)];
        radio?.click();
        for (let frame = 0; frame < 3; frame++) {
          await new Promise(requestAnimationFrame);
          if (!radio?.checked) unseen += 1;
        }
      }
      return unseen;
    });
    expect(gaps).toBe(0);
    await whole(page, "film.bin");
    expect(await along.isChecked()).toBe(true);
    await close();
  },
  patience,
);

test(
  "what is to go along reaches counsel, a picture without its hidden details, and age opens it",
  async () => {
    const keys = await counsel("Bay Law Clinic");
    const { page, refused, close } = await person();
    await begin(page);
    writeFileSync(join(folder(), "door.jpg"), await phonePicture(page));
    const film = fileOf("film.mp4", 2 * PIECE_BYTES + 5);
    await choose(page, join(folder(), "door.jpg"));
    await choose(page, film);
    for (const [name, share] of [
      ["door.jpg", "Yes, without its hidden details"],
      ["film.mp4", "Yes, exactly as it is"],
    ] as const) {
      await whole(page, name);
      await row(page, name).getByText("If you seal something later").click();
      await row(page, name).getByLabel(share).check();
    }
    await page.getByRole("link", { name: "Back to your notebook" }).click();
    await author.prepare(page, { names: ["+44 20 7946 0958"], quorum: 2, counsel: "Bay Law Clinic" });
    await page.getByText("“door.jpg”", { exact: false }).filter({ hasText: "without its hidden details" }).waitFor();
    await page.getByText("“film.mp4”", { exact: false }).filter({ hasText: "exactly as it is" }).waitFor();
    await author.seal(page);
    expect(refused).toEqual([]);
    await close();

    const { page: other, close: end } = await person();
    await author.beginNotebook(other, url());
    await author.write(other, "He closed the door behind us.");
    await author.prepare(other, { names: ["+442079460958"], quorum: 2, counsel: "Bay Law Clinic" });
    await author.seal(other);
    await end();
    await escrow().settle();

    const chorus = (...args: string[]) =>
      spawnSync(process.execPath, ["--no-warnings", "src/apps/cli/main.ts", "counsel", ...args, "--data", keys], {
        encoding: "utf8",
      });
    const [one] = (JSON.parse(chorus("cases", "--json").stdout) as { cases: { case: string }[] }).cases;
    const out = join(folder(), "export");
    const done = chorus("export", one?.case ?? "", out);
    expect(done.stderr).toBe("");
    writeFileSync(join(folder(), "key"), chorus("key").stdout, { mode: 0o600 });
    const opened = (name: string) => {
      const path = filesUnder(out).find((file) => file.endsWith(`${name}.age`)) ?? "";
      return execFileSync("age", ["-d", "-i", join(folder(), "key"), path], { maxBuffer: 2 ** 26 });
    };
    expect(opened("film.mp4").equals(readFileSync(film))).toBe(true);
    const clean = opened("door.jpg");
    expect(clean.subarray(0, 2).toString("hex")).toBe("ffd8");
    for (const secret of ["Exif", CARRIED.make, CARRIED.model]) expect(clean.includes(secret)).toBe(false);

    // A board that gives something else in place of a piece is found out, and the rest is exported all the same.
    for (const path of piecesOfBoard()) {
      const bytes = readFileSync(path);
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1;
      writeFileSync(path, bytes);
    }
    const again = chorus("export", one?.case ?? "", join(folder(), "again"));
    expect(again.status).toBe(1);
    expect(again.stderr).toContain("attachments/");
    expect(again.stdout).toContain("account.txt.age");
    expect(again.stdout).not.toContain("film");
  },
  patience,
);

/** The files in which the board keeps pieces; a mark of whose they are lies beside them. */
function piecesOfBoard(): string[] {
  return filesUnder(join(folder(), "board", "pieces")).filter((path) => !path.endsWith("owner"));
}

function filesUnder(root: string): string[] {
  const paths = readdirSync(root, { recursive: true, encoding: "utf8" }).map((path) => join(root, path));
  return paths.filter((path) => statSync(path).isFile());
}
