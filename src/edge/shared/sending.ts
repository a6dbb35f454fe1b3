/**
 * Sends a file piece by piece (§16): reads, seals and lays pieces into the outbox, and takes them from there to the board.
 * Both go on side by side. Whatever breaks it off (the tab, the network, the board), it goes on where it stopped: a piece
 * in the outbox is never sealed again, a piece at the board never sent again.
 */
import { equalBytes, toHex } from "../../core/bytes/bytes.ts";
import { ChorusError } from "../../core/bytes/errors.ts";
import { runningSha256, sha256 } from "../../core/crypto/hash.ts";
import type { FileSealer, Rng } from "../../core/ports.ts";
import { pieceCount, pieceRange, sealPiece } from "../../core/protocol/attachment.ts";
import type { PieceShelf } from "./attachments.ts";
import { BoardUnreachable } from "./http-client.ts";
import { memoryOf, type Outbox, type OutboxRow, type Remembered } from "./outbox.ts";

/** A file that can be read from any place. */
export type FileSource = { readonly size: number; read(start: number, end: number): Promise<Uint8Array> };

/** What is to be sent, and to whom it is sealed. */
export type Sending = {
  readonly attachment: Uint8Array;
  readonly size: number;
  readonly identity: string;
  readonly recipient: string;
};

export type SendingPorts = {
  readonly sealer: FileSealer;
  readonly rng: Rng;
  readonly outbox: Outbox;
  readonly shelf: PieceShelf;
  /** How many sealed pieces may wait in the outbox before sealing waits for them. */
  readonly ahead: number;
  /** Waits before the board is tried again: longer the more often it was not there. */
  readonly pause: (failures: number, signal: AbortSignal) => Promise<void>;
  readonly tell: (progress: Progress) => void;
};

/** Pieces sealed and sent so far. `waiting`: the board could not be reached, and is tried again. */
export type Progress = { readonly sealed: number; readonly sent: number; readonly waiting: boolean };

/**
 * How it ended. `needs-file`: the rest of the file is neither here nor in the outbox; `another-file`: this is not the file
 * of which the first pieces were sealed; `no-room`: the device cannot take a single piece more.
 */
export type Sent =
  | { readonly kind: "whole"; readonly hash: Uint8Array; readonly pieces: readonly Uint8Array[] }
  | { readonly kind: "stopped" | "needs-file" | "another-file" | "no-room" }
  | { readonly kind: "refused"; readonly rule: string };

/** Two on their way at once: while one is acknowledged, the other fills the line. */
const AT_ONCE = 2;

/** @param source undefined when the file is not at hand any more; the outbox may have what is needed */
export async function sendFile(
  ports: SendingPorts,
  sending: Sending,
  source: FileSource | undefined,
  signal: AbortSignal,
): Promise<Sent> {
  const job = await SendingJob.resume(ports, sending);
  return job.run(source, signal);
}

class SendingJob {
  readonly #ports: SendingPorts;
  readonly #sending: Sending;
  readonly #id: string;
  readonly #count: number;
  readonly #remembered: Remembered[];
  readonly #waiting: number[];
  readonly #memory: ReturnType<typeof memoryOf>;
  #sent: number;
  #sealedAll = false;
  #ended: Sent | undefined;
  #change = Promise.withResolvers<void>();

  static async resume(ports: SendingPorts, sending: Sending): Promise<SendingJob> {
    return new SendingJob(ports, sending, await ports.outbox.rows(toHex(sending.attachment)));
  }

  private constructor(ports: SendingPorts, sending: Sending, rows: readonly OutboxRow[]) {
    this.#ports = ports;
    this.#sending = sending;
    this.#id = toHex(sending.attachment);
    this.#count = pieceCount(sending.size);
    this.#memory = memoryOf(ports.rng, sending.attachment, sending.identity);
    // Pieces are sealed in order, so the rows are those of the first places.
    this.#remembered = rows.map(({ place, sealed }) => this.#memory.open(place, sealed));
    this.#waiting = rows.filter(({ sent }) => !sent).map(({ place }) => place);
    this.#sent = rows.length - this.#waiting.length;
  }

