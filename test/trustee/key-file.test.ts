/** A party's key file: for its owner alone, behind a passphrase if there is one, and never half written. */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { afterAll, expect, test } from "vitest";
import { toHex } from "../../src/core/bytes/bytes.ts";
import { sodiumSigner } from "../../src/core/crypto/signer-sodium.ts";
import { readKeyFile, writeKeyFile } from "../../src/edge/node/keyfile.ts";
import { initTrustee, readTrusteeKeys, trusteeCard, trusteeKeyPath } from "../../src/edge/node/trustee/keys.ts";

const folder = mkdtempSync(join(tmpdir(), "chorus-keys-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a trustee's keys are made once, are its owner's alone, and are not made again", async () => {
  const home = join(folder, "trustee");
  const keys = await initTrustee(home, "Trustee 1");
  expect(statSync(trusteeKeyPath(home)).mode & 0o777).toBe(0o600);
  expect(statSync(home).mode & 0o777).toBe(0o700);
  expect(await initTrustee(home, "Another name")).toEqual(keys);
  expect(await readTrusteeKeys(home)).toEqual(keys);
  const card = await trusteeCard(await sodiumSigner(), keys);
  expect(card.name).toBe("Trustee 1");
  expect(card.recipient.startsWith("age1pq1")).toBe(true); // post-quantum hybrid
});

test.each([
  0o644, 0o640, 0o604, 0o660,
])("a key file of mode %o is refused until it is its owner's alone", async (mode) => {
  const home = join(folder, `mode-${mode}`);
  await initTrustee(home, "Trustee");
  chmodSync(trusteeKeyPath(home), mode);
  await expect(readTrusteeKeys(home)).rejects.toMatchObject({ rule: "key-file-mode" });
  chmodSync(trusteeKeyPath(home), 0o600);
  await expect(readTrusteeKeys(home)).resolves.toBeDefined();
});

test("with a passphrase, the file shows nothing and opens with that passphrase alone", {
  timeout: 240_000,
}, async () => {
  const home = join(folder, "sealed");
  const keys = await initTrustee(home, "Trustee", "a long passphrase");
  const file = readFileSync(trusteeKeyPath(home));
  expect(file.toString("latin1")).toContain("age-encryption.org/v1");
  expect(file.toString("hex")).not.toContain(toHex(keys.seed));
  expect(await readTrusteeKeys(home, "a long passphrase")).toEqual(keys);
  await expect(readTrusteeKeys(home)).rejects.toMatchObject({ rule: "key-file-passphrase" });
  await expect(readTrusteeKeys(home, "another passphrase")).rejects.toMatchObject({ rule: "key-file-passphrase" });
});

test("writing replaces the file whole: what an earlier attempt left half written does not matter", async () => {
  const path = join(folder, "whole.key");
  const schema = v.strictObject({ n: v.number() });
  await writeKeyFile(path, { n: 1 });
  writeFileSync(`${path}.new`, "half writ", { mode: 0o644 });
  await writeKeyFile(path, { n: 2 });
  expect(await readKeyFile(path, schema)).toEqual({ n: 2 });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder).filter((name) => name.startsWith("whole"))).toEqual(["whole.key"]);
  writeFileSync(path, "rubbish", { mode: 0o600 });
  await expect(readKeyFile(path, schema)).rejects.toMatchObject({ kind: "malformed" });
});
