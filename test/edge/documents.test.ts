/** What a notebook says of its keeping. */
import { expect, test } from "vitest";
import { newVault } from "../../src/core/protocol/vault.ts";
import { type Device, forgetfulDevice } from "../../src/edge/browser/vault/device.ts";
import { Documents } from "../../src/edge/browser/vault/documents.ts";
import { seededRng } from "../actors.ts";

test("nothing is called kept while newer words are not", async () => {
  const held = Promise.withResolvers<void>();
  const real = forgetfulDevice();
  const slow: Device = { ...real, append: async (row) => held.promise.then(() => real.append(row)) };
  let told = 0;
  const documents = new Documents(newVault(seededRng("documents")), slow, {
    changed: () => undefined,
    kept: () => {
      told += 1;
    },
    notKept: () => undefined,
    unsent: () => undefined,
  });
  await documents.load(0);
  const words = documents.pages.getText("words");
  words.insert(0, "one ");
  const first = documents.keep();
  await new Promise((resolve) => setTimeout(resolve, 20)); // the device is writing
  words.insert(words.length, "two ");
  held.resolve();
  await first;
  expect(told).toBe(0);
  await documents.keep();
  expect(told).toBe(1);
});
