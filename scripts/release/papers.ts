/** Manual pages of every verb, for the package. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { manPage, pageName } from "../../src/apps/cli/papers/man.ts";
import { everyVerb, verbsOf } from "../../src/apps/cli/papers/verbs.ts";
import { chorusProgram } from "../../src/apps/cli/program.ts";

/** @returns the pages, as a package names them */
export function writeManPages(folder: string, version: string): string[] {
  mkdirSync(join(folder, "man"), { recursive: true });
  return everyVerb(verbsOf(chorusProgram())).map((verb) => {
    const page = `man/${pageName(verb)}.1`;
    writeFileSync(join(folder, page), manPage(verb, version));
    return page;
  });
}
