/**
 * The registrar: checks once that a person is eligible and blind-signs one author credential (§8).
 *
 * It remembers a keyed hash of what it served (an invitation code, for instance) and cannot link a credential to
 * it: what it signs is blinded. Each issuance is logged before the signature is handed out, so that it cannot
 * mint authors unseen.
 */
import * as v from "valibot";
import { utf8 } from "../../core/bytes/bytes.ts";
import { decode, encode } from "../../core/bytes/cbor.ts";
import { malformed, rejected } from "../../core/bytes/errors.ts";
import { LABELS } from "../../core/bytes/labels.ts";
import { boundedBytes, text, version } from "../../core/bytes/schema.ts";
import { hash256 } from "../../core/crypto/hash.ts";
import type { FileSealer, Signer } from "../../core/ports.ts";
import type { Escrow } from "../../core/protocol/charter.ts";
import { makeIssuance } from "../../core/protocol/credential.ts";

/** A blinded message is as long as the RSA modulus. */
const blinded = boundedBytes(256, 1024);

const requestSchema = v.strictObject({
  v: version(1),
  blinded,
  proof: v.variant("kind", [
    v.strictObject({ kind: v.literal("open") }),
    v.strictObject({ kind: v.literal("invite"), code: text(64, 8) }),
  ]),
});
export type IssueRequest = v.InferOutput<typeof requestSchema>;

const answerSchema = v.strictObject({ v: version(1), blindSignature: boundedBytes(256, 1024) });

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
  /** Appends an issuance to the board's log; throws when the board did not take it. */
  readonly logIssuance: (issuance: Uint8Array) => Promise<void>;
};

/**
 * The registrar's memory. `claim` marks an unused invitation as used by this blinded message and says so; a code
 * that was used for the same blinded message may be asked for again, since an answer can be lost on its way.
 */
export interface RegistrarStore {
  addInvitation(codeHash: Uint8Array): Promise<void>;
  claim(codeHash: Uint8Array, use: Uint8Array): Promise<"claimed" | "same-again" | "used" | "unknown">;
  /** Has an issuance for this blinded message been logged? */
  logged(use: Uint8Array): Promise<boolean>;
  markLogged(use: Uint8Array): Promise<void>;
}

/**
 * Serves one request, sealed to the registrar.
 *
 * @returns the answer, CBOR
 * @throws ChorusError `malformed` when it cannot be read, `rejected` when the person is not eligible
 */
export async function issue(ports: RegistrarPorts, file: Uint8Array): Promise<Uint8Array> {
  const bytes = await ports.sealer.open(file, ports.identity);
  if (bytes === undefined) throw malformed("registrar-recipient", "the request is not addressed to this registrar");
  const request = decode(requestSchema, bytes, "registrar's request", 4096);
  const use = hash256(LABELS.issuanceCommitment, request.blinded);
  await checkEligible(ports, request, use);
  const blindSignature = await ports.blindSign(request.blinded);
  if (!(await ports.store.logged(use))) {
    await ports.logIssuance(makeIssuance(ports.signer, ports.escrow, request.blinded, ports.seed));
    await ports.store.markLogged(use);
  }
  return encode({ v: 1, blindSignature });
}

async function checkEligible(ports: RegistrarPorts, { proof }: IssueRequest, use: Uint8Array): Promise<void> {
  const { admits } = ports.escrow.charter.registrar;
  if (proof.kind !== admits) throw rejected("registrar-policy", `this escrow admits people by: ${admits}`);
  if (proof.kind === "invite") {
    const claim = await ports.store.claim(invitationHash(ports.memoryKey, proof.code), use);
    if (claim === "unknown" || claim === "used") {
      throw rejected("invitation", "the invitation code is not known, or was used before");
    }
  }
}

/** How an invitation code is remembered. Codes are compared without regard to case, spaces and hyphens. */
export function invitationHash(memoryKey: Uint8Array, code: string): Uint8Array {
  const canonical = code.toUpperCase().replace(/[\s-]/g, "");
  return hash256(LABELS.invitation, memoryKey, utf8(canonical));
}
