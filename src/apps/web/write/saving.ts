/** How saving stands, out of what the keeper told of the device and of the board. */

/** `full`: the device has no room; `here`: the board waits for a connection; `failed`: on this page only. */
export type Saving = { readonly state: "idle" | "saving" | "saved" | "here" | "failed" | "full"; readonly at?: Date };

export type Heard = {
  readonly kept: "nothing" | "waiting" | "kept" | "not-kept" | "full";
  readonly sent: "waiting" | "sent" | "unreachable";
  /** Whether the device keeps a copy. */
  readonly traces: boolean;
  readonly notice: "older" | "gone" | "refused" | undefined;
  readonly at?: Date;
};

export const NOTHING_HEARD: Heard = { kept: "nothing", sent: "waiting", traces: true, notice: undefined };

/** The same with something that is not kept yet. */
export function waiting(heard: Heard): Heard {
  return { ...heard, kept: "waiting", sent: heard.sent === "sent" ? "waiting" : heard.sent };
}

export function savingOf({ kept, sent, traces, at }: Heard): Saving {
  const when = at === undefined ? {} : { at };
  if (kept === "nothing") return { state: "idle" };
  // Without a copy on the device, only what is at the board is safe.
  if (!traces) return { state: sent === "sent" ? "saved" : sent === "waiting" ? "saving" : "failed", ...when };
  if (kept === "full" || kept === "not-kept")
    return sent === "sent" ? { state: "saved", ...when } : { state: kept === "full" ? "full" : "failed" };
  if (kept === "waiting") return { state: "saving", ...when };
  return { state: sent === "unreachable" ? "here" : "saved", ...when };
}
