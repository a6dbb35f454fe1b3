/**
 * How a party proves to the board who it is: one signature over the request, in the Authorization header.
 * No session, no cookie, no secret on the wire. Nothing that is signed this way does harm when it is replayed.
 */
import { fromBase64Url, toBase64Url } from "../bytes/bytes.ts";
import { malformed, rejected } from "../bytes/errors.ts";
import { LABELS } from "../bytes/labels.ts";
import { sha256 } from "../crypto/hash.ts";
import type { Signer } from "../ports.ts";
import { signStatement, verifyStatement } from "./statement.ts";

/** Who speaks: a trustee by index, a counsel by id in hex, the registrar, or an author by the public key in hex. */
export type Caller =
  | { readonly role: "trustee"; readonly index: number }
  | { readonly role: "counsel"; readonly id: string }
  | { readonly role: "registrar" }
  | { readonly role: "author"; readonly key: string };

/**
 * What is signed of a request. `board` is the log's origin, so that a request to one board is nothing at another;
 * `target` is path and query as sent; `body` is empty for GET.
 */
export type RequestStatement = {
  readonly board: string;
  readonly method: string;
  readonly target: string;
  readonly body: Uint8Array;
};

/** How far the caller's clock may be from the board's, in seconds. */
export const REQUEST_CLOCK_SKEW = 300;

const SCHEME = "Chorus";

/** The value of the Authorization header: `Chorus trustee/1 <seconds> <signature>`. */
export function authorize(
  signer: Signer,
  caller: Caller,
  request: RequestStatement,
  seconds: number,
  seed: Uint8Array,
): string {
  const signature = signStatement(signer, LABELS.requestSignature, said(caller, request, seconds), seed);
  return `${SCHEME} ${callerName(caller)} ${seconds} ${toBase64Url(signature)}`;
}

/**
 * Reads and checks the Authorization header.
 *
 * @param keyOf the public key of a caller, or undefined for strangers
 * @throws ChorusError `rejected` (`authorization`) when the caller is unknown, late, or the signature does not hold
 */
export function checkAuthorization(
  signer: Signer,
  header: string | undefined,
  request: RequestStatement,
  seconds: number,
  keyOf: (caller: Caller) => Uint8Array | undefined,
): Caller {
  const [scheme, name, at, signature, ...rest] = (header ?? "").split(" ");
  if (scheme !== SCHEME || !name || !at || !signature || rest.length > 0 || !/^\d{1,12}$/.test(at)) {
    throw malformed("authorization", "the request does not say who makes it");
  }
  const caller = readCaller(name);
  const key = caller && keyOf(caller);
  if (!caller || !key || Math.abs(Number(at) - seconds) > REQUEST_CLOCK_SKEW) {
    throw rejected("authorization", "the caller is not known here, or its clock is wrong");
  }
  if (!verifyStatement(signer, LABELS.requestSignature, said(caller, request, Number(at)), bytesOf(signature), key)) {
    throw rejected("authorization", "the request is not signed by the caller it names");
  }
  return caller;
}

/** `trustee/1`, `counsel/<hex>`, `registrar` or `author/<hex>`. */
export function callerName(caller: Caller): string {
  if (caller.role === "trustee") return `trustee/${caller.index}`;
  if (caller.role === "author") return `author/${caller.key}`;
  return caller.role === "counsel" ? `counsel/${caller.id}` : "registrar";
}

function readCaller(name: string): Caller | undefined {
  if (name === "registrar") return { role: "registrar" };
  const [role, id, ...rest] = name.split("/");
  if (rest.length > 0 || !id) return undefined;
  if (role === "trustee" && /^[1-9]\d?$/.test(id)) return { role, index: Number(id) };
  if (role === "author" && /^[0-9a-f]{64}$/.test(id)) return { role, key: id };
  return role === "counsel" && /^[0-9a-f]{32}$/.test(id) ? { role, id: id } : undefined;
}

function said(caller: Caller, request: RequestStatement, seconds: number): unknown {
  return [request.board, callerName(caller), request.method, request.target, seconds, sha256(request.body)];
}

function bytesOf(signature: string): Uint8Array {
  try {
    return fromBase64Url(signature);
  } catch {
    return new Uint8Array();
  }
}
