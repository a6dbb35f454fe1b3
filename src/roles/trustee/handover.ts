/**
 * Handing over (§4.5): when an epoch ends, its trustees tell those who come new what they know, and destroy their shares.
 *
 * A newcomer cannot find the state by itself: entries that were erased still count towards quotas, and the headers of
 * old records are sealed to others. It learns what every trustee knows, and nothing that one of them would not.
 */
import { decode, encode } from "../../core/bytes/cbor.ts";
import { whole } from "../../core/bytes/schema.ts";
import { encodeStatePart, encodeStateRow, PART_BYTES, type StateRow } from "../../core/protocol/handover.ts";
import { makeMessage } from "../../core/protocol/message.ts";
import { makeDestruction } from "../../core/protocol/resharing.ts";
import type { Epoch, Epochs, Succession } from "./epochs.ts";
import { openedAt } from "./opened.ts";
import type { RecordRow, TrusteeStore, TrusteeTables } from "./ports.ts";
import { progress } from "./progress.ts";
import type { TrusteeContext } from "./trustee.ts";

const ROWS_AT_ONCE = 500;
const index = whole(1, 255);

/** An epoch's last entry is settled: sends the state to whoever comes new, and notes that the shares are to go. */
export async function handOver(context: TrusteeContext, tables: TrusteeTables, next: Epoch): Promise<void> {
  const before = new Set(context.escrow.charter.trustees.map(({ signingKey }) => signingKey.join()));
  const newcomers = next.escrow.charter.trustees.filter(({ signingKey }) => !before.has(signingKey.join()));
  if (newcomers.length > 0) {
    await sendState(
      context,
      tables,
      next.number,
      newcomers.map(({ recipient }) => recipient),
    );
  }
  await tables.put(`retiring/${context.escrow.charter.epoch}`, encode(context.index));
  context.notice({ event: "epoch ended", position: next.from - 1 });
}

async function sendState(
  context: TrusteeContext,
  tables: TrusteeTables,
  epoch: number,
  recipients: readonly string[],
): Promise<void> {
  const { signer, sealer, escrow, index: own, secrets } = context;
  let part = 0;
  const send = async (rows: Uint8Array[], last: boolean) => {
    const body = encodeStatePart({ epoch, part: part++, last, rows });
    const message = makeMessage(signer, escrow, own, "state", body, secrets.seed);
    await tables.send({ kind: "mail", target: "trustees", bytes: await sealer.seal(message, recipients) });
  };
  let rows: Uint8Array[] = [];
  let bytes = 0;
  for await (const row of stateRows(tables)) {
    const encoded = encodeStateRow(row);
    rows.push(encoded);
    bytes += encoded.length;
    if (bytes < PART_BYTES) continue;
    await send(rows, false);
    rows = [];
    bytes = 0;
  }
  await send(rows, true);
}

async function* stateRows(tables: TrusteeTables): AsyncGenerator<StateRow> {
  yield { kind: "issued", issued: await progress(tables, "issued") };
  for (const { id, admitted } of await tables.allCounsel()) yield { kind: "counsel", id, admitted };
  for (const { caseId, record, same } of await tables.allVerdicts()) {
    yield { kind: "verdict", caseId, record, same: [...same] };
  }
  for (const row of await tables.allStances()) yield { kind: "stance", ...row };
  for (let after = ""; ; ) {
    const authors = await tables.authorsAfter(after, ROWS_AT_ONCE);
    for (const author of authors) yield { kind: "author", author };
    if (authors.length < ROWS_AT_ONCE) break;
    after = authors.at(-1) as string;
  }
  for (let after = ""; ; ) {
    const records = await tables.recordsAfter(after, ROWS_AT_ONCE);
    for (const row of records) {
      yield await recordState(tables, row);
      const position = await openedAt(tables, row.record);
      if (position !== undefined) yield { kind: "opened", record: row.record, position };
    }
    if (records.length < ROWS_AT_ONCE) break;
    after = (records.at(-1) as RecordRow).record;
  }
}

/** Why a record was refused, and whether it waits, can differ from trustee to trustee; neither is told. */
async function recordState(tables: TrusteeTables, row: RecordRow): Promise<StateRow> {
  const { record, position, author, hour, slots } = row;
  const common = { kind: "record", record, position, author, hour, slots } as const;
  if (row.status !== "accepted" || !row.matched) {
    const status = row.status === "withdrawn" ? ("withdrawn" as const) : ("rejected" as const);
    const nothing = { quorum: 0, counsel: [], replaces: null, header: null, tags: [] };
    return { ...common, ...nothing, status, released: status === "withdrawn" ? [...row.released] : [] };
  }
  const tags = (await tables.tagsOfRecord(record)).toSorted((a, b) => a.slot - b.slot);
  return {
    ...common,
    quorum: row.quorum,
    counsel: [...row.counsel],
    replaces: row.replaces,
    status: "accepted",
    header: row.header,
    released: [...row.released],
    tags: tags.map(({ tag, slot, confirmFirst, caseId, salt }) => ({ tag, slot, confirmFirst, caseId, salt })),
  };
}

/**
 * Destroys the shares of epochs that are over, and says so for the log. The shares are gone before the statement is made;
 * a trustee that dies in between does both again.
 */
export async function retire(epochs: Epochs, store: TrusteeStore, succession: Succession): Promise<boolean> {
  let worked = false;
  for (const { number } of epochs.all) {
    const key = `retiring/${number}`;
    const own = await store.transaction((tables) => tables.get(key));
    if (own === undefined) continue;
    await succession.destroy(number);
    await store.transaction(async (tables) => {
      const { signer, escrow, secrets } = epochs.reader;
      const held = { epoch: number, index: decode(index, own, "own index", 16) };
      await tables.send({
        kind: "destruction",
        target: "",
        bytes: makeDestruction(signer, escrow, held, secrets.seed),
      });
      await tables.remove(key);
    });
    epochs.reader.notice({ event: "shares destroyed" });
    worked = true;
  }
  return worked;
}
