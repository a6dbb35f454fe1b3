/** The registrar serves each eligible person once, logs before it answers, and can tell nobody whom it served. */
import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RSABSSA } from "@cloudflare/blindrsa-ts";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { fromHex, toHex, utf8 } from "../../src/core/bytes/bytes.ts";
import { type Escrow, escrowOf } from "../../src/core/protocol/charter.ts";
import { checkCredential, credentialMessage, openIssuance } from "../../src/core/protocol/credential.ts";
import { nodeCredentialVerifier, systemClock } from "../../src/edge/node/platform.ts";
import { blindSignWith, type RegistrarKeys, registrarCard } from "../../src/edge/node/registrar/keys.ts";
import { openRegistrarStore } from "../../src/edge/node/registrar/store.ts";
import { ageSealer } from "../../src/edge/shared/age.ts";
import { blindSigner } from "../../src/edge/shared/blind-rsa.ts";
import { enrol } from "../../src/roles/author/author.ts";
import {
  encodeIssueRequest,
  invitationHash,
  issue,
  type RegistrarPorts,
  readIssueAnswer,
} from "../../src/roles/registrar/registrar.ts";
import { ageKeys, foundEscrow, REGISTRAR_SEED, seededRng, type TestEscrow } from "../actors.ts";

const rng = seededRng("registrar");
const CODE = "ABCD-EFGH-JKMN-PQRS";
const folder = mkdtempSync(join(tmpdir(), "chorus-registrar-"));
let world: TestEscrow;
let keys: RegistrarKeys;
let open: Escrow;
let invite: Escrow;
let store: Awaited<ReturnType<typeof openRegistrarStore>>;
let file = "";
let logged: Uint8Array[] = [];
let logFails: "no" | "before" | "after" = "no";
let files = 0;

beforeAll(async () => {
  world = await foundEscrow();
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  keys = {
    v: 1,
    name: "Registrar",
    admits: "invite",
    seed: REGISTRAR_SEED,
    identity: (await ageKeys()).identity,
    credentialKey: new Uint8Array(privateKey.export({ format: "der", type: "pkcs8" })),
    memoryKey: rng.bytes(32),
  };
  const registrar = await registrarCard(world.signer, keys);
  open = escrowOf(world.group, { ...world.charter, registrar: { ...registrar, admits: "open" } });
  invite = escrowOf(world.group, { ...world.charter, registrar });
});

