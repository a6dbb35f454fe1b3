/** One thing after another: two at once would speak from one state. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  readonly #afterFault: () => void;

  /** @param afterFault what to do before the next turn when one has failed: another device may have moved on */
  constructor(afterFault: () => void) {
    this.#afterFault = afterFault;
  }

  take<Value>(act: () => Promise<Value>): Promise<Value> {
    const turn = this.#last.then(act);
    this.#last = turn.then(
      () => undefined,
      () => this.#afterFault(),
    );
    return turn;
  }
}
