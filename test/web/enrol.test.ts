/** A person is admitted by a code that comes by e-mail, through the pages, a real mail server and a real escrow. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { initRegistrar } from "../../src/edge/node/registrar/keys.ts";
import * as author from "./author.ts";
import { town } from "./escrow.ts";
import { faults } from "./faults.ts";

const patience = 300_000;
const inbox: string[] = [];
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData(stream, _session, done) {
    let text = "";
    stream.on("data", (chunk) => {
      text += chunk;
    });
    stream.on("end", () => {
      inbox.push(text);
      done();
    });
  },
});

const { url, person, counsel } = town(async (folder) => {
  const port = await new Promise<number>((resolve) => {
    const listening = smtp.listen(0, "127.0.0.1", () => resolve((listening.address() as { port: number }).port));
  });
  const email = { domains: ["college.example"], smtp: `smtp://127.0.0.1:${port}`, from: "codes@escrow.example" };
  mkdirSync(join(folder, "registrar"), { recursive: true });
  await initRegistrar(join(folder, "registrar"), "Registrar", "email", undefined, { email });
});
beforeAll(() => counsel("Bay Law Clinic"), patience);
afterAll(() => new Promise<void>((resolve) => smtp.close(() => resolve())));

test(
  "a code by e-mail admits a person once, and is not asked for again",
  async () => {
    const { page, refused, strangers, close } = await person();
    await author.beginNotebook(page, url());
    await author.write(page, "It was the summer after second year.");
    await author.prepare(page, { names: ["r@example.org"], quorum: 2, counsel: "Bay Law Clinic" });
    const address = page.getByLabel("Your e-mail address where you belong");
    await address.fill("alice@elsewhere.example");
    await page.getByRole("button", { name: "Send me a code" }).click();
    await page.getByText("admitted here by addresses of other places", { exact: false }).waitFor();
    await address.fill("alice@college.example");
    await page.getByRole("button", { name: "Send me a code" }).click();
    await page.getByText("A code is on its way", { exact: false }).waitFor();
    expect(await faults(page)).toEqual([]);
    expect(inbox).toHaveLength(1);
    await page.getByRole("button", { name: "Seal it" }).click();
    await page.getByText("Type the code that came by e-mail.").waitFor();
    await page.getByLabel("The code", { exact: true }).fill("00000000");
    await page.getByRole("button", { name: "Seal it" }).click();
    await page.getByText("This is not the code that was sent", { exact: false }).waitFor();
    const code = /(\d{4}) (\d{4})/.exec(inbox[0] ?? "")?.[0] ?? "";
    await page.getByLabel("The code", { exact: true }).fill(code);
    await author.seal(page);
    expect(refused).toEqual([]);
    expect(strangers).toEqual([]);
    await close();
  },
  patience,
);
