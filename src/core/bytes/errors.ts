/**
 * The few ways in which Chorus says no.
 *
 * Expected outcomes are values; an exception means that bytes from outside broke a rule, or that a party
 * cheated. Each error names the rule so that an operator can act on it, and never carries a value: a message
 * must be safe to print and to log (PROTOCOL.md §12).
 */

/**
 * What broke: the shape of the bytes, a rule of the protocol, a limit, a fact that has changed meanwhile,
 * or a party that is needed and does not answer now: trying again later is right.
 */
export type FaultKind = "malformed" | "rejected" | "limit" | "conflict" | "unavailable";

/** A party that can be held to what it signed or proved. */
export type Culprit = { readonly role: "author" | "trustee" | "counsel" | "board" | "registrar"; readonly id: string };

/** Names a fault: `field` is a path such as `slots.3.A`, `rule` a stable word for machines, `message` a sentence. */
export type Fault = {
  readonly kind: FaultKind;
  readonly rule: string;
  readonly field?: string;
  readonly message: string;
  readonly culprit?: Culprit;
};

/** The one error class of the project: a fault that travels up. Never holds a secret or a person's words. */
export class ChorusError extends Error implements Fault {
  readonly kind: FaultKind;
  readonly rule: string;
  readonly field?: string;
  readonly culprit?: Culprit;

  constructor(fault: Fault) {
    super(fault.message);
    this.name = "ChorusError";
    this.kind = fault.kind;
    this.rule = fault.rule;
    if (fault.field !== undefined) this.field = fault.field;
    if (fault.culprit !== undefined) this.culprit = fault.culprit;
  }
}

/** The bytes are not what the format says. */
export function malformed(rule: string, message: string, field?: string): ChorusError {
  return new ChorusError({ kind: "malformed", rule, message, ...(field === undefined ? {} : { field }) });
}

/** The bytes are well formed, yet a rule of the protocol forbids them. */
export function rejected(rule: string, message: string, culprit?: Culprit): ChorusError {
  return new ChorusError({ kind: "rejected", rule, message, ...(culprit === undefined ? {} : { culprit }) });
}

/** A size, a quota or a rate is exceeded. */
export function overLimit(rule: string, message: string, field?: string): ChorusError {
  return new ChorusError({ kind: "limit", rule, message, ...(field === undefined ? {} : { field }) });
}

/** Something else came first: a newer version, an earlier record of the same name. */
export function conflict(rule: string, message: string): ChorusError {
  return new ChorusError({ kind: "conflict", rule, message });
}

/** A party that is needed for this does not answer now. Nothing was decided, and trying again later is right. */
export function unavailable(rule: string, message: string): ChorusError {
  return new ChorusError({ kind: "unavailable", rule, message });
}
