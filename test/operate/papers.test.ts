/** Completion and manual pages come from the verbs themselves, so they know every verb and every option. */
import { execFileSync, spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { completion, SHELLS } from "../../src/apps/cli/papers/completion.ts";
import { manPage, pageName } from "../../src/apps/cli/papers/man.ts";
import { everyVerb, verbsOf } from "../../src/apps/cli/papers/verbs.ts";
import { chorusProgram } from "../../src/apps/cli/program.ts";
import { here } from "../here.ts";

const root = verbsOf(chorusProgram());
const verbs = everyVerb(root);
const there = (program: string) => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;

test("every verb says what it does, and every option too", () => {
  expect(verbs.length).toBeGreaterThan(10);
  for (const { path, description, options } of verbs) {
    expect(description, path).toMatch(/\.$/);
    for (const option of options) expect(option.description, `${path} ${option.term}`).not.toBe("");
  }
});

describe("completion", () => {
  test.each(SHELLS)("for %s knows every verb and option", (shell) => {
    const script = completion(shell, root);
    for (const { name, options } of verbs) {
      expect(script).toContain(name);
      for (const { long } of options) expect(script).toContain(long.slice(2));
    }
  });

  /** What bash offers after these words. */
  function offered(...words: string[]): string[] {
    const line = words.map((word) => `'${word}'`).join(" ");
    const script = `${completion("bash", root)}
COMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _chorus; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return execFileSync("bash", ["-c", script], { encoding: "utf8", cwd: "/" }).trim().split("\n");
  }

  test("in a real bash offers verbs, then their options, then files", () => {
    expect(offered("chorus", "ver")).toEqual(["verify", "verify-site"]);
    expect(offered("chorus", "audit", "--st")).toEqual(["--state"]);
    expect(offered("chorus", "config", "ch")).toEqual(["check"]);
    expect(offered("chorus", "config", "check", "/et")).toEqual(["/etc"]);
  });
});

describe("manual pages", () => {
  test("name every option of their verb, with exit codes and examples where the verb has them", () => {
    const page = (path: string) => manPage(verbs.find((one) => one.path === path) as (typeof verbs)[0], "1.2.3");
    expect(page("chorus audit")).toContain(".SH EXIT CODES");
    expect(page("chorus audit")).toContain(".SH EXAMPLES");
    expect(page("chorus audit")).toContain("\\-\\-from\\-start");
    expect(page("chorus")).toContain(".BR chorus\\-audit (1)");
    expect(new Set(verbs.map(pageName)).size).toBe(verbs.length);
  });

  test.skipIf(!here("groff", there("groff")))(
    there("groff") ? "are read by groff without a warning" : "groff is not here: NOT TESTED",
    () => {
      for (const verb of verbs) {
        const { stderr, stdout } = spawnSync("groff", ["-man", "-Tutf8", "-ww", "-z"], {
          input: manPage(verb, "1.2.3"),
          encoding: "utf8",
        });
        expect({ path: verb.path, stderr, stdout }).toEqual({ path: verb.path, stderr: "", stdout: "" });
      }
    },
  );
});
