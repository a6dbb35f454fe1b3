/** What people do who were asked to be connected, for tests: read letters, come into the room, talk, speak together. */
import type { Page } from "playwright-core";
import * as author from "./author.ts";

/** Goes to the letters of an open notebook, as its owner would. */
export async function letters(at: Page, url: string): Promise<void> {
  await at.goto(`${url}/letters`);
  await author.unlock(at);
  await at.getByRole("heading", { name: "Letters", exact: true }).waitFor();
}

/** Looks again and again until something is there, each time once the last look has ended. */
export async function until(at: Page, text: string): Promise<void> {
  const wanted = at.getByText(text, { exact: false }).first();
  const again = at.getByRole("button", { name: "Look again" });
  for (const end = Date.now() + 120_000; Date.now() < end; ) {
    if (await wanted.isVisible()) return;
    if (await again.isVisible()) await again.click();
    await wanted.waitFor({ timeout: 1000 }).catch(() => undefined);
  }
  throw new Error(`“${text}” did not come; the page says: ${await at.locator("main").innerText()}`);
}

/** Says yes to being connected. */
export async function accept(at: Page): Promise<void> {
  await at.getByRole("button", { name: "Yes, connect me" }).click();
  await at
    .getByText("You said yes.")
    .or(at.getByRole("link", { name: "Go to the room" }))
    .first()
    .waitFor();
}

/** Goes into the room, and takes a name there. */
export async function comeIn(at: Page, called: string): Promise<void> {
  await at.getByRole("link", { name: "Go to the room" }).click();
  await at.getByLabel("What you want to be called here").fill(called);
  await at.getByRole("button", { name: "Use this name" }).click();
  await at.getByText(`${called} (you)`).waitFor();
}

export async function say(at: Page, words: string): Promise<void> {
  await at.getByLabel("Say something").fill(words);
  await at.getByRole("button", { name: "Say it" }).click();
  await at.getByText(words).waitFor();
}

/** Writes one's part of the statement, and whatever else of it is given. */
export async function speak(at: Page, part: string, title?: string): Promise<void> {
  const open = at.getByLabel("Your part");
  if (!(await open.isVisible())) await at.getByText("Speaking together", { exact: true }).click();
  if (title !== undefined) await at.getByLabel("The title").fill(title);
  await open.fill(part);
  await at.getByRole("button", { name: "Keep it" }).first().click();
  await at.getByText("Kept. The others see it now.").waitFor();
}

export async function leave(at: Page): Promise<void> {
  await at.getByRole("button", { name: "Leave the room" }).click();
  await at.getByRole("button", { name: "Leave", exact: true }).click();
  await at.getByLabel("Say something").waitFor({ state: "detached" });
}

/** Publishes, and gives the address. */
export async function publishedAt(at: Page): Promise<string> {
  const publish = at.getByRole("button", { name: "Publish it" });
  await publish.waitFor({ timeout: 60_000 }).catch(async () => {
    throw new Error(`it cannot be published; the page says: ${await at.locator("main").innerText()}`);
  });
  await publish.click();
  const told = at.getByText("It is published:", { exact: false });
  await told.waitFor();
  return ((await told.textContent()) ?? "").replace("It is published: ", "").trim();
}