beforeEach(async () => {
  file = join(folder, `${files++}.sqlite`);
  store = await openRegistrarStore(file);
  logged = [];
  logFails = "no";
  await store.addInvitation(invitationHash(keys.memoryKey, CODE));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function ports(escrow: Escrow): RegistrarPorts {
  return {
    signer: world.signer,
    sealer: ageSealer,
    escrow,
    seed: keys.seed,
    identity: keys.identity,
    memoryKey: keys.memoryKey,
    blindSign: blindSignWith(keys),
    store,
    rng,
    clock: systemClock,
    logIssuance: async (issuance) => {
      if (logFails === "before") throw new Error("the board is away");
      logged.push(issuance);
      if (logFails === "after") throw new Error("the answer was lost");
    },
  };
}

const authorPorts = () => ({ signer: world.signer, sealer: ageSealer, rng, blindSigner });
const enrolIn = (escrow: Escrow, code?: string) =>
  enrol(authorPorts(), escrow, code === undefined ? { kind: "open" } : { kind: "invite", code }, (file) =>
    issue(ports(escrow), file),
  );

async function request(escrow: Escrow, code: string, blinded: Uint8Array): Promise<Uint8Array> {
  const sealed = await ageSealer.seal(encodeIssueRequest({ v: 1, blinded, proof: { kind: "invite", code } }), [
    escrow.charter.registrar.recipient,
  ]);
  return readIssueAnswer(await issue(ports(escrow), sealed));
}

async function blindedMessage(escrow: Escrow): Promise<Uint8Array> {
  const message = credentialMessage(escrow, world.signer.publicKey(rng.bytes(32)));
  return (await blindSigner.blind(escrow.charter.registrar.credentialKey, message)).blinded;
}

test("open to all: the credential verifies for its author, in this escrow, and nowhere else", async () => {
  const { seed, credential } = await enrolIn(open);
  const author = world.signer.publicKey(seed);
  await expect(checkCredential(nodeCredentialVerifier, open, author, credential)).resolves.toBeUndefined();
  const other = world.signer.publicKey(rng.bytes(32));
  await expect(checkCredential(nodeCredentialVerifier, open, other, credential)).rejects.toMatchObject({
    rule: "credential",
  });
  await expect(checkCredential(nodeCredentialVerifier, invite, author, credential)).rejects.toMatchObject({
    rule: "credential",
  });
  expect(logged).toHaveLength(1);
  expect(openIssuance(world.signer, open, logged[0] as Uint8Array).commitment).toHaveLength(32);
});

test("the raw operation of OpenSSL is RFC 9474's BlindSign", async () => {
  const blinded = await blindedMessage(open);
  const pkcs8 = createPrivateKey({ key: Buffer.from(keys.credentialKey), format: "der", type: "pkcs8" }).export({
    format: "der",
    type: "pkcs8",
  });
  const algorithm = { name: "RSA-PSS", hash: "SHA-384" };
  const key = await crypto.subtle.importKey("pkcs8", new Uint8Array(pkcs8), algorithm, true, ["sign"]);
  const expected = await RSABSSA.SHA384.PSS.Randomized().blindSign(key, blinded);
  expect(await blindSignWith(keys)(blinded)).toEqual(expected);
});

test("a message that does not fit the key is refused", async () => {
  await expect(blindSignWith(keys)(new Uint8Array(256).fill(255))).rejects.toMatchObject({
    rule: "blinded",
    field: "blinded",
  });
  await expect(blindSignWith(keys)(new Uint8Array(300))).rejects.toMatchObject({ rule: "blinded" });
});

test("an invitation admits one person, however it is typed, and a lost answer can be asked for again", async () => {
  const blinded = await blindedMessage(invite);
  const first = await request(invite, CODE, blinded);
  expect(await request(invite, "abcd efgh jkmn pqrs", blinded)).toEqual(first);
  expect(logged).toHaveLength(1);
  await expect(enrolIn(invite, CODE)).rejects.toMatchObject({ rule: "invitation" });
  await expect(enrolIn(invite, "ZZZZ-ZZZZ-ZZZZ-ZZZZ")).rejects.toMatchObject({ rule: "invitation" });
  expect(logged).toHaveLength(1);
});

test("an unknown code and a used one are told in the same words", async () => {
  await enrolIn(invite, CODE);
  const told = async (code: string) => enrolIn(invite, code).catch((error: Error) => error.message);
  expect(await told(CODE)).toBe(await told("ZZZZ-ZZZZ-ZZZZ-ZZZZ"));
});

test("who comes without an invitation where one is needed, or with one where none is, is told how people are admitted", async () => {
  await expect(enrolIn(invite)).rejects.toMatchObject({ rule: "registrar-policy" });
  await expect(enrolIn(open, CODE)).rejects.toMatchObject({ rule: "registrar-policy" });
});

test("no signature leaves before its issuance is logged, and it is logged in the end", async () => {
  const blinded = await blindedMessage(invite);
  logFails = "before";
  await expect(request(invite, CODE, blinded)).rejects.toThrow("the board is away");
  logFails = "after";
  await expect(request(invite, CODE, blinded)).rejects.toThrow("the answer was lost");
  logFails = "no";
  await request(invite, CODE, blinded);
  // The board logs a commitment once, however often it is sent.
  const commitments = logged.map((bytes) => toHex(openIssuance(world.signer, invite, bytes).commitment));
  expect(new Set(commitments).size).toBe(1);
});

test("requests that are not for this registrar, or damaged, are refused", async () => {
  const { recipient } = await ageKeys();
  const elsewhere = await ageSealer.seal(utf8("x"), [recipient]);
  await expect(issue(ports(open), elsewhere)).rejects.toMatchObject({ rule: "registrar-recipient" });
  await expect(issue(ports(open), utf8("no age file"))).rejects.toMatchObject({ kind: "malformed" });
  const rubbish = await ageSealer.seal(utf8("rubbish"), [open.charter.registrar.recipient]);
  await expect(issue(ports(open), rubbish)).rejects.toMatchObject({ kind: "malformed" });
});

test("what it keeps leads from no code to a person, and from no credential to a code", async () => {
  const { seed, credential } = await enrolIn(invite, CODE);
  await store.close();
  const kept = readFileSync(file).toString("hex");
  const author = world.signer.publicKey(seed);
  for (const secret of [
    utf8(CODE),
    utf8(CODE.replaceAll("-", "")),
    author,
    utf8(toHex(author)),
    credential.signature,
    credential.prefix,
  ]) {
    expect(kept).not.toContain(toHex(secret));
  }
  // A stolen list cannot be searched for a code without the key that is not in it.
  expect(kept).not.toContain(toHex(utf8(toHex(invitationHash(new Uint8Array(32), CODE)))));
  expect(kept).toContain(toHex(utf8(toHex(invitationHash(keys.memoryKey, CODE)))));
  expect(kept).not.toContain(toHex(fromHex(toHex(keys.memoryKey))));
});
