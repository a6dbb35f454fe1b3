/** What a sequence of Shift presses can lead to. */
export interface ShiftListener {
  /** Shift was pressed, by itself; `left` more presses leave the page. */
  pressed(left: number): void;
  /** Another key came between, or five seconds passed: the count starts anew. */
  lapsed(): void;
  /** The third press. */
  thrice(): void;
}

/** How long to wait for the next press, in milliseconds, as GOV.UK's "Exit this page" does. */
export const patience = 5000;

/**
 * Counts Shift presses from `keyup` events as GOV.UK's "Exit this page" does: Shift alone counts, Shift as a modifier
 * does not. (Shift with a letter gives two `keyup` events, the letter's with `shiftKey` set and then Shift's own; so a
 * Shift right after an event with `shiftKey` set was a modifier.)
 */
export function shiftThrice(listener: ShiftListener): (event: Pick<KeyboardEvent, "key" | "shiftKey">) => void {
  let presses = 0;
  let modified = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function stop() {
    clearTimeout(timer);
    timer = undefined;
    presses = 0;
  }

  function lapse() {
    stop();
    listener.lapsed();
  }

  function press() {
    clearTimeout(timer);
    presses += 1;
    if (presses === 3) {
      stop();
      listener.thrice();
      return;
    }
    timer = setTimeout(lapse, patience);
    listener.pressed(3 - presses);
  }

  return ({ key, shiftKey }) => {
    if (key === "Shift" && !modified) press();
    else if (presses > 0) lapse();
    modified = shiftKey;
  };
}
