/** The pages as texts to be dated: word for word what a saved file holds, and what counsel would read of them. */
import type { Doc } from "yjs";
import { pageText } from "../../../edge/shared/account-text.ts";
import type { DatedPage } from "../../../roles/author/dated.ts";
import { plain, withoutEarlier } from "./document/account.ts";
import { accountOf } from "./document/incidents.ts";

/** Each page with its earlier words; and once more without them, where there are any, since they may be sealed so. */
export function datable(pages: Doc): DatedPage[] {
  return accountOf(pages).flatMap((incident) => {
    const whole = plain(pages, incident);
    const texts = new Set([pageText(whole), pageText(withoutEarlier(whole))]);
    return [...texts].map((text) => ({ name: incident.title, text }));
  });
}
