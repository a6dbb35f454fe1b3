/**
 * Pieces of attachments on the board (§16): opaque files that lie outside the database, which keeps only where they are.
 *
 * A piece becomes visible in one transaction after its bytes are durable. A crash before it leaves a file that no row
 * names, and a crash after a row is gone leaves the same; `sweepPieces` removes both. So a row never names a file that
 * is not whole, and what was erased does not stay for longer than one start of the board.
 */
import { equalBytes, fromHex, toHex } from "../../core/bytes/bytes.ts";
import { conflict, malformed, overLimit, rejected } from "../../core/bytes/errors.ts";
import { PIECE_FILE_MAX_BYTES } from "../../core/bytes/sizes.ts";
import { runningSha256 } from "../../core/crypto/hash.ts";
import type { Rng } from "../../core/ports.ts";
import { openClaim } from "../../core/protocol/attachment-claim.ts";
import type { Escrow } from "../../core/protocol/charter.ts";
import { checkCredential } from "../../core/protocol/credential.ts";
import type { BoardContext } from "./board.ts";
import type { AnnouncedPiece, BoardTables, PieceStore } from "./ports.ts";
import type { VaultCaller } from "./vault.ts";

const OWNER = "pieces-owner";

/** How many bytes of pieces one vault, and one credential, may keep here. */
export type PieceLimits = { readonly vaultBytes: number; readonly attachmentBytes: number };

export type PieceContext = BoardContext & {
  readonly pieces: PieceStore;
  readonly rng: Rng;
  readonly limits: PieceLimits;
};

/** What a holder's owner may do now: so many bytes in all, and whether what is there may be replaced. */
type Permit = { readonly bytes: number; readonly mayReplace: boolean };
type AskPermit = (tables: BoardTables) => Promise<Permit | undefined>;

/** Stores a piece of a vault. Answers false when there is no such vault under this key. */
export function acceptVaultPiece(
  context: PieceContext,
  { vault, keyHash }: VaultCaller,
  announced: AnnouncedPiece,
  source: AsyncIterable<Uint8Array>,
): Promise<boolean> {
  return acceptPiece(context, announced, source, async (tables) => {
    const mine = keyHash !== undefined && (await tables.vaultKey(vault)) === keyHash;
    return mine ? { bytes: context.limits.vaultBytes, mayReplace: true } : undefined;
  });
}

/** Claims a name for an attachment. Answers whether it is new; the same claim again changes nothing. */
export async function acceptClaim(context: PieceContext, escrow: Escrow, body: Uint8Array): Promise<boolean> {
  const claim = openClaim(context.signer, escrow, body);
  await checkCredential(context.credentials, escrow, claim.author, claim.credential);
  const { attachment, author } = { attachment: toHex(claim.attachment), author: toHex(claim.author) };
  return context.store.transaction(async (tables) => {
    const claimed = await tables.claimedPieces(author);
    const before = await tables.attachment(attachment);
    if (before !== undefined) {
      if (before.author === author && before.pieces === claim.pieces) return false;
      throw conflict("attachment-taken", "an attachment of this name is there already");
    }
    if ((claimed + claim.pieces) * PIECE_FILE_MAX_BYTES > context.limits.attachmentBytes) {
      throw rejected("quota", "this credential keeps as much with its records as the board allows");
    }
    await tables.addAttachment(attachment, { author, pieces: claim.pieces });
    return true;
  });
}

/** Stores a piece of an attachment that this author claimed. Answers false when there is no such place. */
export function acceptAttachmentPiece(
  context: PieceContext,
  attachment: string,
  author: string,
  announced: AnnouncedPiece,
  source: AsyncIterable<Uint8Array>,
): Promise<boolean> {
  return acceptPiece(context, announced, source, async (tables) => {
    const claimed = await tables.attachment(attachment);
    if (claimed === undefined || claimed.author !== author || Number(announced.piece) >= claimed.pieces)
      return undefined;
    return { bytes: claimed.pieces * PIECE_FILE_MAX_BYTES, mayReplace: !(await tables.isPartOfRecord(attachment)) };
  });
}