  async run(source: FileSource | undefined, signal: AbortSignal): Promise<Sent> {
    const stop = () => this.#end({ kind: "stopped" });
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
    const ending = new AbortController(); // whatever ends one part ends the others
    const both = AbortSignal.any([signal, ending.signal]);
    try {
      this.#tell(false);
      const senders = Array.from({ length: AT_ONCE }, () => this.#send(both));
      await Promise.all([this.#seal(source).finally(() => this.#changed()), ...senders]);
    } catch (error) {
      ending.abort();
      this.#end({ kind: "stopped" });
      throw error;
    } finally {
      signal.removeEventListener("abort", stop);
    }
    return this.#ended ?? this.#whole();
  }

  #whole(): Sent {
    const hash = this.#remembered.at(-1)?.through as Uint8Array;
    return { kind: "whole", hash, pieces: this.#remembered.map((one) => one.hash) };
  }

  async #seal(source: FileSource | undefined): Promise<void> {
    if (this.#remembered.length < this.#count) {
      if (source === undefined) return this.#lacks();
      await this.#sealFrom(source);
    }
    this.#sealedAll = true;
  }

  /** Without the file, what is in the outbox is sent all the same. */
  async #lacks(): Promise<void> {
    while (this.#ended === undefined && this.#sent < this.#remembered.length) await this.#change.promise;
    this.#end({ kind: "needs-file" });
  }

  async #sealFrom(source: FileSource): Promise<void> {
    const hash = runningSha256();
    const known = this.#remembered.length;
    for (let place = 0; place < this.#count && this.#ended === undefined; place++) {
      const { start, end } = pieceRange(this.#sending.size, place);
      const content = source.size === this.#sending.size ? await source.read(start, end) : new Uint8Array();
      if (content.length !== end - start) return this.#end({ kind: "another-file" });
      hash.update(content);
      if (place >= known) await this.#keep(place, content, hash.clone().digest());
      else if (
        place === known - 1 &&
        !equalBytes(hash.clone().digest(), this.#remembered[place]?.through as Uint8Array)
      )
        return this.#end({ kind: "another-file" });
    }
  }

  async #keep(place: number, content: Uint8Array, through: Uint8Array): Promise<void> {
    while (this.#ended === undefined && this.#waiting.length >= this.#ports.ahead) await this.#change.promise;
    const { sealer } = this.#ports;
    const file = await sealPiece(sealer, this.#sending.recipient, this.#sending.size, place, content);
    const remembered = { hash: sha256(file), through };
    const row = { place, sealed: this.#memory.seal(place, remembered), sent: false };
    for (;;) {
      if (this.#ended !== undefined) return;
      try {
        await this.#ports.outbox.put(this.#id, row, file);
        break;
      } catch {
        // No room on the device: pieces that leave for the board make some.
        if (this.#sent === this.#remembered.length) return this.#end({ kind: "no-room" });
        await this.#change.promise;
      }
    }
    this.#remembered.push(remembered);
    this.#waiting.push(place);
    this.#tell(false);
    this.#changed();
  }

  async #send(signal: AbortSignal): Promise<void> {
    for (;;) {
      if (this.#ended !== undefined) return;
      const place = this.#waiting.shift();
      if (place === undefined) {
        if (this.#sealedAll) return;
        await this.#change.promise;
      } else {
        await this.#sendPiece(place, signal);
      }
    }
  }

  async #sendPiece(place: number, signal: AbortSignal): Promise<void> {
    const { outbox, shelf, pause } = this.#ports;
    const file = await outbox.file(this.#id, place);
    if (file === undefined) throw new Error("a piece has left the outbox unsent");
    for (let failures = 0; this.#ended === undefined; failures++) {
      try {
        await shelf.put(place, file, signal);
        await outbox.sent(this.#id, place);
        this.#sent++;
        this.#tell(false);
        return this.#changed();
      } catch (error) {
        if (this.#ended !== undefined) return;
        if (!isPassing(error)) return this.#refused(error);
        this.#tell(true);
        await pause(failures, signal);
      }
    }
  }

  #refused(error: unknown): void {
    if (!(error instanceof ChorusError)) throw error;
    this.#end({ kind: "refused", rule: error.rule });
  }

  #end(how: Sent): void {
    this.#ended ??= how;
    this.#changed();
  }

  #changed(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers<void>();
  }

  #tell(waiting: boolean): void {
    this.#ports.tell({ sealed: this.#remembered.length, sent: this.#sent, waiting });
  }
}

/** Trying again later is right. */
function isPassing(error: unknown): boolean {
  if (error instanceof BoardUnreachable) return true;
  return error instanceof ChorusError && (error.kind === "unavailable" || error.rule === "rate");
}
