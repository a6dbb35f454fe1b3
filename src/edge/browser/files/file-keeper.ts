/**
 * Keeps the files of an open vault: seals them piece by piece, sends them, reads them back. It lives in the worker that has
 * the vault's keys. A file is in the vault's documents before its first piece is sealed, so that whatever breaks off
 * afterwards can be taken up again; until it is whole at the board, what is sealed of it waits on the device.
 */
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { fromHex, toHex } from "../../../core/bytes/bytes.ts";
import { overLimit } from "../../../core/bytes/errors.ts";
import { ATTACHMENT_ID_BYTES, ATTACHMENT_MAX_BYTES } from "../../../core/bytes/sizes.ts";
import { openPiece, pieceCount } from "../../../core/protocol/attachment.ts";
import { accessKey } from "../../../core/protocol/vault.ts";
import { type KeptFile, manifestOf, type Share } from "../../../roles/author/kept-file.ts";
import { ageSealer } from "../../shared/age.ts";
import { contentOf, vaultShelf } from "../../shared/attachments.ts";
import { BoardUnreachable } from "../../shared/http-client.ts";
import type { FileSource, Progress, Sent } from "../../shared/sending.ts";
import { sendFile } from "../../shared/sending.ts";
import { browserClock, browserRng } from "../platform.ts";
import { type OpenVault, VaultKeeper } from "../vault/keeper.ts";
import { roomAhead, whenToTryAgain } from "./conditions.ts";
import { cleaned, type Revealed, revealed } from "./details.ts";
import { keptFiles } from "./kept-files.ts";
import { sourceOf } from "./source.ts";

/**
 * How a file stands. `sending`, or `waiting` for the board; `paused` by the person; `needs-file`: the rest of it has to be
 * chosen again, here, or goes on on the device where it began; `another-file` was chosen; `no-room` on this device;
 * `vault-full` at the board; `whole`.
 */
export type FileState =
  | "sending"
  | "waiting"
  | "paused"
  | "needs-file"
  | "another-file"
  | "no-room"
  | "vault-full"
  | "refused"
  | "whole";

/** A file as the page shows it. `sealed` and `sent` count pieces. */
export type FileFacts = Pick<KeptFile, "name" | "mediaType" | "size" | "addedAt" | "share"> & {
  readonly id: string;
  readonly state: FileState;
  readonly sealed: number;
  readonly sent: number;
  readonly pieces: number;
};

/** A file as it goes along in a copy of the notebook, and comes back from one. */
export type TakenFile = Pick<KeptFile, "name" | "mediaType" | "size" | "addedAt" | "share"> & {
  /** Of the file as it was, in hexadecimal. */
  readonly sha256: string;
};

/** What can be shown is held whole in memory, and never touches a disk. */
export const SHOWN_MAX_BYTES = 64 * 1024 * 1024;

type Job = {
  readonly controller: AbortController;
  state: FileState;
  /** What waits on the device could not be read: it is of no use any more. */
  damaged: boolean;
  progress: Progress;
  ended: Promise<void>;
};

export class FileKeeper {
  readonly #vault: VaultKeeper;
  readonly #board: string;
  readonly #jobs = new Map<string, Job>();
  #tell: () => void = () => undefined;

  constructor(vault: VaultKeeper, boardAddress: string) {
    this.#vault = vault;
    this.#board = boardAddress;
  }

  /** Tells the page whenever something is to be shown differently. */
  async listen(tell: () => void): Promise<void> {
    this.#tell = tell;
  }

