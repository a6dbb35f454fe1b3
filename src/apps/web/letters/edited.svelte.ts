/**
 * A field over something that others change too: it shows what is shared until somebody types here, then what was typed, and
 * what is shared again once that is kept. Looking for news never takes away what a person is typing.
 */
export class Edited<Value> {
  readonly #shared: () => Value;
  #own = $state.raw<{ readonly value: Value; readonly seen: Value }>();

  constructor(shared: () => Value) {
    this.#shared = shared;
  }

  get value(): Value {
    return this.#own ? this.#own.value : this.#shared();
  }
  set value(next: Value) {
    const seen = this.seen;
    this.#own = next === seen ? undefined : { value: next, seen };
  }

  /** What was shared when somebody began to type here; what is shared now while nobody does. */
  get seen(): Value {
    return this.#own ? this.#own.seen : this.#shared();
  }

  /** Was something typed here that is not kept yet? */
  get isEdited(): boolean {
    return this.#own !== undefined;
  }

  /** What was typed is kept, unless somebody typed on meanwhile. */
  kept(value: Value): void {
    if (this.#own?.value === value) this.#own = undefined;
  }
}
