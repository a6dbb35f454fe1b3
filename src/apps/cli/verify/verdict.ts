/** What `chorus verify` found of one file. */
import type { Judgement } from "../../../core/protocol/judge.ts";

export type Verdict = Judgement | { readonly name: string; readonly result: "unreadable"; readonly reason: string };

/** A moment as people of any country read it alike. */
export function moment(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
