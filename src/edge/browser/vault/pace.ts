/** When the board is met: soon after something was written, now and then, and again after a failure, more and more patiently. */
import { ChorusError } from "../../../core/bytes/errors.ts";
import type { Round, VaultSync } from "./sync.ts";

const SEND_MILLISECONDS = 1200;
const LOOK_MILLISECONDS = 20_000;
const LONGEST_MILLISECONDS = 60_000;

/** `refused`: the board does not take it, and trying again does not help; `rule` says why. */
export type BoardState =
  | { readonly state: "sent" | "unreachable" | "older" | "gone" }
  | { readonly state: "refused"; readonly rule: string };

export class Pace {
  readonly #sync: VaultSync;
  readonly #tell: (state: BoardState) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #due = Number.POSITIVE_INFINITY;
  #running: Promise<void> | undefined;
  #failures = 0;
  #ended = false;
  #last: BoardState["state"] = "unreachable";

  constructor(sync: VaultSync, tell: (state: BoardState) => void) {
    this.#sync = sync;
    this.#tell = tell;
    addEventListener("online", this.#online);
  }

  /** Something was written. */
  soon(): void {
    if (this.#failures === 0) this.#within(SEND_MILLISECONDS);
  }

  /** Meets the board now, and answers how that ended. */
  async now(): Promise<BoardState["state"]> {
    while (this.#running !== undefined) await this.#running;
    await this.#run("meet");
    return this.#last;
  }

  /** Nothing is on its way to the board any more, and nothing more will be. */
  async settled(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#running;
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    removeEventListener("online", this.#online);
  }

  readonly #online = () => void this.now();

  #within(milliseconds: number): void {
    const due = Date.now() + milliseconds;
    if (this.#ended || due >= this.#due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => void this.#run(milliseconds === SEND_MILLISECONDS ? "send" : "meet"), milliseconds);
  }

  async #run(how: "send" | "meet"): Promise<void> {
    clearTimeout(this.#timer);
    this.#due = Number.POSITIVE_INFINITY;
    if (this.#ended) return;
    if (this.#running === undefined) {
      this.#running = this.#once(how).finally(() => {
        this.#running = undefined;
      });
      await this.#running;
      this.#within(
        this.#failures === 0 ? LOOK_MILLISECONDS : Math.min(LONGEST_MILLISECONDS, 2000 * 2 ** this.#failures),
      );
    } else this.#within(SEND_MILLISECONDS);
  }

  async #once(how: "send" | "meet"): Promise<void> {
    try {
      const round: Round = await this.#sync[how]();
      this.#failures = 0;
      if (round === "gone") this.end();
      this.#said({ state: round === "done" ? "sent" : round });
    } catch (error) {
      this.#failures += 1;
      const refused = error instanceof ChorusError && error.rule !== "rate";
      this.#said(refused ? { state: "refused", rule: error.rule } : { state: "unreachable" });
    }
  }

  #said(state: BoardState): void {
    this.#last = state.state;
    this.#tell(state);
  }
}
