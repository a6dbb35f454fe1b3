/** What parties say to one another: admission, credentials, requests, messages, withdrawals, verdicts, the ceremony. */
import { constants, createHash, generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { concat, utf8 } from "../../src/core/bytes/bytes.ts";
import {
  ceremonyOf,
  encodeProposal,
  makeCeremonyMessage,
  openCeremonyMessage,
  readProposal,
} from "../../src/core/protocol/ceremony.ts";
import { type Charter, encodeCharter, readCharter } from "../../src/core/protocol/charter.ts";
import {
  counselIdOf,
  encodeAdmitted,
  encodeCounselCard,
  openAdmitted,
  signAdmission,
  signCounselCard,
  verifyCounselCard,
} from "../../src/core/protocol/counsel.ts";
import { checkCredential, credentialMessage, makeIssuance, openIssuance } from "../../src/core/protocol/credential.ts";
import { encodeEntry, leafOf, readEntry } from "../../src/core/protocol/entry.ts";
import { encodeReply, makeMessage, openMessage, readReply } from "../../src/core/protocol/message.ts";
import { authorize, type Caller, checkAuthorization, REQUEST_CLOCK_SKEW } from "../../src/core/protocol/request.ts";
import { makeVerdict, openVerdict } from "../../src/core/protocol/verdict.ts";
import {
  makeErasure,
  makeWithdrawal,
  openErasure,
  openWithdrawal,
  WITHDRAWAL_OUTCOMES,
} from "../../src/core/protocol/withdrawal.ts";
import { nodeCredentialVerifier } from "../../src/edge/node/platform.ts";
import { alice, bob, foundEscrow, REGISTRAR_SEED, type TestTrustee } from "../actors.ts";

const world = await foundEscrow();
const { group, signer, escrow, rng, counsel } = world;
const other = await foundEscrow({ seed: "another escrow" });
const [first, second, third] = world.trustees as [TestTrustee, TestTrustee, TestTrustee];

/** Every third bit of some bytes, flipped. */
function* flipped(bytes: Uint8Array): Generator<Uint8Array> {
  for (let bit = 0; bit < bytes.length * 8; bit += 3) {
    const changed = bytes.slice();
    changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
    yield changed;
  }
}

describe("a charter's figures", () => {
  const read = (changes: Partial<Charter>) => readCharter(group, encodeCharter({ ...world.charter, ...changes }));
  const policy = world.charter.policy;

  it("stand as they are", () => {
    expect(read({})).toEqual(world.charter);
  });

  it.each([
    ["a threshold of half the trustees or less", { threshold: 1 }],
    ["a threshold above the number of trustees", { threshold: 4 }],
    ["fewer witnesses than the threshold", { policy: { ...policy, witnesses: 1 } }],
    ["more witnesses than trustees", { policy: { ...policy, witnesses: 4 } }],
    ["a later epoch without a genesis", { epoch: 1 }],
    ["a genesis in epoch 0", { genesis: new Uint8Array(32) }],
    ["one trustee twice", { trustees: [world.charter.trustees[0], world.charter.trustees[0]] as Charter["trustees"] }],
    ["the identity as a key", { keys: { ...world.charter.keys, x: new Uint8Array(32) } }],
  ])("are refused: %s", (_, changes) => {
    expect(() => read(changes)).toThrow();
  });
});

describe("admission of counsel", () => {
  const card = encodeCounselCard(counsel.card);
  const by = (trustee: TestTrustee, index = trustee.index) => ({
    trustee: index,
    signature: signAdmission(signer, escrow, card, trustee.seed),
  });
  const open = (admissions: ReturnType<typeof by>[]) =>
    openAdmitted(signer, escrow, encodeAdmitted({ v: 1, card, admissions }));

  it("takes t different trustees", () => {
    expect(open([by(first), by(third)]).id).toEqual(counsel.id);
    expect(() => open([by(first)])).toThrow("too few");
    expect(() => open([by(first), by(first)])).toThrow("too few");
    expect(() => open([by(first), by(first, 2)])).toThrow("too few");
  });

  it("is for one escrow and one card", () => {
    const elsewhere = signAdmission(signer, other.escrow, card, second.seed);
    expect(() => open([by(first), { trustee: 2, signature: elsewhere }])).toThrow("too few");
    const signature = signCounselCard(signer, escrow, card, counsel.seed);
    expect(verifyCounselCard(signer, escrow, card, signature)).toBe(true);
    expect(verifyCounselCard(signer, other.escrow, card, signature)).toBe(false);
  });

  it("names counsel by keys: new words keep the id, a new key does not", () => {
    expect(counselIdOf({ ...counsel.card, name: "New name", about: "more" })).toEqual(counsel.id);
    expect(counselIdOf({ ...counsel.card, recipient: `${counsel.card.recipient}x` })).not.toEqual(counsel.id);
    expect(counselIdOf({ ...counsel.card, signingKey: rng.bytes(32) })).not.toEqual(counsel.id);
  });
});

describe("a credential", async () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const credentialKey = new Uint8Array(publicKey.export({ type: "spki", format: "der" }));
  const mine: typeof escrow = {
    ...escrow,
    charter: { ...escrow.charter, registrar: { ...escrow.charter.registrar, credentialKey } },
  };
  const author = signer.publicKey(alice.seed);
  const prefix = rng.bytes(32);
  const pss = (saltLength: number, message: Uint8Array) =>
    new Uint8Array(sign("sha384", message, { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }));
  const message = concat(prefix, credentialMessage(mine, author));
  const signature = pss(48, message);
  const check = (by: Uint8Array, credential: { prefix: Uint8Array; signature: Uint8Array }, at = mine) =>
    checkCredential(nodeCredentialVerifier, at, by, credential);

  it("holds for one author in one escrow", async () => {
    await expect(check(author, { prefix, signature })).resolves.toBeUndefined();
    await expect(check(signer.publicKey(bob.seed), { prefix, signature })).rejects.toThrow("credential");
    await expect(check(author, { prefix, signature }, { ...mine, charterId: other.escrow.charterId })).rejects.toThrow(
      "credential",
    );
    await expect(check(author, { prefix: rng.bytes(32), signature })).rejects.toThrow("credential");
  });

  it("holds with the salt of RFC 9474 and no other, and not by another key", async () => {
    await expect(check(author, { prefix, signature: pss(32, message) })).rejects.toThrow("credential");
    await expect(check(author, { prefix, signature }, escrow)).rejects.toThrow("credential");
    await expect(check(author, { prefix, signature: new Uint8Array(256) })).rejects.toThrow("credential");
  });

  it("leaves an issuance in the log that only the registrar can make, and that tells of nobody", () => {
    const blinded = rng.bytes(256);
    const issuance = makeIssuance(signer, escrow, blinded, REGISTRAR_SEED);
    expect(openIssuance(signer, escrow, issuance).commitment).toHaveLength(32);
    expect(openIssuance(signer, escrow, issuance).commitment).not.toEqual(
      new Uint8Array(createHash("sha256").update(blinded).digest()),
    );
    expect(() => openIssuance(signer, escrow, makeIssuance(signer, escrow, blinded, first.seed))).toThrow(
      "not signed by the registrar",
    );
    for (const changed of flipped(issuance)) expect(() => openIssuance(signer, escrow, changed)).toThrow();
  });
});

