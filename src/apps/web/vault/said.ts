/** What to say to a person when opening a notebook ended otherwise than open. */

import type { Opening } from "../../../edge/browser/vault/keeper.ts";
import type { Key } from "../../../edge/browser/vault/key.ts";
import { t } from "../words/words.svelte.ts";

type Ending = Opening["kind"] | "failed";
const WRONG = {
  passphrase: "vault.signIn.wrong",
  passkey: "vault.signIn.wrongPasskey",
  kit: "vault.signIn.wrongKit",
} as const;

/** A sentence, or undefined when the notebook is open or the page says it by itself. */
export function said(ending: Ending, kind: Key["kind"] = "passphrase"): string | undefined {
  if (ending === "open" || ending === "elsewhere") return undefined;
  if (ending === "wrong") return t(WRONG[kind]);
  if (ending === "limited") return t("vault.signIn.limited");
  return ending === "unreachable" ? t("vault.signIn.unreachable") : t("writing.failed.text");
}
