/** `chorus verify-site URL`: are the pages that a board serves those of the sources? */
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { sodiumGroup } from "../../core/crypto/group-sodium.ts";
import { sodiumSigner } from "../../core/crypto/signer-sodium.ts";
import { readFingerprint } from "../../core/protocol/fingerprint.ts";
import { buildCommit } from "../../edge/node/build-commit.ts";
import { expectedSite, servedSite } from "../../edge/node/served-site.ts";
import { boardClient } from "../../edge/shared/board-client.ts";
import { meetEscrow } from "../../edge/shared/escrow.ts";
import { compareSite, type Difference, type SiteReport } from "../../roles/auditor/site.ts";

const BUILT = fileURLToPath(new URL("../../../dist/web", import.meta.url));

const HELP = `
The pages are compared with a build: --build names its folder; --commit builds a commit of a checkout first. By default it is
the build that came with this program. Every file and header is fetched as a browser would fetch it.

Exit codes:
  0  the board serves this build, and its log says so
  1  something differs
  2  the board cannot be reached

Examples:
  chorus verify-site https://board.example --commit v1.2.0
  npm run build:web && chorus verify-site https://board.example --build dist/web`;

type Options = {
  readonly build?: string;
  readonly commit?: string;
  readonly checkout: string;
  readonly escrow?: string;
  readonly json?: boolean;
};

export function verifySiteCommand(): Command {
  return new Command("verify-site")
    .description("Compare the pages that a board serves, and what its log says of them, with a build of the sources.")
    .argument("<url>", "the board's address")
    .option("--build <folder>", "a build of the pages")
    .option("--commit <name>", "a commit to build and compare with")
    .option("--checkout <folder>", "the git checkout that has the commit", ".")
    .option("--escrow <fingerprint>", "the escrow's fingerprint, as you know it from elsewhere")
    .option("--json", "print one JSON object")
    .addHelpText("after", HELP)
    .action(async (url: string, options: Options) => {
      const report = await verify(url.replace(/\/+$/, ""), options);
      console.log(options.json ? JSON.stringify({ v: 1, same: isSame(report), ...report }) : inWords(report));
      process.exitCode = isSame(report) ? 0 : 1;
    });
}

const isSame = ({ differences }: SiteReport) => differences.length === 0;

async function verify(url: string, { build, commit, checkout, escrow }: Options): Promise<SiteReport> {
  const built = commit === undefined ? undefined : await buildCommit(checkout, commit);
  try {
    const expected = expectedSite(built?.folder ?? build ?? BUILT);
    const [group, signer] = [await sodiumGroup(), await sodiumSigner()];
    const pinned = escrow === undefined ? undefined : readFingerprint(escrow);
    const { charter } = await meetEscrow(boardClient(url), group, signer, pinned);
    return await compareSite(signer, charter, expected, await servedSite(url));
  } finally {
    built?.remove();
  }
}

function inWords({ version, hash, files, position, hour, differences }: SiteReport): string {
  const build = `build ${version}, manifest ${hash}`;
  if (differences.length === 0) {
    const since = new Date((hour ?? 0) * 3_600_000).toISOString().slice(0, 13);
    return [
      `The board serves ${build}.`,
      `  ${files} files and their headers are those of the build.`,
      `  It stands at position ${position} of the log, since ${since}:00Z, cosigned by enough trustees.`,
    ].join("\n");
  }
  return [
    `The board does NOT serve ${build}, or not alone:`,
    ...differences.map(({ rule, path, message }: Difference) => `  ${path ?? "the pages"}: ${message} (${rule})`),
    "",
    "An older or newer version differs in many files at once; compare with the commit that the board says it serves.",
  ].join("\n");
}
