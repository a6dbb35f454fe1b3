/** The whole way through in real browsers: people seal, trustees match, counsel opens and reads, and nobody else does. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { counselSeat } from "../../src/apps/cli/counsel-seat.ts";
import { readCounselKeys } from "../../src/edge/node/counsel/keys.ts";
import { accountText } from "../../src/edge/shared/account-text.ts";
import { EMPTY_INBOX, listCases, openCase, readInbox } from "../../src/edge/shared/desk.ts";
import * as author from "./author.ts";
import * as counsel from "./counsel.ts";
import { type Person, town } from "./escrow.ts";
import { faults } from "./faults.ts";

const { url, person, escrow, folder, counsel: clerk } = town();
const patience = 300_000;
const told = {
  alice: "The corridor lights were on a timer that evening.",
  bob: "He closed the door of the rehearsal room behind us.",
  carol: "It was after the reading, in the car park.",
};

/** One who writes and seals, each in a browser of their own. */
async function sealed(
  words: string,
  names: readonly string[],
  quorum: number,
  more: { org?: string; next?: string; dated?: boolean } = {},
) {
  const { page, close } = await person();
  await author.beginNotebook(page, url());
  await author.write(page, words);
  if (more.dated) await author.dateNow(page);
  await author.prepare(page, { names, quorum, counsel: "Bay Law Clinic", ...more });
  await author.seal(page);
  await close();
}

/** Writes a file as its owner alone would keep it. */
function keep(path: string, bytes: Uint8Array | string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  chmodSync(path, 0o600);
}