describe("a signed request", () => {
  const request = {
    board: "chorus.example/board",
    method: "POST",
    target: "/v1/mail/trustees?after=3",
    body: utf8("body"),
  };
  const caller: Caller = { role: "trustee", index: 1 };
  const header = authorize(signer, caller, request, 1000, first.seed);
  const keyOf = (who: Caller) =>
    who.role === "trustee" ? escrow.charter.trustees[who.index - 1]?.signingKey : undefined;
  const check = (text: string | undefined, over = request, now = 1000) =>
    checkAuthorization(signer, text, over, now, keyOf);

  it("tells who calls", () => {
    expect(check(header)).toEqual(caller);
    expect(check(header, request, 1000 + REQUEST_CLOCK_SKEW)).toEqual(caller);
  });

  it("is refused for another method, address, body, time, name, or none", () => {
    expect(() => check(header, { ...request, method: "GET" })).toThrow("not signed");
    expect(() => check(header, { ...request, board: "another.example/board" })).toThrow("not signed");
    expect(() => check(header, { ...request, target: "/v1/mail/trustees?after=4" })).toThrow("not signed");
    expect(() => check(header, { ...request, body: utf8("bodY") })).toThrow("not signed");
    expect(() => check(header, request, 1001 + REQUEST_CLOCK_SKEW)).toThrow("clock");
    expect(() => check(header, request, 999 - REQUEST_CLOCK_SKEW)).toThrow("clock");
    expect(() => check(header.replace("trustee/1", "trustee/2"))).toThrow("not signed");
    for (const name of [
      "trustee/0",
      "trustee/01",
      "trustee/100",
      "trustee/1/1",
      "counsel/zz",
      "board",
      "registrar/1",
      "registrar",
    ]) {
      expect(() => check(header.replace("trustee/1", name))).toThrow("not known");
    }
    for (const text of [
      undefined,
      "",
      "Bearer x",
      "Chorus trustee/1",
      `${header} more`,
      header.replace("1000", "1e3"),
    ]) {
      expect(() => check(text)).toThrow("does not say who");
    }
  });
});

