/** The index of pieces in SQL: which file holds which piece, who claimed which attachment, which record carries it. */
import type { Kysely } from "kysely";
import { attachmentHolder } from "../../../roles/board/holders.ts";
import type { BoardTables } from "../../../roles/board/ports.ts";
import { type DialectName, oneAtATime } from "../database.ts";
import type { BoardDatabase } from "./schema.ts";

type PieceTables = Pick<
  BoardTables,
  | "heldBytes"
  | "piece"
  | "putPiece"
  | "erasePieces"
  | "countPieces"
  | "isPieceFile"
  | "attachment"
  | "addAttachment"
  | "claimedPieces"
  | "addUse"
  | "isPartOfRecord"
  | "eraseAttachment"
  | "eraseAttachmentsOf"
>;

export function pieceTables(db: Kysely<BoardDatabase>, dialect: DialectName): PieceTables {
  return { ...indexTables(db, dialect), ...attachmentTables(db, dialect) };
}

function indexTables(db: Kysely<BoardDatabase>, dialect: DialectName) {
  return {
    async heldBytes(holder: string) {
      await oneAtATime(db, dialect, `pieces/${holder}`); // two pieces at once are counted one after the other
      const row = await db
        .selectFrom("pieces")
        .select((e) => e.fn.coalesce(e.fn.sum("bytes"), e.val(0)).as("bytes"))
        .where("holder", "=", holder)
        .executeTakeFirstOrThrow();
      return Number(row.bytes);
    },
    async piece(holder: string, piece: string) {
      const row = await db
        .selectFrom("pieces")
        .select(["file", "bytes", "hash"])
        .where("holder", "=", holder)
        .where("piece", "=", piece)
        .executeTakeFirst();
      return row && { ...row, bytes: Number(row.bytes) };
    },
    async putPiece(announced: { holder: string; piece: string; bytes: number; hash: string }, file: string) {
      const { holder, piece, bytes, hash } = announced;
      const before = await db
        .selectFrom("pieces")
        .select("file")
        .where("holder", "=", holder)
        .where("piece", "=", piece)
        .executeTakeFirst();
      await db
        .insertInto("pieces")
        .values({ holder, piece, file, bytes, hash })
        .onConflict((c) => c.columns(["holder", "piece"]).doUpdateSet({ file, bytes, hash }))
        .execute();
      return before?.file;
    },
    async erasePieces(holder: string, piece?: string) {
      await oneAtATime(db, dialect, `pieces/${holder}`); // or a piece that is just being stored would stay
      const all = db.deleteFrom("pieces").where("holder", "=", holder);
      const rows = await (piece === undefined ? all : all.where("piece", "=", piece)).returning("file").execute();
      return rows.map(({ file }) => file);
    },
    async countPieces(holder: string) {
      const row = await db
        .selectFrom("pieces")
        .select((e) => e.fn.countAll().as("count"))
        .where("holder", "=", holder)
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
    async isPieceFile(file: string) {
      return (await db.selectFrom("pieces").select("file").where("file", "=", file).executeTakeFirst()) !== undefined;
    },
  };
}

function attachmentTables(db: Kysely<BoardDatabase>, dialect: DialectName) {
  const eraseAttachment = async (attachment: string) => {
    await db.deleteFrom("attachments").where("attachment", "=", attachment).execute();
    return indexTables(db, dialect).erasePieces(attachmentHolder(attachment));
  };
  const isPartOfRecord = async (attachment: string) => {
    const row = await db
      .selectFrom("attachment_uses")
      .select("record")
      .where("attachment", "=", attachment)
      .executeTakeFirst();
    return row !== undefined;
  };
  return {
    isPartOfRecord,
    eraseAttachment,
    async attachment(attachment: string) {
      await oneAtATime(db, dialect, `attachment/${attachment}`);
      return db
        .selectFrom("attachments")
        .select(["author", "pieces"])
        .where("attachment", "=", attachment)
        .executeTakeFirst();
    },
    async addAttachment(attachment: string, claimed: { author: string; pieces: number }) {
      await db
        .insertInto("attachments")
        .values({ attachment, ...claimed })
        .execute();
    },
    async claimedPieces(author: string) {
      await oneAtATime(db, dialect, `attachments/${author}`); // two claims at once are counted one after the other
      const row = await db
        .selectFrom("attachments")
        .select((e) => e.fn.coalesce(e.fn.sum("pieces"), e.val(0)).as("pieces"))
        .where("author", "=", author)
        .executeTakeFirstOrThrow();
      return Number(row.pieces);
    },
    async addUse(attachment: string, record: string) {
      await db.insertInto("attachment_uses").values({ attachment, record }).execute();
    },
    async eraseAttachmentsOf(record: string) {
      const uses = await db
        .deleteFrom("attachment_uses")
        .where("record", "=", record)
        .returning("attachment")
        .execute();
      const files: string[] = [];
      for (const { attachment } of uses) {
        if (!(await isPartOfRecord(attachment))) files.push(...(await eraseAttachment(attachment)));
      }
      return files;
    },
  };
}
