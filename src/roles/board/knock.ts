/**
 * When to knock at counsel's door: something has come since counsel last looked, and nobody has knocked since. What the board
 * keeps is the address, and who is due. The list is changed by one transaction at a time, and a knock is taken from it before
 * it is sent, so that two boards on one database forget nobody and do not both knock.
 */
import * as v from "valibot";
import { decode, encode } from "../../core/bytes/cbor.ts";
import { version } from "../../core/bytes/schema.ts";
import { encodeKnock, isAsked, type Knock, NO_KNOCK, readKnock } from "../../core/protocol/knock.ts";
import type { BoardTables } from "./ports.ts";

const DUE = "knock/due";
const DUE_MAX_BYTES = 1024 * 1024;
const dueSchema = v.strictObject({ v: version(1), counsel: v.array(v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))) });

const nameOf = (id: string) => `knock/${id}`;
const knockedOf = (id: string) => `knock/${id}/knocked`;
const YES = new Uint8Array([1]);
const NO = new Uint8Array([0]);

/** What counsel has asked for. @param id in hexadecimal */
export async function knockOf(tables: BoardTables, id: string): Promise<Knock> {
  const bytes = await tables.get(nameOf(id));
  return bytes === undefined ? NO_KNOCK : readKnock(bytes);
}

/** Counsel asks to be told, elsewhere, or not any more. */
export async function setKnock(tables: BoardTables, id: string, knock: Knock): Promise<void> {
  await tables.put(nameOf(id), encodeKnock(knock));
  await forget(tables, id);
}

/** Something has come for counsel. */
export async function comes(tables: BoardTables, id: string): Promise<void> {
  if (!isAsked(await knockOf(tables, id))) return;
  await tables.oneAtATime(DUE);
  if ((await tables.get(knockedOf(id)))?.[0] === 1) return;
  const due = await dueOf(tables);
  if (!due.includes(id)) await putDue(tables, [...due, id]);
}

/** Counsel looks into its boxes: whatever was there is not news any more. */
export async function looks(tables: BoardTables, id: string): Promise<void> {
  const isDue = (await dueOf(tables)).includes(id);
  const isKnocked = (await tables.get(knockedOf(id)))?.[0] === 1;
  if (isDue || isKnocked) await forget(tables, id);
}

/** Takes everybody who is due from the list, each with what they asked for. */
export async function takeDue(tables: BoardTables): Promise<{ readonly id: string; readonly knock: Knock }[]> {
  if ((await dueOf(tables)).length === 0) return [];
  await tables.oneAtATime(DUE);
  const due = await dueOf(tables);
  await putDue(tables, []);
  const taken = [];
  for (const id of due) {
    const knock = await knockOf(tables, id);
    if (!isAsked(knock)) continue;
    await tables.put(knockedOf(id), YES);
    taken.push({ id, knock });
  }
  return taken;
}

/** A browser does not listen any more, its push service says. */
export async function listensNoMore(tables: BoardTables, id: string, browser: string): Promise<void> {
  const knock = await knockOf(tables, id);
  await tables.put(nameOf(id), encodeKnock({ ...knock, browsers: knock.browsers.filter((one) => one !== browser) }));
}

/** A knock that could not be sent is due again. */
export async function missed(tables: BoardTables, id: string): Promise<void> {
  await tables.put(knockedOf(id), NO);
  await comes(tables, id);
}

async function forget(tables: BoardTables, id: string): Promise<void> {
  await tables.oneAtATime(DUE);
  await tables.put(knockedOf(id), NO);
  const due = await dueOf(tables);
  if (due.includes(id))
    await putDue(
      tables,
      due.filter((one) => one !== id),
    );
}

async function dueOf(tables: BoardTables): Promise<readonly string[]> {
  const bytes = await tables.get(DUE);
  return bytes === undefined ? [] : decode(dueSchema, bytes, "list of knocks", DUE_MAX_BYTES).counsel;
}

function putDue(tables: BoardTables, counsel: readonly string[]): Promise<void> {
  return tables.put(DUE, encode({ v: 1, counsel: [...counsel] }));
}