describe("messages of a trustee", () => {
  it("hold for one kind, sender and escrow, and for no changed bit", () => {
    const message = makeMessage(signer, escrow, 1, "opening", utf8("body"), first.seed);
    expect(openMessage(signer, escrow, "opening", message).trustee).toBe(1);
    expect(() => openMessage(signer, escrow, "contribution", message)).toThrow("not signed");
    expect(() => openMessage(signer, other.escrow, "opening", message)).toThrow("not signed");
    expect(() =>
      openMessage(signer, escrow, "opening", makeMessage(signer, escrow, 2, "opening", utf8("body"), first.seed)),
    ).toThrow("not signed");
    for (const changed of flipped(message)) expect(() => openMessage(signer, escrow, "opening", changed)).toThrow();
  });

  it("say every outcome of a withdrawal in the same number of bytes", () => {
    const record = rng.bytes(16);
    const replies = WITHDRAWAL_OUTCOMES.map((outcome) => encodeReply(record, outcome));
    expect(new Set(replies.map((reply) => reply.length)).size).toBe(1);
    expect(replies.map((reply) => readReply(reply).outcome)).toEqual([...WITHDRAWAL_OUTCOMES]);
  });
});

describe("a withdrawal, an erasure, a verdict", () => {
  it("hold by their signer and for no changed bit", async () => {
    const reply = { box: rng.bytes(16), recipient: counsel.card.recipient };
    const withdrawal = makeWithdrawal(signer, escrow, rng.bytes(16), reply, alice.seed);
    expect(openWithdrawal(signer, escrow, withdrawal).author).toEqual(signer.publicKey(alice.seed));
    expect(() => openWithdrawal(signer, other.escrow, withdrawal)).toThrow("another escrow");
    for (const changed of flipped(withdrawal)) expect(() => openWithdrawal(signer, escrow, changed)).toThrow();

    const erasure = makeErasure(signer, escrow, rng.bytes(16), 2, second.seed);
    expect(openErasure(signer, escrow, erasure).trustee).toBe(2);
    for (const changed of flipped(erasure)) expect(() => openErasure(signer, escrow, changed)).toThrow();

    const said = { case: rng.bytes(32), record: rng.bytes(16), same: [rng.bytes(16)], different: [] };
    const verdict = makeVerdict(signer, escrow, counsel.id, said, counsel.seed);
    const find = async (id: Uint8Array) => (id.join() === counsel.id.join() ? counsel : undefined);
    expect((await openVerdict(signer, escrow, verdict, find)).same).toEqual(said.same);
    await expect(openVerdict(signer, escrow, verdict, async () => undefined)).rejects.toThrow("not signed");
    for (const changed of flipped(verdict)) await expect(openVerdict(signer, escrow, changed, find)).rejects.toThrow();
  });
});

describe("the ceremony's messages", () => {
  it("belong to one proposal, trustee and step", () => {
    const ceremony = ceremonyOf(world.proposal);
    expect(readProposal(encodeProposal(world.proposal))).toEqual(world.proposal);
    const message = makeCeremonyMessage(signer, ceremony, 2, "commit", rng.bytes(32), second.seed);
    expect(openCeremonyMessage(signer, world.proposal, message).step).toBe("commit");
    for (const changed of flipped(message))
      expect(() => openCeremonyMessage(signer, world.proposal, changed)).toThrow();
    const again = { ...world.proposal, nonce: rng.bytes(32) };
    expect(() => openCeremonyMessage(signer, again, message)).toThrow("not signed");
    expect(ceremonyOf({ ...world.proposal, policy: { ...world.proposal.policy, witnesses: 3 } }).id).not.toEqual(
      ceremony.id,
    );
  });
});

describe("a leaf of the log", () => {
  it("shows what kind of thing happened, and its hash", () => {
    const entry = encodeEntry("withdrawal", 7_205, utf8("body"));
    expect(readEntry(entry)).toMatchObject({ type: "withdrawal", hour: 2 });
    expect(leafOf(entry)).toHaveLength(33);
    expect(leafOf(entry)[0]).toBe(5);
  });
});
