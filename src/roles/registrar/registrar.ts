/**
 * The registrar: checks once that a person is eligible and blind-signs one author credential (§8).
 *
 * It remembers a keyed hash of what it served (an invitation code, for instance) and cannot link a credential to
 * it: what it signs is blinded. Each issuance is logged before the signature is handed out, so that it cannot
 * mint authors unseen.
 */
import * as v from "valibot";
import { equalBytes, utf8 } from "../../core/bytes/bytes.ts";
import { decode, encode } from "../../core/bytes/cbor.ts";
import { malformed, rejected, unavailable } from "../../core/bytes/errors.ts";
import { LABELS } from "../../core/bytes/labels.ts";
import { boundedBytes, text, version } from "../../core/bytes/schema.ts";
import { hash256 } from "../../core/crypto/hash.ts";
import type { Clock, FileSealer, Rng, Signer } from "../../core/ports.ts";
import type { Escrow } from "../../core/protocol/charter.ts";
import { makeIssuance } from "../../core/protocol/credential.ts";

/** A blinded message is as long as the RSA modulus. */
const blinded = boundedBytes(256, 1024);
const address = text(254, 6);

const requestSchema = v.strictObject({
  v: version(1),
  blinded,
  proof: v.variant("kind", [
    v.strictObject({ kind: v.literal("open") }),
    v.strictObject({ kind: v.literal("invite"), code: text(64, 8) }),
    v.strictObject({ kind: v.literal("email"), address, code: text(32, 1) }),
    /** `callback` is the address, query included, at which the provider sent the person back. */
    v.strictObject({ kind: v.literal("oidc"), state: text(200, 20), callback: text(6000, 1) }),
  ]),
});
export type IssueRequest = v.InferOutput<typeof requestSchema>;

const enquirySchema = v.strictObject({
  v: version(1),
  ask: v.variant("kind", [
    /** Send a code to this address. */
    v.strictObject({ kind: v.literal("email"), address, language: v.picklist(["en", "es", "fr"]) }),
    /** Where to sign in. */
    v.strictObject({ kind: v.literal("oidc") }),
  ]),
});
export type Enquiry = v.InferOutput<typeof enquirySchema>["ask"];

const enquiryAnswerSchema = v.strictObject({ v: version(1), url: text(6000), state: text(200) });
/** Where to sign in, and by what to come back. Both are empty for a code by mail. */
export type EnquiryAnswer = Omit<v.InferOutput<typeof enquiryAnswerSchema>, "v">;

const answerSchema = v.strictObject({ v: version(1), blindSignature: boundedBytes(256, 1024) });

export function encodeEnquiry(ask: Enquiry): Uint8Array {
  return encode({ v: 1, ask });
}

export function readEnquiryAnswer(bytes: Uint8Array): EnquiryAnswer {
  const { url, state } = decode(enquiryAnswerSchema, bytes, "registrar's answer", 8192);
  return { url, state };
}

export function encodeIssueRequest(request: IssueRequest): Uint8Array {
  return encode(request);
}

/** The blind signature from the registrar's answer. */
export function readIssueAnswer(bytes: Uint8Array): Uint8Array {
  return decode(answerSchema, bytes, "registrar's answer", 2048).blindSignature;
}

/** What the registrar asks of its surroundings. */
export type RegistrarPorts = {
  readonly signer: Signer;
  readonly sealer: FileSealer;
  readonly escrow: Escrow;
  readonly seed: Uint8Array;
  readonly identity: string;
  /** Key of the hashes under which served proofs are remembered; a stolen list tells no code. */
  readonly memoryKey: Uint8Array;
  /** RFC 9474 BlindSign: the RSA private operation on a blinded message. */
  readonly blindSign: (blinded: Uint8Array) => Promise<Uint8Array>;
  readonly store: RegistrarStore;
  readonly rng: Rng;
  readonly clock: Clock;
  /** How people are found to be eligible, where the policy needs it. */
  readonly email?: EmailPort;
  readonly oidc?: OidcPort;
  /** Appends an issuance to the board's log; throws when the board did not take it. */
  readonly logIssuance: (issuance: Uint8Array) => Promise<void>;
};

/** Sends codes to addresses in these domains, or any that end in one of them. */
export type EmailPort = {
  readonly domains: readonly string[];
  send(address: string, code: string, language: "en" | "es" | "fr"): Promise<void>;
};

/** A provider of OpenID Connect. What `begin` gives to keep, `finish` needs. */
export type OidcPort = {
  begin(): Promise<{ readonly url: string; readonly state: string; readonly keep: Uint8Array }>;
  /** Who signed in: the issuer and its name for the person. */
  finish(keep: Uint8Array, callback: string): Promise<{ readonly issuer: string; readonly subject: string }>;
};

