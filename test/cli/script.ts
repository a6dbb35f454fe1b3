/**
 * Scripts that a person could type, in the manner of age's: `exec` runs a command, and the lines after it say what must
 * have come of it. `! exec` expects a failure. Words are parted by spaces, '…' keeps them together, $NAME stands for a
 * variable, and * for the one file that fits.
 *
 *     exec chorus counsel key --data desk
 *     stdout '^AGE-SECRET-KEY-1'        ! stdout, stderr, ! stderr
 *     exit 1
 *     cp stdout export.key
 *     set CASE '^([0-9a-f]{12})'        from what stdout said
 *     exists export.key                 ! exists
 *     mode 600 desk/counsel.key
 */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";

const MAIN = new URL("../../src/apps/cli/main.ts", import.meta.url).pathname;

type Ran = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

/** Runs a script of this folder in `folder`; the first line that does not hold fails the test, by its number. */
export function runScript(name: string, folder: string, variables: Readonly<Record<string, string>>): void {
  const lines = readFileSync(new URL(name, import.meta.url), "utf8").split("\n");
  const given = { ...variables };
  let ran: Ran = { status: 0, stdout: "", stderr: "" };
  lines.forEach((line, i) => {
    const [first, ...rest] = wordsOf(line, given, folder);
    if (first === undefined) return;
    const negated = first === "!";
    const [verb = "", ...words] = negated ? rest : [first, ...rest];
    const at = `${name}:${i + 1}: ${line}`;
    if (verb === "exec") {
      ran = execute(words, folder, given);
      expect(ran.status !== 0, `${at}\n${ran.stdout}${ran.stderr}`).toBe(negated);
    } else if (verb === "env") {
      const [key = "", value = ""] = (words[0] ?? "").split("=");
      given[key] = value;
    } else if (verb === "set") {
      const [key = "", pattern = ""] = words;
      given[key] = new RegExp(pattern, "m").exec(ran.stdout)?.[1] ?? "";
    } else check(verb, words, negated, ran, folder, at);
  });
}

function check(verb: string, words: string[], negated: boolean, ran: Ran, folder: string, at: string): void {
  const [one = "", two = ""] = words;
  if (verb === "stdout" || verb === "stderr") {
    expect(new RegExp(one, "m").test(ran[verb]), `${at}\n${ran[verb]}`).toBe(!negated);
  } else if (verb === "exit") expect(ran.status, `${at}\n${ran.stderr}`).toBe(Number(one));
  else if (verb === "exists") expect(existsSync(join(folder, one)), at).toBe(!negated);
  else if (verb === "mode") expect((statSync(join(folder, two)).mode & 0o777).toString(8), at).toBe(one);
  else if (verb === "chmod") chmodSync(join(folder, two), Number.parseInt(one, 8));
  else if (verb === "cp" && one === "stdout") writeFileSync(join(folder, two), ran.stdout, { mode: 0o600 });
  else throw new Error(`${at}: there is no such line`);
}

function execute([program = "", ...words]: string[], folder: string, given: Readonly<Record<string, string>>): Ran {
  const [file, args] = program === "chorus" ? [process.execPath, [MAIN, ...words]] : [program, words];
  const { CHORUS_PASSPHRASE: _, ...inherited } = process.env;
  const ran = spawnSync(file, args, { cwd: folder, env: { ...inherited, ...given }, encoding: "utf8" });
  if (ran.error) throw ran.error;
  return ran;
}

/** A line's words; none for a comment or an empty line. */
function wordsOf(line: string, given: Readonly<Record<string, string>>, folder: string): string[] {
  if (line.trimStart().startsWith("#")) return [];
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain = ""]) => {
    if (quoted !== undefined) return quoted;
    const filled = plain.replace(/\$(\w+)/g, (whole, name: string) => given[name] ?? whole);
    return filled.includes("*") ? theOne(filled, folder) : filled;
  });
}

function theOne(pattern: string, folder: string): string {
  const [found, ...more] = globSync(pattern, { cwd: folder });
  if (found === undefined || more.length > 0)
    throw new Error(`${pattern} fits ${found ? more.length + 1 : "no"} files`);
  return found;
}
