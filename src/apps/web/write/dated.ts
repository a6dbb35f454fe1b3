/** The pages as texts to be dated: word for word what a saved file holds. */
import type { Doc } from "yjs";
import { accountText } from "../../../edge/shared/account-text.ts";
import type { DatedPage } from "../../../roles/author/dated.ts";
import { plain } from "./document/account.ts";
import { accountOf } from "./document/incidents.ts";

export function datable(pages: Doc): DatedPage[] {
  return accountOf(pages).map((incident) => {
    const incidents = [plain(pages, incident)];
    const text = accountText({ v: 1, incidents, contact: { ways: [], never: "" }, attachments: [], files: [] });
    return { name: incident.title, text: `${text}\n` };
  });
}