/**
 * The registrar's memory. `claim` marks an unused invitation as used by this blinded message and says so; a code
 * that was used for the same blinded message may be asked for again, since an answer can be lost on its way. A person who
 * comes by mail or by a provider is an invitation of their own: one each, for good.
 */
export interface RegistrarStore {
  addInvitation(codeHash: Uint8Array): Promise<void>;
  claim(codeHash: Uint8Array, use: Uint8Array): Promise<"claimed" | "same-again" | "used" | "unknown">;
  /** Was this already used by this very blinded message? */
  isFor(codeHash: Uint8Array, use: Uint8Array): Promise<boolean>;
  /** Has an issuance for this blinded message been logged? */
  logged(use: Uint8Array): Promise<boolean>;
  markLogged(use: Uint8Array): Promise<void>;

  /** Keeps what a person has begun. False when this name was given more than `most` times since `since`. */
  begin(name: Uint8Array, kept: Begun, limit: { readonly since: number; readonly most: number }): Promise<boolean>;
  /** What was begun and is not over; each look is counted, and past `looks` there is nothing. */
  look(name: Uint8Array, now: number, looks: number): Promise<Uint8Array | undefined>;
  forget(name: Uint8Array): Promise<void>;
}
export type Begun = { readonly value: Uint8Array; readonly now: number; readonly until: number };

const CODE_SECONDS = 30 * 60;
const CODE_TRIES = 5;
const CODES_A_DAY = 5;
const SIGN_IN_SECONDS = 30 * 60;
const DAY = 86_400;

/**
 * Serves one request, sealed to the registrar.
 *
 * @returns the answer, CBOR
 * @throws ChorusError `malformed` when it cannot be read, `rejected` when the person is not eligible
 */
export async function issue(ports: RegistrarPorts, file: Uint8Array): Promise<Uint8Array> {
  const bytes = await ports.sealer.open(file, ports.identity);
  if (bytes === undefined) throw malformed("registrar-recipient", "the request is not addressed to this registrar");
  const request = decode(v.union([requestSchema, enquirySchema]), bytes, "registrar's request", 8192);
  if ("ask" in request) return encode({ v: 1, ...(await enquire(ports, request.ask)) });
  const use = hash256(LABELS.issuanceCommitment, request.blinded);
  await checkEligible(ports, request, use);
  const blindSignature = await ports.blindSign(request.blinded);
  if (!(await ports.store.logged(use))) {
    await ports.logIssuance(makeIssuance(ports.signer, ports.escrow, request.blinded, ports.seed));
    await ports.store.markLogged(use);
  }
  return encode({ v: 1, blindSignature });
}

/** What comes before an issuance: a code is sent, or a sign-in begins. Who was served before is told nothing else. */
async function enquire(ports: RegistrarPorts, ask: Enquiry): Promise<EnquiryAnswer> {
  checkPolicy(ports, ask.kind);
  if (ask.kind === "oidc") return beginSignIn(ports);
  await sendCode(ports, ask);
  return { url: "", state: "" };
}

async function sendCode(ports: RegistrarPorts, ask: Extract<Enquiry, { kind: "email" }>): Promise<void> {
  const { store, rng, clock, email } = ports;
  const canonical = canonicalAddress(ask.address, email?.domains ?? []);
  const code = drawCode(rng);
  const person = personHash(ports, "email", canonical);
  const now = clock.seconds();
  const begun = { value: codeHash(ports, person, code), now, until: now + CODE_SECONDS };
  if (!(await store.begin(person, begun, { since: now - DAY, most: CODES_A_DAY }))) {
    throw rejected("email-codes", "enough codes were sent to this address today");
  }
  await email?.send(ask.address.trim(), code, ask.language);
}

async function beginSignIn({ store, clock, oidc, memoryKey }: RegistrarPorts): Promise<EnquiryAnswer> {
  if (oidc === undefined) throw unavailable("oidc", "the sign-in service is not set up");
  const { url, state, keep } = await oidc.begin();
  const now = clock.seconds();
  const name = hash256(LABELS.admittedPerson, memoryKey, utf8("state"), utf8(state));
  await store.begin(name, { value: keep, now, until: now + SIGN_IN_SECONDS }, { since: now, most: 1 });
  return { url, state };
}

function checkPolicy({ escrow }: RegistrarPorts, kind: string): void {
  const { admits } = escrow.charter.registrar;
  if (kind !== admits) throw rejected("registrar-policy", `this escrow admits people by: ${admits}`);
}

