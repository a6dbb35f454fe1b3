/** The findings of `chorus verify` for programs. */
import { toHex } from "../../../core/bytes/bytes.ts";
import type { Escrow } from "../../../core/protocol/charter.ts";
import { SECONDS_PER_HOUR } from "../../../core/protocol/entry.ts";
import type { Proven } from "../../../core/protocol/evidence.ts";
import type { IndependenceFacts } from "../../../core/protocol/independence.ts";
import type { ReceiptFacts } from "../../../core/protocol/receipt.ts";
import type { Witnessed } from "../../../core/protocol/witnessed.ts";
import type { Verdict } from "./verdict.ts";

const iso = (seconds: number) => new Date(seconds * 1000).toISOString().replace(".000Z", "Z");

/** `holds` is whether nothing was refused, unrelated, locked or unreadable. */
export function asJson(verdicts: readonly Verdict[]) {
  const holds = verdicts.every(({ result }) => result === "proven" || result === "covered");
  return { holds, files: verdicts.map(fileAsJson) };
}

function fileAsJson(verdict: Verdict) {
  const { name, result } = verdict;
  switch (verdict.result) {
    case "proven":
      return { file: name, result, ...provenAsJson(verdict.proven) };
    case "refused": {
      const { rule, message, field } = verdict.fault;
      return { file: name, result, rule, message, ...(field === undefined ? {} : { field }) };
    }
    case "covered":
      return { file: name, result, part: verdict.part, by: verdict.by };
    case "unreadable":
      return { file: name, result, reason: verdict.reason };
    case "locked":
      return { file: name, result, tried: verdict.tried };
    case "unrelated":
      return { file: name, result };
  }
}

function provenAsJson(proven: Proven) {
  if (proven.kind === "independence") return { kind: proven.kind, ...independenceAsJson(proven) };
  if (proven.kind === "publication") return { kind: proven.kind, ...publicationAsJson(proven) };
  return { kind: proven.kind, ...receiptAsJson(proven) };
}

function independenceAsJson({
  escrow,
  caseId,
  records,
  independent,
  opening,
  testified,
  witnessed,
}: IndependenceFacts) {
  return {
    escrow: escrowAsJson(escrow),
    case: toHex(caseId),
    independent,
    records: records.map(({ record, author, position, opened, hour, before }) => ({
      record: toHex(record),
      author: toHex(author),
      position,
      hour: iso(hour * SECONDS_PER_HOUR),
      opened,
      before,
    })),
    opening: { position: opening.position, hour: iso(opening.hour * SECONDS_PER_HOUR) },
    testified,
    ...witnessedAsJson(escrow, witnessed),
  };
}

function publicationAsJson({ escrow, text, voices, independence }: Extract<Proven, { kind: "publication" }>) {
  return {
    escrow: escrowAsJson(escrow),
    title: text.title,
    voices: voices.map(({ author, record, receipt, first }, i) => ({
      name: text.parts[i]?.name ?? null,
      author: toHex(author),
      record: toHex(record),
      sealedBy: iso(receipt.witnessed.seenBy),
      first,
    })),
    independence: independence && independenceAsJson(independence),
  };
}

const escrowAsJson = ({ charterId, charter }: Escrow) => ({
  id: toHex(charterId),
  name: charter.name,
  board: charter.board.origin,
});

const witnessedAsJson = ({ charter }: Escrow, { seenBy, witnesses }: Witnessed) => ({
  by: iso(seenBy),
  witnesses: witnesses.map(({ trustee, name, seconds }) => ({ trustee, name, at: iso(seconds) })),
  needed: charter.policy.witnesses,
  trustees: charter.trustees.length,
});

function receiptAsJson(facts: ReceiptFacts) {
  const { escrow, entry, logged, position, witnessed, stamp } = facts;
  return {
    escrow: escrowAsJson(escrow),
    entry: entry.type,
    hour: iso(entry.hour * SECONDS_PER_HOUR),
    position,
    ...witnessedAsJson(escrow, witnessed),
    ...loggedAsJson(logged),
    items: facts.items.map(toHex),
    stamp: stamp && { at: iso(stamp.seconds), authority: stamp.authority, certificate: toHex(stamp.certificate) },
  };
}

function loggedAsJson(logged: ReceiptFacts["logged"]) {
  if (logged.type === "record" || logged.type === "withdrawal") {
    const { record, author } = logged.type === "record" ? logged.envelope : logged.withdrawal;
    return { record: toHex(record), author: toHex(author) };
  }
  return {};
}
