/** Every length and limit of the protocol, in bytes unless the name says otherwise. */

/** ristretto255 elements and scalars, Ed25519 public keys, SHA-256 (§3). */
export const POINT_BYTES = 32;
export const SCALAR_BYTES = 32;
export const SIGNING_KEY_BYTES = 32;
export const SIGNATURE_BYTES = 64;
export const HASH_BYTES = 32;
export const LABEL_BYTES = 64;

/** Names given at random, long enough never to meet twice. */
export const RECORD_ID_BYTES = 16;
export const COUNSEL_ID_BYTES = 16;
export const CREDENTIAL_PREFIX_BYTES = 32;
export const BOX_ID_BYTES = 16;
export const CIRCLE_ID_BYTES = 16;
export const ROOM_ID_BYTES = 16;

/** The uniform bytes behind one hashed element or scalar: twice the group's size (RFC 9380 §5). */
export const UNIFORM_BYTES = 64;

/** A record's identifier slots are padded to one of these counts (§5). */
export const SLOT_COUNTS = [4, 8, 16] as const;
export type SlotCount = (typeof SLOT_COUNTS)[number];

/** How many people an author may ask for, the author included (§7). */
export const QUORUM_MIN = 2;
export const QUORUM_MAX = 50;

/** How many trustees an escrow can have. */
export const TRUSTEES_MAX = 32;

/** Part kinds of a record and the most that each may weigh, sealed. */
export const WHO_MAX_BYTES = 256 * 1024;
export const ACCOUNT_MAX_BYTES = 16 * 1024 * 1024;

/** The most that a record's sealed header, and any other log entry, may weigh. */
export const ENTRY_MAX_BYTES = 128 * 1024;

/** A canonical identifier, in UTF-8. */
export const IDENTIFIER_MAX_BYTES = 512;

/** A vault's secret and every key of it; its name and those of its doors (§15). */
export const VAULT_KEY_BYTES = 32;
export const VAULT_ID_BYTES = 16;
export const DOOR_ID_BYTES = 16;

/** What a board takes at once: a sealed update, a sealed snapshot, a wrap (§15). */
export const VAULT_UPDATE_MAX_BYTES = 8 * 1024 * 1024;
export const VAULT_SNAPSHOT_MAX_BYTES = 32 * 1024 * 1024;
export const DOOR_WRAP_MAX_BYTES = 8 * 1024;
/** How much of updates a vault may have beside its snapshot. */
export const VAULT_UPDATES_TOTAL_BYTES = 128 * 1024 * 1024;
/** How many ways in a vault can have. */
export const DOORS_MAX = 32;
/** An attachment (§16): the largest file, what is sealed of it in one piece, and the most that such a piece weighs sealed. */
export const ATTACHMENT_MAX_BYTES = 2 ** 31;
export const PIECE_BYTES = 2 ** 20;
export const PIECE_FILE_MAX_BYTES = PIECE_BYTES + 4096;
export const ATTACHMENT_PIECES_MAX = ATTACHMENT_MAX_BYTES / PIECE_BYTES;
export const ATTACHMENT_ID_BYTES = 16;
export const PIECE_ID_BYTES = 16;
/** How many attachments one record can carry. */
export const ATTACHMENTS_MAX = 100;
/** Receipts that travel inside a sealed account. */
export const ACCOUNT_RECEIPTS_MAX = 64;

/** age's own file key. */
export const FILE_KEY_BYTES = 16;

/** How many texts and files one dated note can stand for. */
export const NOTE_ITEMS_MAX = 1000;

/** A time-stamp of RFC 3161, with the certificates that it carries. */
export const TIME_STAMP_MAX_BYTES = 64 * 1024;

/** How many voices a statement can have. */
export const PARTS_MAX = 50;
/** How many colleagues a practice can have (§18). */
export const PRACTICE_MEMBERS_MAX = 64;
