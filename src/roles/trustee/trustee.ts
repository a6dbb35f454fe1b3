/**
 * A trustee of an escrow: one of n organisations that hold a share each.
 *
 * It only calls out. It reads every entry of the log, cosigns what it has read, and acts on the prefix that
 * enough others have cosigned as well: admits records, contributes to their tags, and, when a tag's records
 * satisfy the opening rule, sends its opening shares to counsel. All trustees run the same rules over the same
 * entries in the same order, so their states agree without their ever trusting one another.
 *
 * Every step is one transaction that also holds what must be sent because of it; what is sent is kept byte for
 * byte until the board has taken it. So a trustee that is killed at any instant goes on where it was, and does
 * nothing twice.
 */

import type { ChorusError } from "../../core/bytes/errors.ts";
import type { Group, Scalar } from "../../core/crypto/group.ts";
import type { Clock, CredentialVerifier, FileSealer, Rng, Signer } from "../../core/ports.ts";
import type { Escrow } from "../../core/protocol/charter.ts";
import type { Foreseen } from "./foreseen.ts";

/** What a trustee keeps secret. `identity` is its age identity, `seed` its Ed25519 seed; k, z, x are its shares. */
export type TrusteeSecrets = {
  readonly seed: Uint8Array;
  readonly identity: string;
  readonly k: Scalar;
  readonly z: Scalar;
  readonly x: Scalar;
};

/** What a trustee tells its operator: counts, ids and rules, never anything of a person. */
export type TrusteeNotice = {
  readonly event: string;
  readonly position?: number;
  readonly record?: string;
  readonly rule?: string;
  readonly culprit?: string;
};

/** Everything a trustee's rules need besides its tables. */
export type TrusteeContext = {
  readonly group: Group;
  readonly signer: Signer;
  readonly sealer: FileSealer;
  readonly credentials: CredentialVerifier;
  readonly rng: Rng;
  readonly clock: Clock;
  readonly escrow: Escrow;
  readonly index: number;
  readonly secrets: TrusteeSecrets;
  readonly notice: (notice: TrusteeNotice) => void;
  /** What was worked out beforehand, where several processes of this trustee share the work. */
  readonly foreseen?: Foreseen;
};

/** A notice about bytes that broke a rule. */
export function faultNotice(
  event: string,
  error: ChorusError,
  about: { position?: number; record?: string },
): TrusteeNotice {
  return {
    event,
    rule: error.rule,
    ...about,
    ...(error.culprit === undefined ? {} : { culprit: `${error.culprit.role} ${error.culprit.id}` }),
  };
}
