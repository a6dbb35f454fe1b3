/** Incidents: the things that happened, which together make one account. */
import type { Doc, Array as SharedArray } from "yjs";
import { passagesOf, SITTING_SECONDS } from "./passages.ts";
import {
  changeTimes,
  earlierMarks,
  type Fact,
  facts,
  incidentMarks,
  keptBack,
  passageMarks,
  putAway,
  type Seconds,
  wordsOf,
} from "./shape.ts";
import { NOTHING_SAID, type WhenSaid } from "./when.ts";

export type Incident = {
  readonly id: string;
  readonly begun: Seconds;
  readonly title: string;
  readonly when: WhenSaid;
  /** Out of sight, and brought back by one press. */
  readonly putAway: boolean;
  /** Stays in the notebook when the account is sealed. */
  readonly keptBack: boolean;
};

/** All incidents in the order in which they were begun, those put away too. */
export function incidentsOf(pages: Doc): Incident[] {
  const found = [...incidentMarks(pages)].map(([id, { begun }]) => ({
    id,
    begun,
    title: valuesOf(pages, id, "title").at(-1)?.value ?? "",
    when: valuesOf(pages, id, "when").at(-1)?.value ?? NOTHING_SAID,
    putAway: putAway(pages).get(id) ?? false,
    keptBack: keptBack(pages).get(id) ?? false,
  }));
  return found.sort((a, b) => a.begun - b.begun || (a.id < b.id ? -1 : 1));
}

/** Incidents that are part of the account as it stands. */
export function accountOf(pages: Doc): Incident[] {
  return incidentsOf(pages).filter((incident) => !incident.putAway);
}

type Said<Kind extends Fact["kind"]> = Extract<Fact, { kind: Kind }>;

/** What was said of an incident's title or time, in order; the last one stands. */
export function valuesOf<Kind extends Fact["kind"]>(pages: Doc, incident: string, kind: Kind): Said<Kind>[] {
  const isSaid = (fact: Fact): fact is Said<Kind> => fact.incident === incident && fact.kind === kind;
  return facts(pages)
    .toArray()
    .filter(isSaid)
    .sort((a, b) => a.at - b.at);
}

/** Calls an incident something. An earlier name stays readable, unless it is of this very sitting. */
export function callIt(pages: Doc, incident: string, title: string, now: Seconds): void {
  say(pages, { incident, kind: "title", value: title, at: now });
}

/** Says roughly when it was. */
export function date(pages: Doc, incident: string, when: WhenSaid, now: Seconds): void {
  say(pages, { incident, kind: "when", value: when, at: now });
}

function say(pages: Doc, fact: Fact): void {
  const [last] = valuesOf(pages, fact.incident, fact.kind).slice(-1);
  if (JSON.stringify(last?.value) === JSON.stringify(fact.value)) return;
  pages.transact(() => {
    if (!incidentMarks(pages).has(fact.incident)) incidentMarks(pages).set(fact.incident, { begun: fact.at });
    const isOfSitting = last !== undefined && fact.at - last.at <= SITTING_SECONDS;
    if (isOfSitting) removeWhere(facts(pages), (one) => one === last);
    facts(pages).push([fact]);
  });
}

/** Puts an incident out of sight, or brings it back. Nothing of it is lost. */
export function setPutAway(pages: Doc, incident: string, away: boolean): void {
  putAway(pages).set(incident, away);
}

/** Keeps an incident back from what is sealed, or not. */
export function setKeptBack(pages: Doc, incident: string, back: boolean): void {
  keptBack(pages).set(incident, back);
}

/** Erases an incident with everything that was said of it. Words that another device is writing into it now remain. */
export function eraseIncident(pages: Doc, incident: string): void {
  pages.transact(() => {
    const gone = new Set(passagesOf(pages, incident).map(({ id }) => id));
    for (const passage of gone) {
      const words = wordsOf(pages, passage);
      words.delete(0, words.length);
      passageMarks(pages).delete(passage);
      changeTimes(pages).delete(passage);
    }
    removeWhere(earlierMarks(pages), (mark) => gone.has(mark.passage));
    removeWhere(facts(pages), (fact) => fact.incident === incident);
    for (const map of [incidentMarks(pages), putAway(pages), keptBack(pages)]) map.delete(incident);
  });
}

function removeWhere<Item>(list: SharedArray<Item>, isGone: (item: Item) => boolean): void {
  const items = list.toArray();
  for (let i = items.length - 1; i >= 0; i--) if (isGone(items[i] as Item)) list.delete(i, 1);
}
