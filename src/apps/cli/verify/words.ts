/** The findings of `chorus verify` in plain words: what is proven, by whom, since when, and what is not. */
import { toHex } from "../../../core/bytes/bytes.ts";
import type { EntryType } from "../../../core/protocol/entry.ts";
import type { Part, Proven } from "../../../core/protocol/evidence.ts";
import type { ReceiptFacts } from "../../../core/protocol/receipt.ts";
import { independenceLines } from "./independence.ts";
import { publicationLines } from "./publication.ts";
import { escrowLines, moment, type Verdict } from "./verdict.ts";

const ENTRIES: Readonly<Record<EntryType, string>> = {
  record: "A sealed record",
  withdrawal: "A withdrawal of a record",
  note: "A dated note",
  opening: "The opening of a case",
  charter: "The escrow's charter",
  counsel: "The admission of a counsel",
  issuance: "The issuing of a credential",
  verdict: "A counsel's sealed answer",
  statement: "A published statement",
  ceremony: "A key ceremony",
  site: "A version of the escrow's pages",
};

const PARTS: Readonly<Record<Part, string>> = {
  item: "This very file existed when the note was made:",
  who: "This very file is the record's sealed description of the respondent:",
  account: "This very file is the record's sealed account:",
  form: "This is the same statement, word for word, in another form:",
};

/** One paragraph a file. `pinned`: the reader knew which escrow to expect. */
export function inWords(verdicts: readonly Verdict[], pinned: boolean): string {
  return verdicts.map((one) => paragraph(one, pinned, verdicts)).join("\n\n");
}

function paragraph(verdict: Verdict, pinned: boolean, all: readonly Verdict[]): string {
  const { name } = verdict;
  switch (verdict.result) {
    case "proven":
      return section(`${name}: holds`, provenLines(verdict.proven, pinned));
    case "covered":
      return section(`${name}: is the one`, [`${PARTS[verdict.part]} see ${verdict.by}.`]);
    case "refused":
      return section(`${name}: DOES NOT HOLD`, [
        `${sentence(verdict.fault.message)} (${verdict.fault.rule})`,
        "It is damaged, was altered, or is of another escrow. Ask whoever gave it to you for the original file.",
      ]);
    case "unrelated":
      return section(`${name}: nothing is proven of it`, [
        all.some(({ result }) => result === "proven")
          ? "None of the proofs here is about this very file. A single changed letter makes it another file."
          : "It is no proof that Chorus wrote. Give the receipt or proof together with the file that it is about.",
      ]);
    case "locked":
      return section(`${name}: is locked`, [
        verdict.tried
          ? "What CHORUS_PASSPHRASE holds does not open it. Check it, and run this again."
          : "Put its passphrase, or the age identity it was made for, into CHORUS_PASSPHRASE, and run this again.",
      ]);
    case "unreadable":
      return section(`${name}: cannot be read`, [
        verdict.reason === "ENOENT"
          ? "There is no such file. Look at the path, and run this again."
          : `The system says ${verdict.reason}. Make the file readable, and run this again.`,
      ]);
  }
}

const section = (title: string, lines: readonly string[]) => [title, ...lines.map((line) => `  ${line}`)].join("\n");
const sentence = (text: string) => `${text[0]?.toUpperCase()}${text.slice(1)}.`;

function provenLines(proven: Proven, pinned: boolean): string[] {
  if (proven.kind === "publication") return publicationLines(proven, pinned);
  return proven.kind === "independence" ? independenceLines(proven, pinned) : receiptLines(proven, pinned);
}

function receiptLines(facts: ReceiptFacts, pinned: boolean): string[] {
  const { escrow, entry, position, witnessed, stamp } = facts;
  const { name, board, trustees } = escrow.charter;
  return [
    `${ENTRIES[entry.type]} existed by ${moment(witnessed.seenBy)}, in the log of the escrow “${name}”`,
    `(${board.origin}), as entry ${position}.`,
    "",
    `Signed by the board, and seen there by ${witnessed.witnesses.length} of ${trustees.length} trustees:`,
    ...witnessed.witnesses.map((one) => `  ${one.name}, ${moment(one.seconds)}`),
    ...(stamp
      ? [`Stamped ${moment(stamp.seconds)} by ${stamp.authority},`, `  certificate ${toHex(stamp.certificate)}`]
      : []),
    ...loggedLines(facts),
    "",
    ...escrowLines(escrow.charterId, pinned),
    "",
    "Not proven:",
    ...limits(facts, pinned).map((limit) => `  ${limit}`),
  ];
}

function loggedLines({ logged, items }: ReceiptFacts): string[] {
  if (logged.type === "record") {
    return [`Record ${toHex(logged.envelope.record)}, signed by the author key`, `  ${toHex(logged.envelope.author)}`];
  }
  if (logged.type === "withdrawal") {
    return [
      `Of record ${toHex(logged.withdrawal.record)}, signed by the author key`,
      `  ${toHex(logged.withdrawal.author)}`,
    ];
  }
  if (logged.type === "note") {
    return items.length === 0
      ? ["What it was made on is not shown."]
      : ["It was made on what has this SHA-256:", ...items.map((item) => `  ${toHex(item)}`)];
  }
  return [];
}

function limits({ entry, stamp }: ReceiptFacts, pinned: boolean): string[] {
  return [
    "what it says, or that what it says is true",
    "that it did not exist earlier",
    ...(entry.type === "record" ? ["who the author is, or what has become of the record since"] : []),
    ...(pinned ? [] : ["whose escrow this is: anyone can found one under any name"]),
    ...(stamp ? ["that the authority behind the time-stamp is to be believed"] : []),
  ];
}
