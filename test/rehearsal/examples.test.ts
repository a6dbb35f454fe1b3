/**
 * Every example is played through real processes, and must come out as told here. In between, trustees are killed
 * and started again, which must change nothing.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { rehearse } from "../../src/apps/cli/rehearse/rehearse.ts";
import { readScenario, type Scenario, type Step } from "../../src/apps/cli/rehearse/scenario.ts";

const EXAMPLES = new URL("../../examples", import.meta.url).pathname;
const exported = mkdtempSync(join(tmpdir(), "chorus-exported-"));
afterAll(() => rmSync(exported, { recursive: true, force: true }));

type Outcome = { opened: string[][]; sealed: string[]; withdrawn: string[] };
const EXPECTED: Readonly<Record<string, Outcome>> = {
  "01-two-spellings": { opened: [["a", "b"]], sealed: ["c"], withdrawn: [] },
  "02-mixed-quorums": { opened: [["a", "b", "c", "d", "e"]], sealed: [], withdrawn: [] },
  "03-late-joiner": { opened: [["a", "b", "c"]], sealed: [], withdrawn: [] },
  "04-withdrawn-before": { opened: [], sealed: ["b"], withdrawn: ["a"] },
  "05-withdrawn-after": { opened: [["a", "b"]], sealed: [], withdrawn: [] },
  "06-one-author-twice": { opened: [["a", "a2", "b"]], sealed: [], withdrawn: [] },
  "07-trustee-down": { opened: [["a", "b"]], sealed: [], withdrawn: [] },
  "08-cheating-trustee": { opened: [["a", "b"]], sealed: [], withdrawn: [] },
  "09-two-counsel": { opened: [["a", "b"]], sealed: [], withdrawn: [] },
  "10-unmatched": { opened: [], sealed: ["a", "b"], withdrawn: [] },
  "11-name-only": { opened: [["a", "b"]], sealed: [], withdrawn: [] },
  "12-name-only-different": { opened: [], sealed: ["a", "b"], withdrawn: [] },
  "13-replacement": { opened: [["a2", "b", "c"]], sealed: [], withdrawn: [] },
  "14-five-trustees": { opened: [["a", "b"]], sealed: [], withdrawn: [] },
};

/** The rules that refuse something in an example; the others are taken whole. */
const REJECTED: Readonly<Record<string, string[]>> = {
  "06-one-author-twice": ["replay", "envelope-signature"],
  "10-unmatched": ["“nobody@example.net” cannot be matched on"],
};

/** After every seal and withdrawal one trustee, each in its turn, is killed without warning and started again. */
function withKills(scenario: Scenario): Scenario {
  const touched = new Set(
    scenario.steps.flatMap((step) => ("kill" in step ? [step.kill] : "cheat" in step ? [step.cheat] : [])),
  );
  const safe = Array.from({ length: scenario.trustees }, (_, i) => `trustee-${i + 1}`).filter(
    (name) => !touched.has(name),
  );
  let turn = 0;
  const steps = scenario.steps.flatMap((step): Step[] =>
    "seal" in step || "withdraw" in step ? [step, { restart: safe[turn++ % safe.length] as string }] : [step],
  );
  return { ...scenario, steps };
}

describe("the examples, with trustees killed and restarted in between", () => {
  it("are all told here", () => {
    const files = readdirSync(EXAMPLES).filter((file) => file.endsWith(".json"));
    expect(files.map((file) => file.replace(".json", "")).sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  for (const [name, expected] of Object.entries(EXPECTED)) {
    it(name, { timeout: 400_000 }, async () => {
      const scenario = readScenario(join(EXAMPLES, `${name}.json`));
      const target = join(exported, name);
      const result = await rehearse(withKills(scenario), { exportTo: target });
      expect(result.rejected.map(({ reason }) => reason.split(":")[0])).toEqual(REJECTED[name] ?? []);
      const { opened, sealed, withdrawn } = result;
      expect({ opened, sealed, withdrawn }).toEqual(expected);
      for (const one of Object.values(result.counsel).flat()) {
        for (const [survivor, text] of Object.entries(one.texts)) expect(text).toBe(scenario.survivors[survivor]?.text);
      }
      checkExports(target, scenario);
    });
  }
});

/** What was exported opens with the ordinary age tool and that counsel's key. */
function checkExports(folder: string, scenario: Scenario): void {
  for (const counsel of scenario.counsel) {
    const files = readdirSync(join(folder, counsel), { recursive: true, encoding: "utf8" });
    for (const file of files.filter((path) => path.endsWith("account.txt.age"))) {
      const age = spawnSync("age", ["-d", "-i", join(folder, counsel, `${counsel}.key`), join(folder, counsel, file)]);
      expect(age.status, age.stderr?.toString() ?? "the age tool is not on this machine").toBe(0);
      const known = Object.values(scenario.survivors).some(({ text }) => age.stdout.toString().startsWith(text));
      expect(known).toBe(true);
    }
    for (const file of files.filter((path) => path.includes("/attachments/") && path.endsWith(".age"))) {
      const age = spawnSync("age", ["-d", "-i", join(folder, counsel, `${counsel}.key`), join(folder, counsel, file)]);
      expect(Buffer.compare(age.stdout, readFileSync(join(EXAMPLES, "photo.jpg")))).toBe(0);
    }
  }
}
