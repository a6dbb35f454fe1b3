/** Which of the shares in a key file belong to a charter, and how the shares of an epoch are destroyed. */
import { statSync } from "node:fs";
import { equalBytes } from "../../../core/bytes/bytes.ts";
import type { Group, Scalar } from "../../../core/crypto/group.ts";
import { SECRET_NAMES } from "../../../core/crypto/keygen.ts";
import type { Escrow } from "../../../core/protocol/charter.ts";
import type { Succession } from "../../../roles/trustee/epochs.ts";
import { changeTrusteeKeys, type HeldShares, readTrusteeKeys, type TrusteeKeys, trusteeKeyPath } from "./keys.ts";

/** The shares that the newest charter of `escrow` commits to; undefined when they are not (any more) there. */
export function sharesUnder(group: Group, escrow: Escrow, { shares, next }: TrusteeKeys): HeldShares | undefined {
  const { charterId, charter } = escrow;
  const ofEpoch = [...(shares === null ? [] : [shares]), ...next].filter(
    (held) => held.epoch === charter.epoch && equalBytes(held.charterId, charterId),
  );
  // Where several attempts at one epoch were signed, the charter that was logged tells which of them came about.
  const fits = (held: HeldShares) => {
    const committed = charter.trustees[held.index - 1]?.keys;
    return committed && SECRET_NAMES.every((name) => equalBytes(group.mulBase(held[name] as Scalar), committed[name]));
  };
  return ofEpoch.length === 1 ? ofEpoch[0] : ofEpoch.find(fits);
}

/** A trustee's parts in all epochs, from its key file. A resharing may write to the file while the trustee is at work. */
export function successionOf(group: Group, folder: string, passphrase: string | undefined): Succession {
  let known: { readonly changed: number; readonly keys: TrusteeKeys } | undefined;
  const keys = async () => {
    const changed = statSync(trusteeKeyPath(folder)).mtimeMs;
    if (known?.changed !== changed) known = { changed, keys: await readTrusteeKeys(folder, passphrase) };
    return known.keys;
  };
  return {
    async seat(escrow) {
      const { seed, identity, ...held } = await keys();
      const shares = sharesUnder(group, escrow, { seed, identity, ...held });
      if (shares === undefined) return undefined;
      const { index, k, z, x } = shares;
      return { index, secrets: { seed, identity, k: k as Scalar, z: z as Scalar, x: x as Scalar } };
    },
    async destroy(epoch) {
      known = undefined;
      await changeTrusteeKeys(folder, passphrase, (now) => withoutEpoch(now, epoch));
    },
  };
}

/** Forgets an epoch's shares and everything drawn to reshare them; what follows takes their place. */
function withoutEpoch(keys: TrusteeKeys, epoch: number): TrusteeKeys {
  const later = keys.next.filter((one) => one.epoch > epoch);
  const shares = keys.shares !== null && keys.shares.epoch > epoch ? keys.shares : null;
  return { ...keys, shares, next: later, resharing: null, ceremony: null };
}
