/**
 * Casework: what a practice notes about its cases, as things said one after another. The board keeps them in their order
 * (§20), sealed, so every colleague's desk comes to the same state; nothing said is ever changed, only followed.
 *
 * What is said names the matters (§7.3) of its case as they were then. When cases turn out to share a record, they become
 * one, and so does what was said of them.
 */
import * as v from "valibot";
import { decode, encode } from "../../core/bytes/cbor.ts";
import { text, version, whole } from "../../core/bytes/schema.ts";

export const CASE_STATES = ["new", "conflict-check", "reading", "contacting", "connected", "acting", "closed"] as const;
export type CaseState = (typeof CASE_STATES)[number];
export const MARK_SORTS = ["place", "approach", "words", "other"] as const;
export type MarkSort = (typeof MARK_SORTS)[number];
export const OUTCOMES = ["report", "employer", "settlement", "judgment", "published", "nothing"] as const;
export type OutcomeSort = (typeof OUTCOMES)[number];

const id = text(64, 1);
const ids = v.pipe(v.array(id), v.maxLength(1000));
const words = text(20_000);
/** A day as year-month-day; empty where none was given. */
const day = v.union([v.literal(""), v.pipe(v.string(), v.isoDate())]);

const saidSchema = v.variant("kind", [
  v.strictObject({ kind: v.literal("conflict"), conflict: v.picklist(["none", "declared"]) }),
  v.strictObject({ kind: v.literal("state"), state: v.picklist(CASE_STATES) }),
  v.strictObject({ kind: v.literal("verdict"), record: id, same: ids, different: ids }),
  v.strictObject({ kind: v.literal("note"), id, text: words }),
  v.strictObject({ kind: v.literal("task"), id, text: words, due: day }),
  v.strictObject({ kind: v.literal("done"), id, done: v.boolean() }),
  /** A day after which something can no longer be brought, as counsel reckons it. */
  v.strictObject({ kind: v.literal("deadline"), id, text: words, due: v.pipe(v.string(), v.isoDate()) }),
  v.strictObject({ kind: v.literal("contact"), id, record: id, way: text(100), day, text: words }),
  v.strictObject({ kind: v.literal("mark"), id, record: id, sort: v.picklist(MARK_SORTS), quote: words }),
  v.strictObject({ kind: v.literal("outcome"), id, sort: v.picklist(OUTCOMES), day, text: words }),
  v.strictObject({ kind: v.literal("struck"), id }),
]);
/** One thing that counsel says of a case. */
export type Said = v.InferOutput<typeof saidSchema>;

const entrySchema = v.strictObject({ at: whole(0, 2 ** 40), by: text(120), matters: ids, said: saidSchema });
/** Something said, with who said it, when by their clock, and of which matters. */
export type CaseEntry = v.InferOutput<typeof entrySchema>;

const entriesSchema = v.strictObject({ v: version(1), entries: v.pipe(v.array(entrySchema), v.maxLength(500_000)) });
export const CASEWORK_MAX_BYTES = 32 * 1024 * 1024;

export function encodeEntries(entries: readonly CaseEntry[]): Uint8Array {
  return encode({ v: 1, entries });
}

/** @throws ChorusError `malformed` */
export function readEntries(bytes: Uint8Array): CaseEntry[] {
  return decode(entriesSchema, bytes, "casework", CASEWORK_MAX_BYTES).entries;
}

type Of<Kind extends Said["kind"]> = Extract<Said, { kind: Kind }>;
/** Something said that stands by itself, with who said it and when. */
export type Kept<Kind extends Said["kind"]> = Omit<Of<Kind>, "kind"> & { readonly at: number; readonly by: string };

/** A case as the practice sees it now. */
export type Casework = {
  readonly state: CaseState;
  /** Before it is `none`, no account of the case is opened at a desk. */
  readonly conflict: "unasked" | "none" | "declared";
  readonly verdicts: readonly Omit<Of<"verdict">, "kind">[];
  readonly notes: readonly Kept<"note">[];
  readonly tasks: readonly (Kept<"task"> & { readonly done: boolean })[];
  readonly deadlines: readonly Kept<"deadline">[];
  readonly contacts: readonly Kept<"contact">[];
  readonly marks: readonly Kept<"mark">[];
  readonly outcomes: readonly Kept<"outcome">[];
};

/** What the entries about a case come to. */
export function caseworkOf(entries: readonly CaseEntry[], matters: readonly string[]): Casework {
  const ours = entries.filter((entry) => entry.matters.some((matter) => matters.includes(matter)));
  const struck = new Set(ours.flatMap(({ said }) => (said.kind === "struck" ? [said.id] : [])));
  const of = <Kind extends Said["kind"]>(kind: Kind): Kept<Kind>[] =>
    ours.flatMap(({ at, by, said }) => {
      if (said.kind !== kind || ("id" in said && struck.has(said.id))) return [];
      const { kind: _, ...rest } = said as Of<Kind>;
      return [{ ...rest, at, by } as Kept<Kind>];
    });
  const done = new Map(of("done").map((one) => [one.id, one.done]));
  return {
    state: of("state").at(-1)?.state ?? "new",
    conflict: conflictOf(ours, matters),
    verdicts: of("verdict"),
    notes: of("note"),
    tasks: of("task").map((task) => ({ ...task, done: done.get(task.id) ?? false })),
    deadlines: of("deadline").toSorted((a, b) => a.due.localeCompare(b.due)),
    contacts: of("contact"),
    marks: of("mark"),
    outcomes: of("outcome"),
  };
}

/** A declared conflict binds the whole case; a matter that nobody was asked about is asked about. */
function conflictOf(ours: readonly CaseEntry[], matters: readonly string[]): Casework["conflict"] {
  const last = matters.map((matter) =>
    ours.findLast(({ matters: named, said }) => said.kind === "conflict" && named.includes(matter)),
  );
  const said = last.map((entry) => (entry?.said.kind === "conflict" ? entry.said.conflict : undefined));
  if (said.includes("declared")) return "declared";
  return said.length > 0 && said.every((one) => one === "none") ? "none" : "unasked";
}

/** What followed, as counts and nothing else: all that ever leaves a practice of its outcomes. */
export type OutcomeCounts = {
  readonly cases: number;
  readonly states: Readonly<Record<CaseState, number>>;
  readonly outcomes: Readonly<Record<OutcomeSort, number>>;
};

/** Counts each kind of outcome once a case. */
export function countOutcomes(cases: readonly Casework[]): OutcomeCounts {
  const count = <Name extends string>(names: readonly Name[], has: (one: Casework, name: Name) => boolean) =>
    Object.fromEntries(names.map((name) => [name, cases.filter((one) => has(one, name)).length])) as Record<
      Name,
      number
    >;
  return {
    cases: cases.length,
    states: count(CASE_STATES, (one, state) => one.state === state),
    outcomes: count(OUTCOMES, (one, sort) => one.outcomes.some((outcome) => outcome.sort === sort)),
  };
}
