/** A bar for whoever sits there and waits; nothing for files, pipes and what is over at once. */
import { PassThrough } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { withProgress } from "../../src/apps/cli/progress.ts";

/** What stands on a terminal, or in a file, after work of ten steps. */
async function shownBy(milliseconds: number, terminal: boolean): Promise<string> {
  const stream = Object.assign(new PassThrough(), { isTTY: terminal, columns: 100, clearLine() {}, cursorTo() {} });
  let shown = "";
  stream.on("data", (chunk) => {
    shown += chunk;
  });
  const work = async (advance: (done: number, all: number) => void) => {
    for (let done = 1; done <= 10; done++) {
      await sleep(milliseconds);
      advance(done, 10);
    }
    return "the answer";
  };
  expect(await withProgress("Checking", work, stream)).toBe("the answer");
  return shown;
}

test("work that takes long shows how far it has come, to a person", async () => {
  expect(await shownBy(80, true)).toMatch(/Checking .*\d+%/);
  expect(await shownBy(80, false)).toBe("");
});

test("what is over at once does not flicker", async () => {
  expect(await shownBy(1, true)).not.toContain("Checking");
});