/** Erases an attachment on its author's word. What is part of a record goes only with the record. */
export async function eraseAttachment(context: PieceContext, attachment: string, author: string): Promise<boolean> {
  const files = await context.store.transaction(async (tables) => {
    const claimed = await tables.attachment(attachment);
    if (claimed?.author !== author) return undefined;
    if (await tables.isPartOfRecord(attachment)) {
      throw conflict("attachment-sealed", "the attachment is part of a record, and goes when the record goes");
    }
    return tables.eraseAttachment(attachment);
  });
  await removeFiles(context, files ?? []);
  return files !== undefined;
}

/** Deletes files that no row names any more. */
export async function removeFiles({ pieces }: Pick<PieceContext, "pieces">, files: readonly string[]): Promise<void> {
  for (const file of files) await pieces.delete(file);
}

/**
 * Binds the store to the database that names its files, before anything is swept: to a board with another database every
 * file here would be rubbish.
 *
 * @throws ChorusError `conflict` (`pieces-foreign`) when the store is another board's
 */
export async function claimPieces({ store, pieces, rng }: PieceContext): Promise<void> {
  const owner = await store.transaction(async (tables) => {
    const known = await tables.get(OWNER);
    if (known !== undefined) return toHex(known);
    const drawn = rng.bytes(16);
    await tables.put(OWNER, drawn);
    return toHex(drawn);
  });
  if ((await pieces.claim(owner)) !== owner) {
    throw conflict("pieces-foreign", "the files kept there are those of another board; nothing was changed");
  }
}

/** Removes what a crash has left: files, older than the given time, that no row names. Answers how many. */
export async function sweepPieces({ store, pieces }: PieceContext, olderThanSeconds: number): Promise<number> {
  let removed = 0;
  for await (const { name, seconds } of pieces.list()) {
    if (seconds >= olderThanSeconds || (await store.transaction((tables) => tables.isPieceFile(name)))) continue;
    await pieces.delete(name);
    removed++;
  }
  return removed;
}

async function acceptPiece(
  context: PieceContext,
  announced: AnnouncedPiece,
  source: AsyncIterable<Uint8Array>,
  ask: AskPermit,
): Promise<boolean> {
  const { store, pieces, rng } = context;
  if (announced.bytes > PIECE_FILE_MAX_BYTES) throw overLimit("size", "a piece is larger than pieces are");
  const now = await store.transaction((tables) => standing(tables, announced, ask));
  if (now !== "wanted") return now === "there";
  const file = toHex(rng.bytes(16));
  await pieces.put(file, measured(source, announced));
  let replaced: string | undefined | false = false;
  try {
    replaced = await store.transaction(async (tables) => {
      // The permit may have ended while the bytes came: the vault erased, the record sealed, the quota used up.
      const then = await standing(tables, announced, ask);
      return then === "wanted" ? tables.putPiece(announced, file) : then === "there" ? file : false;
    });
  } finally {
    if (replaced === false) await pieces.delete(file);
  }
  if (replaced !== false && replaced !== undefined) await pieces.delete(replaced);
  return replaced !== false;
}

async function standing(
  tables: BoardTables,
  announced: AnnouncedPiece,
  ask: AskPermit,
): Promise<"wanted" | "there" | "not-yours"> {
  const held = await tables.heldBytes(announced.holder);
  const permit = await ask(tables);
  if (permit === undefined) return "not-yours";
  const before = await tables.piece(announced.holder, announced.piece);
  if (before?.hash === announced.hash) return "there";
  if (!permit.mayReplace) throw conflict("attachment-sealed", "the attachment is part of a record, and stays as it is");
  if (held - (before?.bytes ?? 0) + announced.bytes > permit.bytes) {
    throw rejected("quota", "there is no more room: this keeps as much as the board allows");
  }
  return "wanted";
}

/** The bytes as they pass, held to what was announced. */
async function* measured(source: AsyncIterable<Uint8Array>, announced: AnnouncedPiece): AsyncGenerator<Uint8Array> {
  const hash = runningSha256();
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > announced.bytes) break;
    hash.update(chunk);
    yield chunk;
  }
  if (bytes !== announced.bytes || !equalBytes(hash.digest(), fromHex(announced.hash))) {
    throw malformed("piece-hash", "the piece did not arrive as it was announced; nothing is stored");
  }
}
