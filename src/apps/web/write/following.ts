import { createSubscriber } from "svelte/reactivity";
import { type Doc, Text as SharedText, type Transaction } from "yjs";
import { changeTimes } from "./document/shape.ts";

const subscribers = new WeakMap<Doc, () => void>();

/**
 * The pages, for a derived value or a template to follow: it runs anew when something begins, goes or is chosen, but not
 * at every letter that is typed.
 */
export function following(pages: Doc): Doc {
  let subscribe = subscribers.get(pages);
  if (subscribe === undefined) {
    subscribe = createSubscriber((update) => {
      const changed = (transaction: Transaction) => {
        const seen = [...transaction.changed.keys()].some((type) => !(type instanceof SharedText) && type !== times);
        if (seen) update();
      };
      const times: unknown = changeTimes(pages);
      pages.on("afterTransaction", changed);
      return () => pages.off("afterTransaction", changed);
    });
    subscribers.set(pages, subscribe);
  }
  subscribe();
  return pages;
}
