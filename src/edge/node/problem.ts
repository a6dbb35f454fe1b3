/** Errors as RFC 9457 problem details: which rule, which field, and nothing that was sent. */
import { ChorusError, type FaultKind } from "../../core/bytes/errors.ts";

export type Problem = {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly rule: string;
  readonly field?: string;
};

const STATUS: Readonly<Record<FaultKind, number>> = {
  malformed: 400,
  rejected: 422,
  limit: 413,
  conflict: 409,
  unavailable: 503,
};
const TITLE: Readonly<Record<FaultKind, string>> = {
  malformed: "This could not be read",
  rejected: "This is not allowed by the rules of the escrow",
  limit: "This is more than is allowed",
  conflict: "Something else came first",
  unavailable: "This cannot be done just now",
};
/** Rules whose status is not that of their kind. */
const STATUS_OF_RULE: Readonly<Record<string, number>> = { authorization: 401, rate: 429, quota: 422, version: 412 };

/** Any error as a problem. What is not ours is told as a fault of the server, without its text. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ChorusError) {
    const status = STATUS_OF_RULE[error.rule] ?? STATUS[error.kind];
    const problem = { title: TITLE[error.kind], status, detail: error.message, rule: error.rule };
    return error.field === undefined ? problem : { ...problem, field: error.field };
  }
  const { statusCode, code } = error as { statusCode?: number; code?: string };
  if (statusCode === 413) return { title: TITLE.limit, status: 413, detail: "the request is too large", rule: "size" };
  if (statusCode === 429)
    return { title: TITLE.limit, status: 429, detail: "too many requests; wait a little", rule: "rate" };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return {
      title: TITLE.malformed,
      status: statusCode,
      detail: "the request is not in the right form",
      rule: code ?? "request",
    };
  }
  const detail = "the service could not do this now; nothing was stored, and trying again later is safe";
  return { title: "Something went wrong here", status: 500, detail, rule: "internal" };
}
