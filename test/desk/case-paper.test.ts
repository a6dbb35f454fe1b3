/** A case on paper: everything that its authors wrote, in order, tagged, with its pages counted; or no paper at all. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Account, Who } from "../../src/core/protocol/account.ts";
import { face } from "../../src/edge/node/face.ts";
import { casePaper, type PaperCase } from "../../src/edge/shared/case-paper.ts";

const MADE = Date.UTC(2026, 10, 26) / 1000;
const PARAGRAPH = "The corridor was dark and I remember the sound of the lift. ".repeat(12).trim();

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "case-paper-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const who: Who = {
  v: 1,
  names: [{ type: "name", value: "Robin Respondent", org: "Example Works", city: "Bergen" }],
  description: "Tall, laughs loudly.",
};

function account(text: string): Account {
  const passage = { begun: MADE - 86_400, changed: MADE, earlier: [] };
  return {
    v: 1,
    incidents: [
      {
        title: "After the rehearsal",
        when: { from: "2014-03-01", to: "2014-05-31", about: true, words: "in the spring" },
        passages: [
          { ...passage, question: "happened", text, earlier: [{ changed: MADE, text: "It began in the lift." }] },
          { ...passage, question: "told", text: "My sister, the next day." },
        ],
      },
    ],
    contact: { ways: [{ kind: "text", value: "+47 22 00 00 00", note: "after six" }], never: "at work" },
    attachments: [{ name: "ticket stub.png", mediaType: "image/png", bytes: new Uint8Array(3) }],
    files: [],
  };
}

const caseOf = (...accounts: (Account | undefined)[]): PaperCase => ({
  id: "0123456789abcdef0123",
  records: accounts.map((one, i) => ({ who, account: one, record: { position: 40 + i, header: { quorum: 2 } } })),
});

async function printed(opened: PaperCase, language = "en") {
  const pdf = await casePaper(opened, { language, made: MADE, face });
  if (pdf === undefined) throw new Error("no paper was made");
  const path = join(folder, "case.pdf");
  writeFileSync(path, pdf);
  const run = (program: string, ...rest: string[]) => spawnSync(program, [path, ...rest]).stdout.toString();
  return {
    text: run("pdftotext", "-").replace(/\s+/g, " "),
    info: run("pdfinfo"),
    tags: spawnSync("pdfinfo", ["-struct-text", path]).stdout.toString(),
  };
}

test("every word of each account stands there in its order", async () => {
  const { text } = await printed(caseOf(account("He shut the door.\n\nI left."), undefined));
  const order = [
    "Case 0123456789ab",
    "26 November 2026",
    "no finding of what happened",
    "Account 1",
    "Number 40 in the public log, sealed to open when 2 people",
    "Robin Respondent, Example Works, Bergen",
    "Tall, laughs loudly.",
    "Text message: +47 22 00 00 00 (after six)",
    "Never: at work",
    "After the rehearsal",
    "When: in the spring (around 1 March 2014 – 31 May 2014)",
    "He shut the door.",
    "I left.",
    "As it stood before 26 November 2026:",
    "It began in the lift.",
    "Whom they told, and when",
    "My sister, the next day.",
    "1-ticket-stub.png",
    "Account 2",
    "This account has not been opened.",
  ];
  const places = order.map((words) => text.indexOf(words));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test("a screen reader finds headings, and its pages are counted beside the text", async () => {
  const { text, info, tags } = await printed(caseOf(account(Array(40).fill(PARAGRAPH).join("\n\n"))));
  const pages = Number(/Pages:\s+(\d+)/.exec(info)?.[1]);
  expect(info).toMatch(/Tagged:\s+yes/);
  expect(pages).toBeGreaterThan(3);
  expect(text).toContain(`Case 0123456789ab · ${pages} of ${pages}`);
  expect(tags).toMatch(/H1[\s\S]*Case 0123456789ab[\s\S]*H2[\s\S]*Account 1[\s\S]*H3[\s\S]*After the rehearsal/);
  expect(tags).not.toContain(`${pages} of ${pages}`);
});

test("it speaks counsel’s language", async () => {
  expect((await printed(caseOf(account("…")), "es")).text).toContain("Puesto en papel el 26 de noviembre de 2026.");
  expect((await printed(caseOf(account("…")), "fr")).text).toContain("(vers 1 mars 2014 – 31 mai 2014)");
  expect((await printed(caseOf(account("…")), "tlh")).text).toContain("Account 1");
});

test("a script that the typeface lacks is not set as empty boxes", async () => {
  expect(await casePaper(caseOf(account("لم أقل شيئا")), { language: "en", made: MADE, face })).toBeUndefined();
});
