/**
 * Refusals. All trustees judge a record by the same rules, yet an author of ill will can make them judge on different
 * grounds, by sealing headers so that only some can read them. Whoever accepted a record waits for the contributions
 * of others; so those who refuse it say so, and when too few are left to make up a threshold it is given up.
 */
import { fromHex, toHex } from "../../core/bytes/bytes.ts";
import { encodeRefusal, type Message, makeMessage, readRefusal } from "../../core/protocol/message.ts";
import type { Epochs } from "./epochs.ts";
import type { RecordRow, TrusteeTables } from "./ports.ts";
import type { TrusteeContext } from "./trustee.ts";

/** Tells the other trustees that this one will not contribute to a record. */
export async function refuse(context: TrusteeContext, tables: TrusteeTables, record: string): Promise<void> {
  const { signer, escrow, index, secrets, sealer } = context;
  const others = escrow.charter.trustees.filter((_, i) => i + 1 !== index).map((trustee) => trustee.recipient);
  const message = makeMessage(signer, escrow, index, "refusal", encodeRefusal([fromHex(record)]), secrets.seed);
  await tables.send({ kind: "mail", target: "trustees", bytes: await sealer.seal(message, others) });
}

/** Takes in another trustee's refusal, and gives up what can now never be matched. */
export async function takeRefusal(
  epochs: Epochs,
  tables: TrusteeTables,
  { epoch, trustee, body }: Message,
): Promise<void> {
  for (const record of readRefusal(body).map(toHex)) {
    const row = await tables.record(record);
    // Of a record that is not known here yet, whoever refuses it now belongs to the epoch in which it will stand.
    const judged = row && epochs.at(row.position);
    if (judged !== undefined && judged.number !== epoch) continue;
    await tables.addRefusal(record, trustee);
    if (row !== undefined && judged?.context !== undefined) await giveUpIfRefused(judged.context, tables, row);
  }
}

/** True when so many others refuse an accepted record that fewer than the threshold are left; it is then given up. */
export async function giveUpIfRefused(
  context: TrusteeContext,
  tables: TrusteeTables,
  row: RecordRow,
): Promise<boolean> {
  const { trustees, threshold } = context.escrow.charter;
  if (row.status !== "accepted" || row.matched) return false;
  if ((await tables.countRefusals(row.record)) <= trustees.length - threshold) return false;
  await tables.dropContributions(row.record);
  await tables.changeRecord(row.record, { status: "rejected", reason: "refused-by-others", header: null });
  context.notice({ event: "record refused", rule: "refused-by-others", position: row.position, record: row.record });
  return true;
}
