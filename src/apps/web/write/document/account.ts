/** The account as it is sealed, and as it is taken along: everything in plain values, without the document around it. */
import type { Doc } from "yjs";
import type { Incident as SealedIncident } from "../../../../core/protocol/incident.ts";
import { sealsEarlier } from "./draft.ts";
import { accountOf, type Incident } from "./incidents.ts";
import { earlierOf, passagesOf } from "./passages.ts";
import { wordsOf } from "./shape.ts";
import { rangeOf } from "./when.ts";

/** What counsel would read: every incident that is not kept back, with the passages in which something stands. */
export function sealable(pages: Doc): SealedIncident[] {
  return accountOf(pages)
    .filter((incident) => !incident.keptBack)
    .map((incident) => asChosen(pages, plain(pages, incident)))
    .filter(({ passages }) => passages.length > 0);
}

/** Earlier words stay in the notebook unless it was chosen to seal them. */
function asChosen(pages: Doc, incident: SealedIncident): SealedIncident {
  return sealsEarlier(pages) ? incident : withoutEarlier(incident);
}

/** An incident as it stands now, without what stood there before. */
export function withoutEarlier(incident: SealedIncident): SealedIncident {
  const now = incident.passages.filter(({ text }) => text.trim() !== "");
  return { ...incident, passages: now.map((passage) => ({ ...passage, earlier: [] })) };
}

/** One incident in plain values. */
export function plain(pages: Doc, { id, title, when }: Incident): SealedIncident {
  const passages = passagesOf(pages, id).map(({ id: passage, question, begun, changed }) => {
    return { question, begun, changed, text: wordsOf(pages, passage).toString(), earlier: earlierOf(pages, passage) };
  });
  const said = passages.filter(({ text, earlier }) => text.trim() !== "" || earlier.length > 0);
  return { title, when: rangeOf(when), passages: said };
}

/** How many words there are in an incident as it stands. */
export function countWords({ passages }: SealedIncident): number {
  const segments = passages.flatMap(({ text }) => text.trim().split(/\s+/u));
  return segments.filter((word) => word !== "").length;
}
