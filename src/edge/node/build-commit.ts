/** Builds the pages of one commit of a checkout, in a folder of their own, with the libraries that its lock file names. */
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { malformed } from "../../core/bytes/errors.ts";

const run = promisify(execFile);
const LOCK = "package-lock.json";

/** @returns the folder of the build, and how to be rid of it */
export async function buildCommit(checkout: string, commit: string): Promise<{ folder: string; remove(): void }> {
  const place = mkdtempSync(join(tmpdir(), "chorus-commit-"));
  const remove = () => rmSync(place, { recursive: true, force: true });
  try {
    await takeSources(checkout, commit, place);
    await takeLibraries(checkout, place);
    const vite = join(place, "node_modules/vite/bin/vite.js");
    await run(process.execPath, [vite, "build", "src/apps/web", "--logLevel", "error"], { cwd: place });
    return { folder: join(place, "dist/web"), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

async function takeSources(checkout: string, commit: string, place: string): Promise<void> {
  const archive = join(place, "sources.tar");
  // A name that begins with a dash would be an option.
  if (commit.startsWith("-")) throw malformed("commit", "a commit's name does not begin with a dash", "commit");
  try {
    await run("git", ["-C", checkout, "archive", "--format=tar", "--output", archive, commit]);
  } catch {
    throw malformed("commit", "git knows no such commit in this checkout", "commit");
  }
  await run("tar", ["-xf", archive, "-C", place]);
  rmSync(archive);
}

/** The checkout's own libraries when the lock files are the same; otherwise they are fetched, without running anything. */
async function takeLibraries(checkout: string, place: string): Promise<void> {
  const ours = join(checkout, "node_modules");
  const lock = (folder: string) => readFileSync(join(folder, LOCK), "utf8");
  if (existsSync(ours) && existsSync(join(checkout, LOCK)) && lock(checkout) === lock(place)) {
    await run("cp", ["-al", ours, place]).catch(() => run("cp", ["-a", ours, place]));
  } else {
    await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: place });
  }
}
