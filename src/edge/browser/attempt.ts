/** How something that needs the board ended, as a value that a worker can hand to its page. */
import { ChorusError } from "../../core/bytes/errors.ts";
import { BoardUnreachable } from "../shared/http-client.ts";

export type Attempt<Value> =
  | { readonly kind: "done"; readonly value: Value }
  | { readonly kind: "unreachable" }
  | { readonly kind: "refused"; readonly rule: string };

/** Lets `act` try; faults of ours are thrown on. */
export async function attempt<Value>(act: () => Promise<Value>): Promise<Attempt<Value>> {
  try {
    return { kind: "done", value: await act() };
  } catch (error) {
    if (error instanceof BoardUnreachable) return { kind: "unreachable" };
    if (error instanceof ChorusError) return { kind: "refused", rule: error.rule };
    throw error;
  }
}