async function checkEligible(ports: RegistrarPorts, { proof }: IssueRequest, use: Uint8Array): Promise<void> {
  checkPolicy(ports, proof.kind);
  if (proof.kind === "invite") {
    const claim = await ports.store.claim(invitationHash(ports.memoryKey, proof.code), use);
    if (claim === "unknown" || claim === "used") {
      throw rejected("invitation", "the invitation code is not known, or was used before");
    }
  }
  if (proof.kind === "email") await checkCode(ports, proof, use);
  if (proof.kind === "oidc") await checkSignIn(ports, proof, use);
}

async function checkCode(
  ports: RegistrarPorts,
  proof: Extract<IssueRequest["proof"], { kind: "email" }>,
  use: Uint8Array,
): Promise<void> {
  const { store, clock, email } = ports;
  const person = personHash(ports, "email", canonicalAddress(proof.address, email?.domains ?? []));
  if (await store.isFor(person, use)) return; // its answer was lost on the way
  const kept = await store.look(person, clock.seconds(), CODE_TRIES);
  const given = codeHash(ports, person, proof.code.replace(/\D/g, ""));
  if (kept === undefined || !equalBytes(kept, given)) {
    throw rejected("email-code", "the code is not the one that was sent, or is too old");
  }
  await admitOnce(store, person, use);
  await store.forget(person);
}

async function checkSignIn(
  ports: RegistrarPorts,
  proof: Extract<IssueRequest["proof"], { kind: "oidc" }>,
  use: Uint8Array,
): Promise<void> {
  const { store, clock, oidc, memoryKey } = ports;
  const name = hash256(LABELS.admittedPerson, memoryKey, utf8("state"), utf8(proof.state));
  if (await store.isFor(name, use)) return;
  const kept = await store.look(name, clock.seconds(), 1);
  if (kept === undefined || oidc === undefined) throw rejected("oidc-state", "this sign-in is not known, or too old");
  const { issuer, subject } = await oidc.finish(kept, proof.callback);
  await admitOnce(store, personHash(ports, "oidc", issuer, subject), use);
  await admitOnce(store, name, use); // so that a lost answer can be asked for again
}

/**
 * One credential a person, for good. What was signed is blinded, so the registrar cannot take it back; a second one, for
 * somebody who lost the first, would make one person two. Only the same blinded message is signed again.
 */
async function admitOnce(store: RegistrarStore, person: Uint8Array, use: Uint8Array): Promise<void> {
  await store.addInvitation(person);
  if ((await store.claim(person, use)) === "used") {
    throw rejected("person-served", "this person has a credential already, and there is one for each");
  }
}

/** How a person is remembered: a keyed hash, from which nobody finds the person without the key. */
function personHash({ memoryKey }: RegistrarPorts, ...names: readonly string[]): Uint8Array {
  return hash256(LABELS.admittedPerson, memoryKey, ...names.map(utf8));
}

function codeHash({ memoryKey }: RegistrarPorts, person: Uint8Array, code: string): Uint8Array {
  return hash256(LABELS.emailCode, memoryKey, person, utf8(code));
}

/**
 * An address as one person has it: lower case, and without what follows a plus sign, which the same mailbox gets.
 *
 * @throws ChorusError `malformed` or `rejected` (`email-domain`)
 */
export function canonicalAddress(address: string, domains: readonly string[]): string {
  const [, local, domain] = /^([^\s@"<>]+)@([\w.-]+)$/.exec(address.trim().toLowerCase()) ?? [];
  if (local === undefined || domain === undefined) throw malformed("email-address", "this is not an e-mail address");
  if (!domains.some((allowed) => domain === allowed || domain.endsWith(`.${allowed}`))) {
    throw rejected("email-domain", "people are admitted by addresses of other domains");
  }
  return `${local.replace(/\+.*$/, "")}@${domain}`;
}

/** Eight digits, each as likely as any other. */
function drawCode(rng: Rng): string {
  for (;;) {
    const number = new DataView(rng.bytes(4).slice().buffer).getUint32(0);
    if (number < 42 * 100_000_000) return String(number % 100_000_000).padStart(8, "0");
  }
}

/** How an invitation code is remembered. Codes are compared without regard to case, spaces and hyphens. */
export function invitationHash(memoryKey: Uint8Array, code: string): Uint8Array {
  const canonical = code.toUpperCase().replace(/[\s-]/g, "");
  return hash256(LABELS.invitation, memoryKey, utf8(canonical));
}
