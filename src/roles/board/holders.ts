/** Who holds pieces at the board: a vault, or an attachment, which becomes part of a record. */
import { toHex } from "../../core/bytes/bytes.ts";
import { rejected } from "../../core/bytes/errors.ts";
import type { BoardTables } from "./ports.ts";

export const vaultHolder = (vault: string): string => `vault/${vault}`;
export const attachmentHolder = (attachment: string): string => `attachment/${attachment}`;

/** Makes attachments part of a record, in the transaction that stores it. */
export async function bindAttachments(
  tables: BoardTables,
  record: string,
  author: string,
  attachments: readonly Uint8Array[],
): Promise<void> {
  for (const attachment of attachments.map(toHex)) {
    const claimed = await tables.attachment(attachment);
    const isWhole = claimed && (await tables.countPieces(attachmentHolder(attachment))) === claimed.pieces;
    if (claimed?.author !== author || !isWhole) {
      throw rejected("attachment-missing", "an attachment of the record is not wholly here, or is another author's");
    }
    await tables.addUse(attachment, record);
  }
}
