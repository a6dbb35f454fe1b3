/** What a person has set for their notebook, on all their devices. */
import type { Documents } from "./documents.ts";

/** After how many minutes without a touch the notebook locks itself. */
export const IDLE_MINUTES = [1, 5, 15, 60] as const;
const USUAL = 5;

export type Settings = { readonly idleMinutes: number };

export function readSettings({ ring }: Documents): Settings {
  const minutes = ring.getMap<unknown>("settings").get("idleMinutes");
  return { idleMinutes: IDLE_MINUTES.find((one) => one === minutes) ?? USUAL };
}

export function writeSettings({ ring }: Documents, { idleMinutes }: Settings): void {
  ring.getMap<unknown>("settings").set("idleMinutes", idleMinutes);
}
