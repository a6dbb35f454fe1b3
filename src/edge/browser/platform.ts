/** What a browser gives the pure floors: randomness and time. */
import type { Clock, Rng } from "../../core/ports.ts";

/** The browser's generator. */
export const browserRng: Rng = {
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
};

/** The device's clock. */
export const browserClock: Clock = {
  seconds: () => Math.floor(Date.now() / 1000),
};
