/**
 * What goes along with a record. Each chosen file is sealed anew, to an identity of its own and under a random name, and
 * sent under the author's key in place of the vault's, so that the names tie no record to a vault. A copy that was made
 * once serves every later record too; one that was broken off is taken up where it stopped.
 */
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { toHex } from "../../../core/bytes/bytes.ts";
import { rejected } from "../../../core/bytes/errors.ts";
import { ATTACHMENT_ID_BYTES } from "../../../core/bytes/sizes.ts";
import type { Signer } from "../../../core/ports.ts";
import { type Attachment, pieceCount } from "../../../core/protocol/attachment.ts";
import { makeClaim } from "../../../core/protocol/attachment-claim.ts";
import type { Escrow } from "../../../core/protocol/charter.ts";
import { accessKey } from "../../../core/protocol/vault.ts";
import type { AuthorKey } from "../../../roles/author/author.ts";
import { goesAlong, type KeptFile, manifestOf } from "../../../roles/author/kept-file.ts";
import { ageSealer } from "../../shared/age.ts";
import { contentOf, recordShelf, vaultShelf } from "../../shared/attachments.ts";
import { BoardUnreachable } from "../../shared/http-client.ts";
import { type FileSource, sendFile } from "../../shared/sending.ts";
import { browserClock, browserRng } from "../platform.ts";
import type { OpenVault } from "../vault/keeper.ts";
import { whenToTryAgain } from "./conditions.ts";
import { cleaned } from "./details.ts";
import { keptCopies, keptFiles } from "./kept-files.ts";
import { keptSource, sourceOf } from "./source.ts";

/** Who sends: the author of the records. */
export type CopyAuthor = { readonly escrow: Escrow; readonly signer: Signer; readonly author: AuthorKey };

/** So often the board is tried for one piece; then the person is told, and can try again. */
const TRIES = 3;
const AHEAD = 4;

/** The manifests of everything that is to go along, once the board has all of it. */
export async function sealCopies(open: OpenVault, board: string, by: CopyAuthor): Promise<Attachment[]> {
  const manifests: Attachment[] = [];
  for (const file of keptFiles(open.documents).all()) {
    if (goesAlong(file) !== undefined) manifests.push(await sealCopy(open, board, by, file));
  }
  return manifests;
}

async function sealCopy(open: OpenVault, board: string, by: CopyAuthor, file: KeptFile): Promise<Attachment> {
  const copies = keptCopies(open.documents);
  const before = copies.find(file.attachment, file.share);
  const ready = before && manifestOf(before);
  if (ready) return ready;
  const content = await contentFor(open, board, file);
  // A picture may be drawn otherwise by another browser: then what was begun is of no use.
  const copy = before?.size === content.source.size ? before : await newCopy(file, content);
  copies.put(file.attachment, copy);
  await open.documents.keep();
  const whole = await send(open, board, by, copy, content.source);
  copies.put(file.attachment, { ...copy, whole });
  await open.documents.keep();
  await open.device.outbox.forget(toHex(copy.attachment));
  return manifestOf({ ...copy, whole }) as Attachment;
}

type Content = { readonly source: FileSource; readonly mediaType: string };

async function contentFor(open: OpenVault, board: string, file: KeptFile): Promise<Content> {
  const manifest = manifestOf(file) as Attachment;
  const { vault } = open;
  const shelf = vaultShelf(board, { vault: toHex(vault.id), accessKey: accessKey(vault) }, manifest.attachment);
  if (file.share === "original") return { source: keptSource(shelf, manifest), mediaType: file.mediaType };
  const chunks: BlobPart[] = [];
  for await (const chunk of contentOf(shelf, manifest)) chunks.push(chunk as BlobPart);
  const drawn = await cleaned(new Blob(chunks, { type: file.mediaType }));
  // Never the original in its place: the author said that its hidden details stay here.
  if (drawn === undefined) throw rejected("attachment-uncleanable", "a picture cannot be drawn anew in this browser");
  return { source: sourceOf(drawn), mediaType: drawn.type };
}

async function newCopy(file: KeptFile, { source, mediaType }: Content): Promise<KeptFile> {
  const ending = mediaType === file.mediaType ? "" : `.${mediaType.split("/")[1]}`;
  return {
    ...file,
    attachment: browserRng.bytes(ATTACHMENT_ID_BYTES),
    name: `${file.name.slice(0, 240)}${ending}`,
    mediaType,
    size: source.size,
    identity: await generateX25519Identity(),
    addedAt: browserClock.seconds(),
    whole: null,
  };
}

async function send(
  { device }: OpenVault,
  board: string,
  { escrow, signer, author }: CopyAuthor,
  { attachment, size, identity }: KeptFile,
  source: FileSource,
): Promise<NonNullable<KeptFile["whole"]>> {
  const caller = { role: "author", key: toHex(signer.publicKey(author.seed)) } as const;
  const as = { caller, board: escrow.charter.board.origin, seed: author.seed, signer, clock: browserClock };
  const shelf = recordShelf(board, attachment, as);
  await shelf.claim(makeClaim(signer, escrow, { attachment, pieces: pieceCount(size) }, author));
  const ports = {
    sealer: ageSealer,
    rng: browserRng,
    outbox: device.outbox,
    shelf,
    ahead: AHEAD,
    tell: () => undefined,
    async pause(failures: number, signal: AbortSignal) {
      if (failures + 1 >= TRIES) throw new BoardUnreachable();
      await whenToTryAgain(failures, signal);
    },
  };
  const sending = { attachment, size, identity, recipient: await identityToRecipient(identity) };
  const sent = await sendFile(ports, sending, source, new AbortController().signal);
  if (sent.kind === "whole") return { hash: sent.hash, pieces: [...sent.pieces] };
  if (sent.kind === "refused") throw rejected(`attachment-${sent.rule}`, "the board does not take an attachment");
  throw new BoardUnreachable();
}
