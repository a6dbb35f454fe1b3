/** What `chorus verify` found of one file. */
import { toHex } from "../../../core/bytes/bytes.ts";
import type { Finding } from "../../../edge/shared/judge-files.ts";

export type Verdict = Finding | { readonly name: string; readonly result: "unreadable"; readonly reason: string };

/** A moment as people of any country read it alike. */
export function moment(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** Which escrow it is, for people to compare. */
export function escrowLines(charterId: Uint8Array, pinned: boolean): string[] {
  if (pinned) return ["It is the escrow that you named."];
  const groups = toHex(charterId).match(/.{8}/g) ?? [];
  return [
    "The escrow's fingerprint is",
    `  ${groups.slice(0, 4).join(" ")}`,
    `  ${groups.slice(4).join(" ")}`,
    "Compare it with the one that its trustees publish, or give it as --escrow.",
  ];
}
