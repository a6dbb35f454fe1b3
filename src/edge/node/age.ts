/** age files on servers: hybrid keys by libsodium, every other kind by the age-encryption package. */
import { ageFiles } from "../shared/age.ts";
import { HybridIdentity, HybridRecipient } from "./hybrid.ts";

/** The last identity that was asked for, decoded: a process has one, and it learns where its stanzas stand. */
let known: { readonly text: string; readonly identity: HybridIdentity } | undefined;

function hybridIdentity(text: string): HybridIdentity {
  if (known?.text !== text) known = { text, identity: new HybridIdentity(text) };
  return known.identity;
}

/** Decoding a recipient takes as long as sealing to it. Trustees seal to the same few others again and again. */
const recipients = new Map<string, HybridRecipient>();
const RECIPIENTS_KEPT = 64;

function hybridRecipient(text: string): HybridRecipient {
  const recipient = recipients.get(text) ?? new HybridRecipient(text);
  if (recipients.size >= RECIPIENTS_KEPT) recipients.clear();
  recipients.set(text, recipient);
  return recipient;
}

export const nodeSealer = ageFiles({
  recipient: (text) => (text.startsWith("age1pq1") ? hybridRecipient(text) : text),
  identity: (text) => (text.startsWith("AGE-SECRET-KEY-PQ-1") ? hybridIdentity(text) : text),
});