describe("the spine", () => {
  let desk: Person;

  beforeAll(async () => {
    desk = await person();
    await counsel.openDesk(desk.page, url(), "Bay Law Clinic");
  }, patience);

  test(
    "two who spell the same person differently are read by counsel, and a third who asks for four stays sealed",
    async () => {
      await sealed(told.alice, ["  J.Doe+set@Example.com", "https://m.instagram.com/J.Doe/?hl=en"], 2, { dated: true });
      await sealed(told.bob, ["https://www.instagram.com/j.doe/"], 2);
      await sealed(told.carol, ["https://instagram.com/J.Doe"], 4);
      await escrow().settle();

      const { page } = desk;
      await counsel.openCase(page, "J.Doe");
      expect(await faults(page)).toEqual([]);
      for (const words of Object.values(told)) expect(await page.getByText(words).count()).toBe(0);
      await page.getByRole("button", { name: "No conflict: go on" }).click();
      await page.getByText(told.alice).waitFor();
      await page.getByText(told.bob).waitFor();
      expect(await page.getByText("These very words existed by", { exact: false }).count()).toBe(1);
      expect(await page.getByText(told.carol).count()).toBe(0);
      expect(await page.getByRole("heading", { name: /^Account/ }).count()).toBe(2);
      expect(await faults(page)).toEqual([]);
    },
    patience,
  );

  test(
    "what counsel notes of a case is there for the practice, and found again",
    async () => {
      const { page } = desk;
      const kept = page.getByText("Kept, encrypted to your practice.");
      const press = async (name: string) => {
        await page.getByRole("button", { name, exact: true }).click();
        await kept.waitFor();
      };
      const open = (title: string) => page.getByText(title, { exact: false }).first().click();
      await page.getByText("All of them name j.doe.", { exact: false }).waitFor();
      await open("Notes: none yet");
      await page.getByLabel("A note for your practice").fill("Ask the college for the rehearsal list.");
      await press("Keep the note");
      await open("Limitation:");
      await page.getByLabel("What can no longer be brought after it").fill("Civil claim");
      await page.getByLabel("The last day").fill("2031-05-04");
      await press("Note the last day");
      await open("Contact so far: none");
      await page.getByLabel("What was said or left").first().fill("She wrote that mornings are better.");
      await page.getByRole("button", { name: "Note the contact" }).first().click();
      await page.getByText("Contact so far: 1 time").waitFor();
      await page.getByText(told.bob).selectText();
      await press("Mark the passage");
      await page.getByRole("heading", { name: "Places" }).waitFor();
      await page.getByLabel("How far it is").selectOption("Contacting");
      await page.getByLabel("In the order in which it happened", { exact: false }).check();
      expect(await faults(page)).toEqual([]);
      await page.getByRole("link", { name: "Back to the desk" }).click();
      await page.getByText("Contacting. Last day: 4 May 2031.", { exact: false }).waitFor();
      await page.getByLabel("Search all that you may read").fill("CORRIDOR lights");
      await page.keyboard.press("Enter");
      await page.getByText("Found in 1 case.").waitFor();
      expect(await faults(page)).toEqual([]);
      await page.getByRole("link", { name: "J.Doe" }).first().click();
      await page.getByText(told.alice).waitFor();
    },
    patience,
  );

  test(
    "the export opens with the age tool, and the saved key with the command line",
    async () => {
      const { page } = desk;
      const zip = await counsel.downloaded(page, "Make the file");
      expect(zip.name).toMatch(/^case-[0-9a-f]{12}\.zip$/);
      const files = unzipSync(zip.bytes);
      await page.getByRole("link", { name: "Back to the desk" }).click();
      await page.getByRole("link", { name: "Your key" }).click();
      const key = await counsel.downloaded(page, "Save the key file");
      await page.getByText("The key that opens what you take along").click();
      const identity = await counsel.downloaded(page, "Save it as export.key");
      expect(await faults(page)).toEqual([]);

      keep(join(folder(), "taken", "export.key"), identity.bytes);
      const earlier = Object.keys(files).filter((path) => path.includes("/earlier/"));
      expect(earlier.map((path) => path.replace(/^.*\/earlier\//, ""))).toEqual(["1.receipt.age", "page-1.txt.age"]);
      const accounts = Object.keys(files).filter((path) => path.endsWith("account.txt.age"));
      const read = accounts.map((path) => {
        keep(join(folder(), "taken", path), files[path] as Uint8Array);
        const age = spawnSync("age", ["-d", "-i", "export.key", path], { cwd: join(folder(), "taken") });
        expect(age.status, age.stderr?.toString() ?? "the age tool is not on this machine").toBe(0);
        return age.stdout.toString().split("\n")[0];
      });
      expect(read).toEqual([told.alice, told.bob]);
      const [paper = ""] = Object.keys(files).filter((path) => path.endsWith("/case.pdf.age"));
      keep(join(folder(), "taken", paper), files[paper] as Uint8Array);
      const pdf = spawnSync("age", ["-d", "-i", "export.key", paper], { cwd: join(folder(), "taken") });
      const onPaper = spawnSync("pdftotext", ["-", "-"], { input: pdf.stdout }).stdout.toString().replace(/\s+/g, " ");
      for (const words of [told.alice, told.bob]) expect(onPaper).toContain(words);

      keep(join(folder(), "saved", "counsel.key"), key.bytes);
      const keys = await readCounselKeys(join(folder(), "saved"), counsel.passphrase);
      expect(keys.name).toBe("Bay Law Clinic");
      expect(identity.bytes).toEqual(new TextEncoder().encode(`${keys.exportIdentity}\n`));
    },
    patience,
  );

  test(
    "a name alone opens descriptions first, and accounts only on counsel’s word",
    async () => {
      await sealed(told.alice, ["Robin Respondent"], 2, { org: "Example Works" });
      await sealed(told.bob, ["robin  RESPONDENT"], 2, { org: "Example Works" });
      await escrow().settle();
      const { page } = desk;
      await page.getByRole("link", { name: "Back to the desk" }).click();
      await counsel.openCase(page, "Robin Respondent");
      await page.getByRole("button", { name: "No conflict: go on" }).click();
      await page.getByRole("heading", { name: "Is it one person?" }).waitFor();
      expect(await page.getByRole("heading", { name: /^Account/ }).count()).toBe(0);
      expect(await faults(page)).toEqual([]);
      await page.getByRole("button", { name: "It is the same person" }).click();
      await page.getByRole("heading", { name: "Is it one person?" }).waitFor({ state: "hidden" });
      await escrow().settle();
      await page.getByRole("link", { name: "Back to the desk" }).click();
      await page.getByRole("link", { name: "Robin Respondent" }).click();
      await page.getByText(told.alice).waitFor();
      await page.getByText(told.bob).waitFor();
    },
    patience,
  );

  test(
    "a conflict passes the case on, unread, to whom its authors named next",
    async () => {
      const next = await clerk("Harbour Advocates");
      await sealed(told.alice, ["+44 20 7946 0958"], 2, { next: "Harbour Advocates" });
      await sealed(told.carol, ["+442079460958"], 2, { next: "Harbour Advocates" });
      await escrow().settle();
      const { page } = desk;
      await page.getByRole("link", { name: "Back to the desk" }).click();
      await counsel.openCase(page, "7946 0958");
      await page.getByRole("button", { name: "There is a conflict" }).click();
      await page.getByText("Each account goes on, unread,", { exact: false }).waitFor();
      expect(await faults(page)).toEqual([]);
      await escrow().settle();
      const seat = await counselSeat(await readCounselKeys(next));
      const [one] = listCases(await readInbox(seat, EMPTY_INBOX));
      if (one === undefined) throw new Error("the case did not come to the next counsel");
      const { records } = await openCase(seat, one);
      expect(records.map(({ account }) => account && accountText(account))).toEqual([told.alice, told.carol]);
    },
    patience,
  );

  test(
    "a locked desk shows nothing, keeps nothing readable, and comes back elsewhere from the saved key",
    async () => {
      const { page, refused, strangers } = desk;
      await page.getByRole("link", { name: "Back to the desk" }).click();
      await page.getByRole("button", { name: "Lock the desk" }).click();
      await page.getByRole("heading", { name: "Your desk is locked" }).waitFor();
      const kept = await author.stored(page);
      expect(kept).toContain("age-encryption.org");
      for (const secret of [told.alice, "J.Doe", "Robin", "AGE-SECRET-KEY", counsel.passphrase]) {
        expect(kept).not.toContain(secret);
      }
      await page.getByLabel("Passphrase").fill("another four words here");
      await page.keyboard.press("Enter");
      await page.getByText("This passphrase does not open the key.", { exact: false }).waitFor();
      await counsel.unlock(page);
      await page.getByRole("link", { name: "J.Doe" }).waitFor();
      expect(refused).toEqual([]);
      expect(strangers).toEqual([]);
      await page.getByRole("link", { name: "Your practice" }).click();
      await page.getByText("Bay Law Clinic (you, on this device)").waitFor();
      expect(await faults(page)).toEqual([]);

      const other = await person();
      await other.page.goto(`${url()}/desk`);
      await other.page.getByText("I have a key already").click();
      await other.page.getByLabel("Your key file").setInputFiles(join(folder(), "saved", "counsel.key"));
      await other.page.getByLabel("The passphrase of that file").fill(counsel.passphrase);
      await other.page.getByRole("button", { name: "Bring it to this device" }).click();
      await other.page.getByRole("link", { name: "J.Doe" }).waitFor();
      await other.page.getByText("Contacting. Last day: 4 May 2031.", { exact: false }).waitFor();
      expect(other.refused).toEqual([]);
      await other.close();
    },
    patience,
  );

  test(
    "a colleague joins with a key of their own, reads what is noted, and is shut out when taken out",
    async () => {
      const { page } = desk;
      const colleague = await person();
      await colleague.page.goto(`${url()}/desk`);
      await colleague.page.getByText("I join a practice").click();
      await colleague.page.getByLabel("Your own name").fill("Dana");
      await colleague.page.getByLabel("A passphrase for your key").fill(counsel.passphrase);
      const request = await counsel.downloaded(colleague.page, "Make my key and the request");
      await colleague.page.getByRole("heading", { name: "You are not in yet" }).waitFor();
      expect(await faults(colleague.page)).toEqual([]);
      const digits = (await colleague.page.getByText("Read these to your colleague").textContent()) ?? "";

      keep(join(folder(), "hand", request.name), request.bytes);
      await page.getByLabel("Their request").setInputFiles(join(folder(), "hand", request.name));
      const letter = await counsel.downloaded(page, "Let them in and make the letter");
      await page.getByText("Dana", { exact: true }).waitFor();
      expect(digits).toContain(await page.locator("li", { hasText: "Dana" }).locator("p").last().textContent());

      keep(join(folder(), "hand", letter.name), letter.bytes);
      await colleague.page.getByLabel("The letter (welcome.age)").setInputFiles(join(folder(), "hand", letter.name));
      await colleague.page.getByLabel("Passphrase").fill(counsel.passphrase);
      await colleague.page.getByRole("button", { name: "Join", exact: true }).click();
      await colleague.page.getByText("Contacting. Last day: 4 May 2031.", { exact: false }).waitFor();

      await page.getByRole("button", { name: "Take Dana out of the practice" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Take them out" }).click();
      await page.getByText("Dana is out.", { exact: false }).waitFor();
      await colleague.page.getByRole("button", { name: "Look again" }).click();
      await colleague.page.getByText("You are no longer in this practice.", { exact: false }).waitFor();
      expect(colleague.refused).toEqual([]);
      await Promise.all([colleague.close(), desk.close()]);
    },
    patience,
  );

  test("the logs of every service have said what happened, and nothing of anybody", () => {
    const lines = ["board", "registrar", "trustee-1", "trustee-2", "trustee-3"].map((service) => {
      const lines = readFileSync(join(folder(), service, "log.jsonl"), "utf8")
        .split("\n")
        .filter(Boolean);
      for (const line of lines) expect(JSON.parse(line)).toHaveProperty("event");
      return lines.join("\n");
    });
    const all = lines.join("\n");
    expect(all).toContain("trustee ready");
    const ofPeople = [
      ...Object.values(told),
      "Doe",
      "Robin",
      "Dana",
      "Bay Law",
      "corridor",
      "127.0.0.1",
      "@",
      "Mozilla",
    ];
    for (const words of [...ofPeople, author.passphrase, counsel.passphrase]) expect(all).not.toContain(words);
    // Records have numbers, which are public; no author's key is there, and no notebook's.
    expect(all.replaceAll(/"record":"[0-9a-f]{32}"/g, "")).not.toMatch(/[0-9a-f]{32}/);
  });
});
