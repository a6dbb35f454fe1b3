/** The way through all pages, as an invented person goes it; at each stop a picture is taken. */
import type { Page } from "playwright-core";
import { phonePicture } from "../../test/web/picture.ts";
import { stories } from "./stories.ts";

/** A text of the pages in the language of the tour. */
export type Say = (key: string) => string;

const HOUR = 3600 * 1000;

export async function tour(page: Page, url: string, say: Say, code: string, shoot: (name: string) => Promise<void>) {
  const story = stories[code as keyof typeof stories];
  const go = async (path: string) => {
    await page.goto(`${url}${path}?language=${code}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
  };
  const button = (key: string) => page.getByRole("button", { name: say(key), exact: true });
  const heading = (key: string) => page.getByRole("heading", { level: 1, name: say(key) }).waitFor();

  await page.clock.install({ time: Date.now() - 30 * 24 * HOUR });
  for (const [path, name] of [
    ["/", "first"],
    ["/help-now", "help"],
    ["/device", "device"],
    ["/nowhere", "missing"],
    ["/verify", "verify"],
    ["/desk", "desk-begin"],
    ["/design", "design"],
  ] as const) {
    await go(path);
    await shoot(name);
  }

  await go("/write");
  await shoot("begin");
  await story.begin(page, say);
  await shoot("page-new");
  await button("part.close").click();
  await shoot("page-empty");
  await page.getByLabel(say("pages.sheet")).fill(story.first);
  await button("pages.beside.show").click();
  await page.getByText(say("pages.when.title")).click();
  await page.getByLabel(say("pages.when.words")).fill(story.when);
  await page.getByLabel(say("pages.when.known")).selectOption("season");
  await page.getByLabel(say("pages.when.year"), { exact: true }).fill("2014");
  await page.getByLabel(say("pages.when.year"), { exact: true }).blur();
  await page.getByText(say("pages.question.near")).click();
  await page.getByLabel(say("pages.question.near")).fill(story.near);
  await shoot("page-beside");
  await button("pages.beside.hide").click();
  await shoot("page-written");

  await page.clock.setSystemTime(Date.now());
  await page.getByRole("link", { name: say("pages.another.title") }).click();
  await page.getByLabel(say("pages.sheet")).fill(story.second);
  await page.getByRole("link", { name: say("pages.all.title") }).click();
  await heading("pages.list.title");
  await shoot("page-list");
  await page.getByRole("link", { name: story.first.slice(0, 20) }).click();
  await page.getByLabel(say("pages.add")).fill(story.addition);
  await shoot("page-added");
  await page
    .getByRole("button", { name: say("pages.change") })
    .first()
    .click();
  await page.getByLabel(story.changing(say)).fill(story.changed);
  await shoot("page-changing");
  await page.getByRole("link", { name: say("pages.earlier.link") }).click();
  await heading("pages.earlier.title");
  await shoot("page-earlier");

  await page.goBack();
  await page.getByRole("link", { name: say("take.link") }).click();
  await heading("take.title");
  await shoot("take");
  await page.goBack();
  await page.getByRole("link", { name: say("writing.page.next.seal") }).click();
  await heading("writing.who.title");
  for (const name of ["+44 7700 900123", "https://m.instagram.com/J.Doe/?hl=en"]) {
    await page.getByLabel(say("writing.who.value")).fill(name);
    await button("writing.who.read").click();
  }
  await shoot("seal-1-who");
  await button("writing.seal.next").click();
  await heading("sealing.pages.title");
  await shoot("seal-2-pages");
  await button("writing.seal.next").click();
  await heading("writing.condition.title");
  await shoot("seal-3-condition");
  await button("writing.seal.next").click();
  await page.getByLabel("Bay Law Clinic").check();
  await shoot("seal-4-reader");
  await button("writing.seal.next").click();
  await page.getByLabel(say("writing.contact.text"), { exact: true }).check();
  await page.getByLabel(say("writing.contact.value.text")).fill("+44 7700 900456");
  await page.getByLabel(say("writing.contact.never")).fill(story.never);
  await shoot("seal-5-contact");
  await button("writing.seal.next").click();
  await heading("writing.review.title");
  await page.getByText(say("sealing.when.title")).waitFor();
  await shoot("seal-6-review");
  await button("writing.review.seal").click();
  await heading("writing.sealed.title");
  await page.getByText(say("writing.sealed.now")).waitFor();
  await shoot("sealed");
  await button("writing.sealed.takeBack").click();
  await shoot("sealed-dialog");
  await page.keyboard.press("Escape");

  await page.getByRole("link", { name: say("letters.link") }).click();
  await heading("letters.title");
  await page.getByText(say("letters.none")).waitFor();
  await shoot("letters-none");
  await page.goBack();
  await page.getByRole("link", { name: say("writing.sealed.write") }).click();
  await page.getByRole("link", { name: say("files.title") }).click();
  await heading("files.title");
  await shoot("files-none");
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles({ name: story.file, mimeType: "image/jpeg", buffer: await phonePicture(page) });
  const file = page.getByRole("article", { name: story.file });
  await file.getByText(say("files.reveals.title")).click();
  await file.getByText("48", { exact: false }).waitFor();
  await file.getByText("Neuilly", { exact: false }).waitFor();
  await shoot("files");
  await page.goBack();
  await page.getByRole("link", { name: say("check.dated.title") }).click();
  await heading("check.dated.title");
  await shoot("dated");
  await page.goBack();
  await heading("pages.list.title");
  await page
    .getByRole("link", { name: say("vault.settings.link") })
    .last()
    .click();
  await heading("vault.settings.title");
  await shoot("settings");
  await page.goBack();
  await page.getByRole("button", { name: say("writing.page.lock") }).click();
  await page.clock.runFor(3000); // so long a board is told of the last words
  await heading("vault.unlock.title");
  await shoot("locked");
}
