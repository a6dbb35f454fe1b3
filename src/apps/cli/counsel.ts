/** `chorus counsel …`: counsel's desk at the command line. */
import { resolve } from "node:path";
import { Command } from "commander";
import { fromHex, toHex } from "../../core/bytes/bytes.ts";
import { malformed } from "../../core/bytes/errors.ts";
import type { Account } from "../../core/protocol/account.ts";
import type { StanceName } from "../../core/protocol/stance.ts";
import { writeExport } from "../../edge/node/counsel/export.ts";
import { readCounselKeys } from "../../edge/node/counsel/keys.ts";
import { secretOf } from "../../edge/node/secret.ts";
import { accountText } from "../../edge/shared/account-text.ts";
import { gatherProofs } from "../../edge/shared/case-proofs.ts";
import type { CounselKeys } from "../../edge/shared/counsel-keys.ts";
import { EMPTY_INBOX, listCases, type OpenedCase, openCase, readInbox, sendStance } from "../../edge/shared/desk.ts";
import type { Case } from "../../roles/counsel/counsel.ts";
import { answer, JSON_OPTION } from "./answer.ts";
import { counselSeat, takeUpOffice } from "./counsel-seat.ts";

const passphrase = () => secretOf("CHORUS_PASSPHRASE", process.env);

export function counselCommand(): Command {
  const data = ["--data <folder>", "where counsel's key is kept", "counsel"] as const;
  const command = new Command("counsel").description(
    "Counsel's desk. CHORUS_PASSPHRASE, or the file that CHORUS_PASSPHRASE_FILE names, protects the key file.",
  );
  command
    .command("init")
    .description("Make counsel's key and ask the trustees to admit it.")
    .requiredOption("--name <name>", "the name that survivors read")
    .option("--profession <profession>", "lawyer, advocate or reporter", "lawyer")
    .option("--about <text>", "what you say of yourself", "")
    .option("--board <url>", "the board's address", "http://127.0.0.1:7300")
    .option(...JSON_OPTION)
    .option(...data)
    .action(init);
  command
    .command("cases")
    .description("List the cases at the desk.")
    .option(...JSON_OPTION)
    .option(...data)
    .action(cases);
  command
    .command("open")
    .description("Read a case.")
    .argument("<case>", "the case, or the beginning of its name")
    .option(...JSON_OPTION)
    .option(...data)
    .action(open);
  for (const [verb, stance, about] of [
    ["clear", "clear", "Say that there is no conflict, so that accounts that wait for your word are sent to you."],
    ["recuse", "recused", "Step back from a case for good: it goes on, unread, to whom its authors named next."],
  ] as const) {
    command
      .command(verb)
      .description(about)
      .argument("<case>", "the case, or the beginning of its name")
      .option(...JSON_OPTION)
      .option(...data)
      .action((name: string, options: At) => say(name, stance, options));
  }
  command
    .command("export")
    .description("Write a case as age files that the ordinary age tool opens with the key that `key` prints.")
    .argument("<case>", "the case, or the beginning of its name")
    .argument("<folder>", "where to write")
    .option(...JSON_OPTION)
    .option(...data)
    .action(exportTo);
  command
    .command("key")
    .description("Print the age identity that opens exports. Whoever has it can read them.")
    .option(...JSON_OPTION)
    .option(...data)
    .action(async ({ data, json }: At) => {
      const { exportIdentity } = await readCounselKeys(data, passphrase());
      answer(json, { identity: exportIdentity }, exportIdentity);
    });
  return command;
}

/** Where the key is kept, and how to answer. */
type At = { readonly data: string; readonly json?: boolean };

async function init(options: At & { name: string; profession: string; about: string; board: string }): Promise<void> {
  const { name, about, board, profession } = options;
  if (!["lawyer", "advocate", "reporter"].includes(profession)) {
    throw malformed("profession", "the profession is lawyer, advocate or reporter", "profession");
  }
  const person = { name, about, board: board.replace(/\/$/, ""), profession: profession as CounselKeys["profession"] };
  const { keys, seat } = await takeUpOffice(options.data, person, passphrase());
  const id = toHex(seat.id);
  const folder = resolve(options.data);
  answer(
    options.json,
    { counsel: id, name: keys.name, folder },
    `Counsel ${keys.name} (${id}) has asked to be admitted. The trustees decide.\n` +
      `The key is in ${folder}. Keep a copy of that folder where only you can reach it.`,
  );
}

