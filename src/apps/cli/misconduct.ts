/** `chorus misconduct`: what a trustee has kept against its board. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { toHex } from "../../core/bytes/bytes.ts";
import { malformed } from "../../core/bytes/errors.ts";
import { type Misconduct, type MisconductKind, readMisconduct } from "../../core/protocol/misconduct.ts";
import { readCheckpointText } from "../../core/tlog/checkpoint.ts";
import { readNote } from "../../core/tlog/note.ts";
import { openDatabase } from "../../edge/node/database.ts";
import { createTrusteeTables, type TrusteeDatabase } from "../../edge/node/trustee/schema.ts";
import { trusteeStore } from "../../edge/node/trustee/store.ts";

const WORDS: Readonly<Record<MisconductKind, string>> = {
  shrunk: "The board showed a log shorter than one that it had shown before.",
  rewritten: "The board signed a checkpoint to which the entries that it had shown do not lead.",
  "split-view": "Another trustee was shown, and cosigned, a history that is not the one shown here.",
  hours: "The board logged an entry with an hour that runs backwards or ahead.",
};

const HELP = `
Exit codes:
  0  nothing was kept
  1  the board has misbehaved; what it signed is printed

Two checkpoints of one size with different roots convict the board to anyone who has its key. For everything else the
trustee's own word is needed, so keep its database.`;

type Options = { readonly data: string; readonly database?: string; readonly json?: boolean };

export function misconductCommand(): Command {
  return new Command("misconduct")
    .description("Show what a trustee has kept against its board: signed checkpoints that do not go together.")
    .requiredOption("--data <folder>", "the trustee's data folder")
    .option("--database <url>", "postgres://… in place of a file in the data folder")
    .option("--json", "print one JSON array")
    .addHelpText("after", HELP)
    .action(async ({ data, database, json }: Options) => {
      const found = await keptIn(database ?? join(data, "trustee.sqlite"));
      console.log(json ? JSON.stringify(found.map(plain)) : inWords(found));
      process.exitCode = found.length > 0 ? 1 : 0;
    });
}

async function keptIn(location: string): Promise<Misconduct[]> {
  if (!location.includes("://") && !existsSync(location)) {
    throw malformed("data", "there is no trustee's database in this folder", "data");
  }
  const { db, dialect } = openDatabase<TrusteeDatabase>(location);
  await createTrusteeTables(db, dialect);
  const store = trusteeStore(db);
  const kept = await store.transaction((tables) => tables.misconduct());
  await store.close();
  return kept.map(readMisconduct);
}

function plain({ v: _, root, ...found }: Misconduct) {
  return { ...found, root: root && toHex(root) };
}

function inWords(found: readonly Misconduct[]): string {
  if (found.length === 0) return "Nothing was kept against the board.";
  return found.map(oneInWords).join("\n\n");
}

function oneInWords({ kind, seconds, believed, shown, root }: Misconduct): string {
  const sizeOf = (note: string) => readCheckpointText(readNote(note).text).size;
  return [
    `${new Date(seconds * 1000).toISOString()}  ${WORDS[kind]}`,
    ...(believed === null ? [] : [`\nbelieved before, of size ${sizeOf(believed)}:`, believed.trimEnd()]),
    `\nshown, of size ${sizeOf(shown)}:`,
    shown.trimEnd(),
    ...(root === null ? [] : [`\nroot computed here for that size: ${toHex(root)}`]),
  ].join("\n");
}
