/**
 * Ends a test run with what failed, each in a few lines, and one plain line, `N passed, N failed`, that any reader of a
 * log understands: the end is what is read first, and often all that is kept of it.
 */
import { stripVTControlCharacters } from "node:util";
import type { Reporter, TestCase, TestModule, TestSuite } from "vitest/node";

const REASON_CHARACTERS = 600;

type Failed = { readonly name: string; readonly reasons: readonly string[] };

export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const results = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
    const count = (state: string) => results.filter((one) => one === state).length;
    const failed = modules.flatMap(failedIn);
    const skipped = count("skipped") > 0 ? `, ${count("skipped")} skipped` : "";
    for (const { name, reasons } of failed) console.log(`\n× ${name}\n${reasons.join("\n")}`);
    console.log(`\n${count("passed")} passed, ${failed.length} failed${skipped}`);
  }
}

/** What failed in a file: tests, and what stands before and after tests; with it what its pages showed last. */
function failedIn(module: TestModule): Failed[] {
  const name = (within: string) => [module.relativeModuleId, within].filter(Boolean).join(" > ");
  const seen = (module.meta() as { lastSeen?: string[] }).lastSeen ?? [];
  const around = [module, ...module.children.allSuites()].map((one: TestModule | TestSuite) => ({
    name: name("fullName" in one ? one.fullName : ""),
    reasons: one.errors().map(reasonOf),
  }));
  const tests = [...module.children.allTests("failed")].map((test: TestCase) => ({
    name: name(test.fullName),
    reasons: (test.result().errors ?? []).map(reasonOf),
  }));
  const failed = [...around, ...tests].filter(({ reasons }) => reasons.length > 0);
  return failed.map(({ name, reasons }) => ({ name, reasons: [...reasons, ...seen] }));
}

const reasonOf = ({ message }: { readonly message: string }): string =>
  stripVTControlCharacters(message).slice(0, REASON_CHARACTERS);
