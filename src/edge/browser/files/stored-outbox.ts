/** The outbox in the browser's own storage. Rows and bytes stand apart, so that counting reads no bytes. */
import type { IDBPDatabase } from "idb";
import type { Outbox, OutboxRow } from "../../shared/outbox.ts";

export const OUTBOX_ROWS = "rows";
export const OUTBOX_FILES = "files";
const BOTH = [OUTBOX_ROWS, OUTBOX_FILES];

/** Every piece of an attachment: keys are [attachment, place], and an array is larger than any number. */
const all = (attachment: string) => IDBKeyRange.bound([attachment], [attachment, []]);

export function storedOutbox(database: () => Promise<IDBPDatabase>): Outbox {
  return {
    async rows(attachment) {
      return (await (await database()).getAll(OUTBOX_ROWS, all(attachment))) as OutboxRow[];
    },
    async put(attachment, row, file) {
      const change = (await database()).transaction(BOTH, "readwrite");
      await Promise.all([
        change.objectStore(OUTBOX_ROWS).put(row, [attachment, row.place]),
        change.objectStore(OUTBOX_FILES).put(file, [attachment, row.place]),
        change.done,
      ]);
    },
    async file(attachment, place) {
      return (await database()).get(OUTBOX_FILES, [attachment, place]);
    },
    async sent(attachment, place) {
      const change = (await database()).transaction(BOTH, "readwrite");
      const rows = change.objectStore(OUTBOX_ROWS);
      const row: OutboxRow | undefined = await rows.get([attachment, place]);
      if (row) await rows.put({ ...row, sent: true }, [attachment, place]);
      await Promise.all([change.objectStore(OUTBOX_FILES).delete([attachment, place]), change.done]);
    },
    async forget(attachment) {
      const change = (await database()).transaction(BOTH, "readwrite");
      await Promise.all([...BOTH.map((name) => change.objectStore(name).delete(all(attachment))), change.done]);
    },
    async attachments() {
      const keys = (await (await database()).getAllKeys(OUTBOX_ROWS)) as unknown as [string, number][];
      return [...new Set(keys.map(([attachment]) => attachment))];
    },
  };
}