async function cases(options: At): Promise<void> {
  const { seat, inbox } = await desk(options.data);
  for (const fault of inbox.faults) console.error(`chorus: ${fault.message}`);
  const list = listCases(inbox);
  if (options.json) return answer(true, { cases: list.map(summary) }, "");
  if (list.length === 0) console.log("Nothing has opened. Counsel is told when something does.");
  for (const one of list) {
    const opened = await openCase(seat, one);
    const named = opened.records[0]?.who?.names.map(({ value }) => value).join(", ") ?? "";
    const waits = one.matters.some(({ confirmFirst }) => confirmFirst) ? "  (compare the descriptions first)" : "";
    console.log(`${one.id.slice(0, 12)}  ${named}${waits}`);
  }
}

async function open(name: string, options: At): Promise<void> {
  const { seat, inbox } = await desk(options.data);
  const opened = await openCase(seat, find(listCases(inbox), name));
  answer(options.json, readable(opened), inWords(opened));
}

async function say(name: string, stance: StanceName, options: At): Promise<void> {
  const { seat, inbox } = await desk(options.data);
  const one = find(listCases(inbox), name);
  for (const { caseId } of one.matters) await sendStance(seat, fromHex(caseId), stance);
  answer(
    options.json,
    { case: one.id, stance },
    "The trustees have your word. It takes effect once they have read the log.",
  );
}

async function exportTo(name: string, folder: string, options: At): Promise<void> {
  const { seat, inbox, keys } = await desk(options.data);
  const one = find(listCases(inbox), name);
  const proofs = await gatherProofs(seat, one);
  const opened = await openCase(seat, one);
  const { written, missing, paper } = await writeExport(seat, resolve(folder), opened, keys.exportIdentity, proofs);
  const independent = proofs.independence.length === one.matters.length;
  answer(options.json, { case: one.id, written, missing, paper, independence: independent }, written.join("\n"));
  if (!independent) {
    console.error(
      "The proof of independence is not complete yet: too few trustees have seen the opening. Export again later.",
    );
  }
  if (!paper) {
    console.error(
      "No PDF was made: an account is in a script that the typeface lacks. The text files hold every word.",
    );
  }
  for (const path of missing)
    console.error(`chorus: not exported, the board does not give it as it was sealed: ${path}`);
  if (missing.length > 0) process.exitCode = 1;
}

async function desk(folder: string) {
  const keys = await readCounselKeys(folder, passphrase());
  const seat = await counselSeat(keys);
  return { keys, seat, inbox: await readInbox(seat, EMPTY_INBOX) };
}

function find(list: readonly Case[], name: string): Case {
  const found = list.filter(({ id }) => id.startsWith(name.toLowerCase()));
  if (found.length !== 1 || name.length === 0) {
    throw malformed(
      "case",
      found.length === 0 ? "there is no such case at this desk" : "more than one case begins like that",
      "case",
    );
  }
  return found[0] as Case;
}

function summary(one: Case) {
  return { case: one.id, records: one.records.map(({ header }) => toHex(header.record)) };
}

function readable({ id, records }: OpenedCase) {
  return {
    case: id,
    records: records.map((record) => ({
      record: record.id,
      who: record.who ?? null,
      text: record.account ? accountText(record.account) : null,
      contact: record.account?.contact ?? null,
      attachments: attachmentNames(record.account),
    })),
  };
}

const attachmentNames = (account: Account | undefined): string[] =>
  [...(account?.attachments ?? []), ...(account?.files ?? [])].map(({ name }) => name);

function inWords({ records }: OpenedCase): string {
  const page = records.map(({ who, account }, i) => {
    const names = who?.names.map(({ type, value }) => `${type}: ${value}`).join(", ") ?? "";
    const ways =
      account?.contact.ways.map(({ kind, value, note }) => `  ${kind}: ${value}${note ? ` (${note})` : ""}`) ?? [];
    const never = account?.contact.never ? [`  never: ${account.contact.never}`] : [];
    const files = attachmentNames(account).map((name) => `  file: ${name}`);
    const text = account
      ? accountText(account)
      : "(the account stays sealed until the descriptions have been compared)";
    return [
      `— ${i + 1} —`,
      names,
      who?.description ?? "",
      "",
      "How to reach the author:",
      ...ways,
      ...never,
      "",
      text,
      ...files,
    ];
  });
  return page.map((lines) => lines.join("\n")).join("\n\n");
}
