/** A part of the pages does not come, as when a phone goes from one network to another: it is asked for again, and told. */
import { expect, test } from "vitest";
import * as author from "./author.ts";
import { faults } from "./faults.ts";
import { patience, served } from "./visit.ts";

const { open, origin, bare } = served();

test(
  "says so when a page does not come, and tries again",
  async () => {
    const { page, close } = await open("/");
    await page.route("**/assets/HelpNow-*.js", (route) => route.abort());
    await page.getByRole("link", { name: "Get help now" }).first().click();
    await page.getByRole("heading", { name: "This page did not arrive" }).waitFor();
    await page.unroute("**/assets/HelpNow-*.js");
    await page.getByRole("button", { name: "Load anew" }).click();
    await page.getByRole("heading", { name: "Get help now" }).waitFor();
    await close();
  },
  patience,
);

test.each([
  { path: "/write", heading: "Begin a notebook" },
  { path: "/desk", heading: "A desk for counsel" },
])(
  "says so when a part of $path does not come, and tries again",
  async ({ path, heading }) => {
    const { page, context, close } = await open("/");
    await context.route("**/assets/worker-keeper*", (route) => route.abort());
    await page.goto(origin() + path);
    await page.getByRole("heading", { name: "This page did not arrive" }).waitFor();
    await context.unroute("**/assets/worker-keeper*");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    await close();
  },
  patience,
);

test.each([
  { part: "the pages' own script", path: "/help-now", file: "index-*.js", heading: "Get help now" },
  { part: "the look", path: "/help-now", file: "style-*.css", heading: "Get help now" },
  { part: "the words", path: "/help-now", file: "en-*.js", heading: "Get help now" },
  { part: "a page", path: "/help-now", file: "HelpNow-*.js", heading: "Get help now" },
  { part: "what keeps the notebook", path: "/write", file: "worker-keeper*", heading: "Begin a notebook" },
  { part: "what keeps the desk", path: "/desk", file: "worker-keeper*", heading: "A desk for counsel" },
])(
  "asks once more by itself for $part, as when a phone goes from one network to another",
  async ({ path, file, heading }) => {
    let asked = 0;
    const { page, close } = await open(path, {}, (fresh) =>
      fresh.context().route(`**/assets/${file}`, (route) => {
        asked += 1;
        return asked === 1 ? route.abort("connectionreset") : route.continue();
      }),
    );
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await expect.poll(ground).toBe("rgb(250, 245, 236)");
    expect(asked).toBeGreaterThan(1);
    await close();
  },
  patience,
);

test(
  "says so in a few words of its own when nothing but the first file comes",
  async () => {
    const context = await bare({ locale: "fr-FR", serviceWorkers: "block" });
    const page = await context.newPage();
    await context.route("**/assets/index-*.js", (route) => route.abort());
    await page.goto(`${origin()}/help-now`);
    await page.getByRole("heading", { name: "Cette page n’est pas arrivée" }).waitFor();
    expect(await page.getByRole("heading").count()).toBe(1);
    expect(await faults(page)).toEqual([]);
    await context.unroute("**/assets/index-*.js");
    await page.getByRole("link", { name: "Recharger" }).click();
    await page.getByRole("heading", { level: 1, name: "Trouver de l’aide maintenant" }).waitFor();
    await context.close();
  },
  patience,
);

test(
  "does not call a copy unreadable when what reads it did not come",
  async () => {
    const { page, context, close } = await open("/");
    await author.beginNotebook(page, origin());
    await page.goto(`${origin()}/take`);
    await author.unlock(page);
    await page
      .getByLabel("The locked copy")
      .setInputFiles({ name: "notes.age", mimeType: "", buffer: Buffer.from("-") });
    await page.getByLabel("Its passphrase").fill(author.passphrase);
    await context.route("**/assets/worker-take*", (route) => route.abort());
    await page.getByRole("button", { name: "Bring it in" }).click();
    await page.getByText("It did not work here.", { exact: false }).waitFor();
    await context.unroute("**/assets/worker-take*");
    await page.getByRole("button", { name: "Bring it in" }).click();
    await page.getByText("This file is no copy of a notebook", { exact: false }).waitFor();
    await close();
  },
  patience,
);

test(
  "says so when words cannot be drawn, or a kit's sheet cannot be made, and does both when asked again",
  async () => {
    const french = await open("/write", { locale: "fr-FR" });
    await french.context.route("**/assets/french-*.js", (route) => route.abort());
    await french.page.getByRole("button", { name: "Proposez-moi des mots" }).click();
    await french.page.getByText("Aucun mot n’a pu être tiré pour l’instant.", { exact: false }).waitFor();
    await french.context.unroute("**/assets/french-*.js");
    await french.page.getByRole("button", { name: "Proposez-moi des mots" }).click();
    await french.page.getByText("Ces mots ont été tirés au hasard", { exact: false }).waitFor();
    await french.close();

    const { page, context, close } = await open("/");
    await author.beginNotebook(page, origin());
    await page.goto(`${origin()}/settings`);
    await author.unlock(page);
    await page.getByRole("button", { name: "Make a recovery kit" }).click();
    await context.route("**/assets/kit-sheet-*.js", (route) => route.abort());
    const save = page.getByRole("button", { name: "Save the sheet as a PDF" });
    await save.click();
    await page.getByText("The file could not be made just now.", { exact: false }).waitFor();
    expect(await faults(page)).toEqual([]);
    await context.unroute("**/assets/kit-sheet-*.js");
    await Promise.all([page.waitForEvent("download"), save.click()]);
    await close();
  },
  patience,
);
