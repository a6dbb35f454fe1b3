/** age files on servers: hybrid keys by libsodium, every other kind by the age-encryption package. */
import { ageFiles } from "../shared/age.ts";
import { HybridIdentity, HybridRecipient } from "./hybrid.ts";

/** The last identity that was asked for, decoded: a process has one, and it learns where its stanzas stand. */
let known: { readonly text: string; readonly identity: HybridIdentity } | undefined;

function hybridIdentity(text: string): HybridIdentity {
  if (known?.text !== text) known = { text, identity: new HybridIdentity(text) };
  return known.identity;
}

export const nodeSealer = ageFiles({
  recipient: (text) => (text.startsWith("age1pq1") ? new HybridRecipient(text) : text),
  identity: (text) => (text.startsWith("AGE-SECRET-KEY-PQ-1") ? hybridIdentity(text) : text),
});
