/** `chorus verify FILE…`: what a file proves, by whose signatures, since when, and what it does not prove. */
import { readFileSync } from "node:fs";
import { Command } from "commander";
import { sodiumGroup } from "../../core/crypto/group-sodium.ts";
import { sodiumSigner } from "../../core/crypto/signer-sodium.ts";
import { readFingerprint } from "../../core/protocol/fingerprint.ts";
import type { NamedFile } from "../../core/protocol/judge.ts";
import type { Publication } from "../../core/protocol/publication.ts";
import { face } from "../../edge/node/face.ts";
import { secretOf } from "../../edge/node/secret.ts";
import { judgeAll } from "../../edge/shared/judge-files.ts";
import { timeStamps } from "../../edge/shared/time-stamp.ts";
import { asJson } from "./verify/json.ts";
import type { Verdict } from "./verify/verdict.ts";
import { inWords } from "./verify/words.ts";

const HELP = `
FILE is a receipt, another proof or a published statement that Chorus wrote, or a file that one of those is about (a text, a picture, a sealed
part): then it is said whether it is the very one. A copy of a notebook is read for the receipts and dated pages in it; where it is
locked, CHORUS_PASSPHRASE (or the file that CHORUS_PASSPHRASE_FILE names) holds its passphrase or the age identity that it was made
for. Nothing is sent anywhere, and no network is needed.

Exit codes:
  0  every proof holds, and every other file is one that a proof is about
  1  something does not hold, or a file is none that a proof is about
  2  a file cannot be read, or is locked

Examples:
  chorus verify sealed.receipt
  chorus verify note-2026-05-01.receipt my-text.txt
  chorus verify press-kit.zip
  chorus verify --escrow "5f3a9c01 …" sealed.receipt`;

type Options = { readonly json?: boolean; readonly escrow?: string };

export function verifyCommand(): Command {
  return new Command("verify")
    .description("Check receipts and other proofs, offline, and say in plain words what they prove.")
    .argument("<file...>", "receipts, proofs, and the files that they are about")
    .option("--escrow <fingerprint>", "the escrow's fingerprint, as you know it from elsewhere")
    .option("--json", "print one JSON object")
    .addHelpText("after", HELP)
    .action(async (files: string[], { json, escrow }: Options) => {
      const pinned = escrow === undefined ? undefined : readFingerprint(escrow);
      const verdicts = await verify(files, pinned);
      const print = json ? (all: readonly Verdict[]) => JSON.stringify(asJson(all)) : inWords;
      console.log(print(verdicts, pinned !== undefined));
      process.exitCode = exitCode(verdicts);
    });
}

async function verify(paths: readonly string[], pinned: Uint8Array | undefined): Promise<Verdict[]> {
  const files = paths.map(readFile);
  const read = files.filter((file) => "bytes" in file);
  const ports = { group: await sodiumGroup(), signer: await sodiumSigner(), timeStamps };
  const key = secretOf("CHORUS_PASSPHRASE", process.env);
  const unreadable = files.filter((file) => "reason" in file);
  return [...(await judgeAll(ports, read, { pinned, key, paper })), ...unreadable];
}

/** Loaded only when there is a PDF to compare. */
async function paper(publication: Publication): Promise<Uint8Array | undefined> {
  const { publicationPaper } = await import("../../edge/shared/publication/paper.ts");
  return publicationPaper(publication, face);
}

function readFile(name: string): NamedFile | Extract<Verdict, { result: "unreadable" }> {
  try {
    return { name, bytes: new Uint8Array(readFileSync(name)) };
  } catch (error) {
    return { name, result: "unreadable", reason: (error as NodeJS.ErrnoException).code ?? "unknown" };
  }
}

function exitCode(verdicts: readonly Verdict[]): number {
  if (verdicts.some(({ result }) => result === "unreadable" || result === "locked")) return 2;
  return verdicts.some(({ result }) => result === "refused" || result === "unrelated") ? 1 : 0;
}