  async list(): Promise<FileFacts[]> {
    return this.#files()
      .all()
      .map((file) => this.#factsOf(file));
  }

  /** Takes up whatever was broken off; erases at the board what was removed. Called when the vault opens. */
  async takeUp(): Promise<void> {
    for (const file of this.#files().all()) {
      if (file.whole === null && !this.#jobs.has(toHex(file.attachment))) this.#begin(file, undefined);
    }
    await this.#eraseRemoved();
  }

  /**
   * Keeps a file. Answers as soon as it stands in the vault; sealing and sending go on.
   *
   * @param known what is known of it already: when it was added elsewhere, and how it is shared
   * @throws ChorusError `limit` when it is larger than two gigabytes
   */
  async add(content: Blob, name: string, known: Partial<Pick<KeptFile, "addedAt" | "share">> = {}): Promise<string> {
    if (content.size > ATTACHMENT_MAX_BYTES) throw overLimit("size", "a file can have two gigabytes at most");
    const file: KeptFile = {
      v: 1,
      attachment: browserRng.bytes(ATTACHMENT_ID_BYTES),
      name: name.slice(0, 255) || "file",
      mediaType: content.type.slice(0, 127),
      size: content.size,
      identity: await generateX25519Identity(),
      addedAt: browserClock.seconds(),
      share: "stays",
      whole: null,
      ...known,
    };
    this.#files().put(file);
    await this.#open().documents.keep();
    this.#begin(file, sourceOf(content));
    return toHex(file.attachment);
  }

  /** The files that are whole, as a copy tells of them; each with its id here. */
  async toTake(): Promise<(TakenFile & { readonly id: string; readonly pieces: number })[]> {
    return this.#files()
      .all()
      .flatMap(({ attachment, name, mediaType, size, addedAt, share, whole }) => {
        if (whole === null) return [];
        const taken = { name, mediaType, size, addedAt, share, sha256: toHex(whole.hash) };
        return [{ ...taken, id: toHex(attachment), pieces: whole.pieces.length }];
      });
  }

  /** Keeps a file that a copy brought, or the rest of it. False when the notebook has it whole. */
  async bringIn(content: Blob, { name, mediaType, addedAt, share, sha256 }: TakenFile): Promise<boolean> {
    const here = this.#files().all();
    if (here.some(({ whole }) => whole !== null && toHex(whole.hash) === sha256)) return false;
    const begun = here.find((file) => file.whole === null && file.addedAt === addedAt && file.name === name);
    const typed = new Blob([content], { type: mediaType });
    if (begun) await this.again(toHex(begun.attachment), typed);
    else await this.add(typed, name, { addedAt, share });
    return true;
  }

  /** Goes on with a file of which the rest was not at hand. */
  async again(id: string, content: Blob): Promise<void> {
    const file = this.#required(id);
    const begunHere = (await this.#open().device.outbox.rows(id)).length > 0;
    await this.#stop(id);
    if (begunHere && this.#jobs.get(id)?.damaged !== true) return this.#begin(file, sourceOf(content));
    const { name, addedAt, share } = file;
    await this.add(content, name, { addedAt, share }); // another device has the first pieces, or nobody has: it begins anew
    await this.remove(id);
  }

  async pause(id: string): Promise<void> {
    await this.#stop(id);
    const job = this.#jobs.get(id);
    if (job) job.state = "paused";
    this.#tell();
  }

  async goOn(id: string): Promise<void> {
    this.#begin(this.#required(id), this.#sources.get(id));
  }

  async remove(id: string): Promise<void> {
    await this.#stop(id);
    this.#jobs.delete(id);
    this.#sources.delete(id);
    this.#files().remove(id, pieceCount(this.#required(id).size));
    const { documents, device } = this.#open();
    await documents.keep();
    await device.outbox.forget(id);
    this.#tell();
    await this.#eraseRemoved();
  }

  async choose(id: string, share: Share): Promise<void> {
    this.#files().change(id, { share });
    await this.#open().documents.keep();
    this.#tell();
  }

  /** The file, in memory, for showing it; undefined when it is too large for that, or not whole. */
  async shown(id: string): Promise<Blob | undefined> {
    const manifest = manifestOf(this.#required(id));
    if (manifest === undefined || manifest.size > SHOWN_MAX_BYTES) return undefined;
    const chunks: BlobPart[] = [];
    for await (const chunk of contentOf(this.#shelf(manifest.attachment), manifest)) chunks.push(chunk as BlobPart);
    return new Blob(chunks, { type: manifest.mediaType });
  }

  /** What the file would tell to whoever is given it; undefined when it cannot be looked into now. */
  async reveals(id: string): Promise<Revealed | undefined> {
    if (!this.#required(id).mediaType.startsWith("image/")) return { kind: "unread" };
    const picture = await this.shown(id);
    return picture && revealed(picture);
  }

  /** The picture without its hidden details, as it would be shared; undefined when it cannot be made. */
  async clean(id: string): Promise<Blob | undefined> {
    const picture = await this.shown(id);
    return picture && cleaned(picture);
  }

  /** One piece of a whole file, for taking it out of the vault without holding it. */
  async piece(id: string, place: number): Promise<Uint8Array> {
    const manifest = manifestOf(this.#required(id));
    const file = manifest && (await this.#shelf(manifest.attachment).get(place));
    if (manifest === undefined || file === undefined) throw new BoardUnreachable(404);
    return openPiece(ageSealer, manifest, place, file);
  }

  readonly #sources = new Map<string, FileSource>();

  #begin(file: KeptFile, source: FileSource | undefined): void {
    const id = toHex(file.attachment);
    if (source) this.#sources.set(id, source);
    const job: Job = {
      controller: new AbortController(),
      state: "sending",
      damaged: false,
      progress: { sealed: 0, sent: 0, waiting: false },
      ended: Promise.resolve(),
    };
    this.#jobs.set(id, job);
    job.ended = this.#send(file, source, job).catch((error: unknown) => {
      // The file could not be read any more (moved, or on a stick that was taken out), or the outbox could not.
      job.damaged = !(error instanceof DOMException && ["NotReadableError", "NotFoundError"].includes(error.name));
      job.state = "needs-file";
      this.#tell();
    });
  }

  async #send(file: KeptFile, source: FileSource | undefined, job: Job): Promise<void> {
    const { device } = this.#open();
    const ports = {
      sealer: ageSealer,
      rng: browserRng,
      outbox: device.outbox,
      shelf: this.#shelf(file.attachment),
      ahead: await roomAhead(device, file.size),
      pause: whenToTryAgain,
      tell: (progress: Progress) => {
        job.progress = progress;
        job.state = progress.waiting ? "waiting" : "sending";
        this.#tell();
      },
    };
    const { attachment, size, identity } = file;
    const sending = { attachment, size, identity, recipient: await identityToRecipient(identity) };
    await this.#ended(file, job, await sendFile(ports, sending, source, job.controller.signal));
  }

  async #ended(file: KeptFile, job: Job, sent: Sent): Promise<void> {
    const id = toHex(file.attachment);
    if (sent.kind === "whole") {
      this.#files().change(id, { whole: { hash: sent.hash, pieces: [...sent.pieces] } });
      const { documents, device } = this.#open();
      await documents.keep(); // before the outbox forgets: a crash between them only means to send nothing again
      await device.outbox.forget(id);
      this.#jobs.delete(id);
      this.#sources.delete(id);
    } else if (sent.kind === "refused") {
      job.state = sent.rule === "quota" ? "vault-full" : "refused";
    } else {
      job.state = sent.kind === "stopped" ? "paused" : sent.kind;
    }
    this.#tell();
  }

  async #stop(id: string): Promise<void> {
    const job = this.#jobs.get(id);
    job?.controller.abort();
    await job?.ended;
  }

  async #eraseRemoved(): Promise<void> {
    const files = this.#files();
    for (const [id, pieces] of files.removed()) {
      try {
        await this.#shelf(fromHex(id)).erase(pieces);
        files.erased(id);
      } catch {
        return; // the next time the vault opens
      }
    }
  }

  #factsOf(file: KeptFile): FileFacts {
    const { name, mediaType, size, addedAt, share } = file;
    const id = toHex(file.attachment);
    const pieces = pieceCount(size);
    const job = this.#jobs.get(id);
    const state = file.whole ? "whole" : (job?.state ?? "needs-file");
    const { sealed, sent } = file.whole ? { sealed: pieces, sent: pieces } : (job?.progress ?? { sealed: 0, sent: 0 });
    return { id, name, mediaType, size, addedAt, share, state, sealed, sent, pieces };
  }

  #required(id: string): KeptFile {
    const file = this.#files().find(id);
    if (file === undefined) throw new Error("there is no such file in the vault");
    return file;
  }

  #shelf(attachment: Uint8Array) {
    const { vault } = this.#open();
    return vaultShelf(this.#board, { vault: toHex(vault.id), accessKey: accessKey(vault) }, attachment);
  }

  #files() {
    return keptFiles(this.#open().documents);
  }

  #open(): OpenVault {
    return VaultKeeper.opened(this.#vault);
  }
}
