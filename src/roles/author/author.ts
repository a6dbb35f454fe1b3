/**
 * The author's side: getting a credential, sealing, taking back. Pure but for the ports; runs in the browser, in
 * the command line and in tests alike. Uses no session and no cookie, so that the board cannot tie a vault and an
 * author key together (§8).
 */
import { equalBytes } from "../../core/bytes/bytes.ts";
import { rejected } from "../../core/bytes/errors.ts";
import { RECORD_ID_BYTES } from "../../core/bytes/sizes.ts";
import type { FileSealer, Rng, Signer } from "../../core/ports.ts";
import type { Escrow } from "../../core/protocol/charter.ts";
import { type Credential, credentialMessage } from "../../core/protocol/credential.ts";
import { openMessage, readReply } from "../../core/protocol/message.ts";
import { makeWithdrawal, type WithdrawalOutcome } from "../../core/protocol/withdrawal.ts";
import {
  type Enquiry,
  type EnquiryAnswer,
  encodeEnquiry,
  encodeIssueRequest,
  type IssueRequest,
  readEnquiryAnswer,
  readIssueAnswer,
} from "../registrar/registrar.ts";

/** RFC 9474's client side. `prepared` is the random prefix followed by the message. */
export interface BlindSigner {
  /** @param publicKey SubjectPublicKeyInfo in DER */
  blind(publicKey: Uint8Array, message: Uint8Array): Promise<Blinded>;
}
export type Blinded = {
  readonly prefix: Uint8Array;
  readonly blinded: Uint8Array;
  /** Takes the blinding off and checks the signature; throws when the registrar cheated. */
  finalize(blindSignature: Uint8Array): Promise<Uint8Array>;
};

/** What an author keeps: the key that signs all records of one person in one escrow, and its credential. */
export type AuthorKey = { readonly seed: Uint8Array; readonly credential: Credential };

/**
 * Obtains a credential for a fresh author key.
 *
 * @param ask hands a sealed request to the registrar and gives its answer
 */
export async function enrol(
  ports: { readonly signer: Signer; readonly sealer: FileSealer; readonly rng: Rng; readonly blindSigner: BlindSigner },
  escrow: Escrow,
  proof: IssueRequest["proof"],
  ask: (file: Uint8Array) => Promise<Uint8Array>,
): Promise<AuthorKey> {
  const seed = ports.rng.bytes(32);
  const { registrar } = escrow.charter;
  const message = credentialMessage(escrow, ports.signer.publicKey(seed));
  const { prefix, blinded, finalize } = await ports.blindSigner.blind(registrar.credentialKey, message);
  const request = encodeIssueRequest({ v: 1, blinded, proof });
  const answer = await ask(await ports.sealer.seal(request, [registrar.recipient]));
  return { seed, credential: { prefix, signature: await finalize(readIssueAnswer(answer)) } };
}

/**
 * What comes before `enrol` where people are admitted by mail or by a sign-in: has a code sent, or learns where to sign in.
 */
export async function enquire(
  ports: { readonly sealer: FileSealer },
  escrow: Escrow,
  asked: Enquiry,
  ask: (file: Uint8Array) => Promise<Uint8Array>,
): Promise<EnquiryAnswer> {
  const file = await ports.sealer.seal(encodeEnquiry(asked), [escrow.charter.registrar.recipient]);
  return readEnquiryAnswer(await ask(file));
}

/** A withdrawal on its way, and what is needed to read the trustees' answers. */
export type WithdrawalInFlight = {
  readonly withdrawal: Uint8Array;
  readonly box: Uint8Array;
  readonly record: Uint8Array;
};

/** Prepares a withdrawal; the trustees will answer to `recipient`, an age recipient made for this alone. */
export function withdraw(
  ports: { readonly signer: Signer; readonly rng: Rng },
  escrow: Escrow,
  author: AuthorKey,
  record: Uint8Array,
  recipient: string,
): WithdrawalInFlight {
  const box = ports.rng.bytes(RECORD_ID_BYTES);
  return { withdrawal: makeWithdrawal(ports.signer, escrow, record, { box, recipient }, author.seed), box, record };
}

/** What each trustee answered to a withdrawal so far. */
export type TrusteeAnswers = ReadonlyMap<number, WithdrawalOutcome>;

/** Reads the answers in a reply box. A file that is not a trustee's answer about this record is an error. */
export async function readAnswers(
  ports: { readonly signer: Signer; readonly sealer: FileSealer },
  escrow: Escrow,
  record: Uint8Array,
  identity: string,
  files: readonly Uint8Array[],
): Promise<TrusteeAnswers> {
  const answers = new Map<number, WithdrawalOutcome>();
  for (const file of files) {
    const bytes = await ports.sealer.open(file, identity);
    if (bytes === undefined) continue;
    const { trustee, body } = openMessage(ports.signer, escrow, "reply", bytes);
    const reply = readReply(body);
    if (!equalBytes(reply.record, record)) throw rejected("reply-record", "an answer is about another record");
    answers.set(trustee, reply.outcome);
  }
  return answers;
}
