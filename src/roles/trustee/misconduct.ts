/** What a trustee keeps when the board shows it a history that cannot be: refused, told, and not forgotten. */
import { toHex, utf8 } from "../../core/bytes/bytes.ts";
import { decode, encode } from "../../core/bytes/cbor.ts";
import { ChorusError } from "../../core/bytes/errors.ts";
import { text } from "../../core/bytes/schema.ts";
import { sha256 } from "../../core/crypto/hash.ts";
import { encodeMisconduct, type MisconductKind } from "../../core/protocol/misconduct.ts";
import { checkpointText, logKey, openCheckpoint } from "../../core/tlog/checkpoint.ts";
import { NOTE_MAX_CHARACTERS } from "../../core/tlog/note.ts";
import type { TrusteeTables } from "./ports.ts";
import { progress } from "./progress.ts";
import { faultNotice, type TrusteeContext } from "./trustee.ts";

/** A board that cheats at every look must not fill the disk: the first ones say it all. */
const MOST_KEPT = 100;
const BELIEVED = "believed";
const noteText = text(NOTE_MAX_CHARACTERS, 1);

const KINDS: Readonly<Record<string, MisconductKind>> = {
  "log-rollback": "shrunk",
  "log-root": "rewritten",
  "log-hour": "hours",
  "split-view": "split-view",
};

/** Remembers the checkpoint that was just cosigned, as the board signed it. */
export async function rememberBelieved(tables: TrusteeTables, signed: string): Promise<void> {
  await tables.put(BELIEVED, encode(signed));
}

/**
 * Keeps what an error shows, if it is of a kind that is worth keeping, once for each checkpoint shown.
 *
 * @param shown the signed checkpoint that came with it; one that the board did not sign proves nothing and is not kept
 */
export async function keepMisconduct(
  context: TrusteeContext,
  tables: TrusteeTables,
  error: ChorusError,
  shown: string,
): Promise<void> {
  const kind = KINDS[error.rule];
  if (kind === undefined || (await tables.countMisconduct()) >= MOST_KEPT) return;
  const signed = signedByBoard(context, shown);
  if (signed === undefined) return;
  if (kind === "shrunk" && signed.size >= (await progress(tables, "read"))) return; // it only said so, unsigned
  const believed = await tables.get(BELIEVED);
  const bytes = encodeMisconduct({
    v: 1,
    kind,
    seconds: context.clock.seconds(),
    believed:
      believed === undefined ? null : decode(noteText, believed, "believed checkpoint", 2 * NOTE_MAX_CHARACTERS),
    shown,
    root: (await tables.rootAt(signed.size)) ?? null,
  });
  const id = toHex(sha256(utf8(`${kind}\n${checkpointText(signed)}`)));
  if (await tables.addMisconduct(id, bytes)) context.notice(faultNotice("evidence of misconduct kept", error, {}));
}

function signedByBoard({ signer, escrow }: TrusteeContext, note: string) {
  const { origin, signingKey } = escrow.charter.board;
  try {
    return openCheckpoint(signer, logKey(origin, signingKey), note).checkpoint;
  } catch (error) {
    if (error instanceof ChorusError) return undefined;
    throw error;
  }
}
