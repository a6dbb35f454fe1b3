/** Receipts: what they prove with nobody to ask, and that nothing in them can be changed. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { utf8 } from "../../src/core/bytes/bytes.ts";
import { ChorusError } from "../../src/core/bytes/errors.ts";
import { sha256 } from "../../src/core/crypto/hash.ts";
import { showOnly } from "../../src/core/protocol/dated-note.ts";
import { readEvidence, verifyEvidence } from "../../src/core/protocol/evidence.ts";
import { judgeFiles } from "../../src/core/protocol/judge.ts";
import { encodeReceipt, readReceipt, verifyReceipt } from "../../src/core/protocol/receipt.ts";
import { alice, bob } from "../actors.ts";
import { Story } from "../story/world.ts";
import { noteInLog, portsOf, receiptFor, turnBit } from "./evidence.ts";

const alex = [{ type: "email", value: "alex@example.org" }] as const;

let story: Story;
let sealed: Awaited<ReturnType<Story["seal"]>>;
let record: Uint8Array;
let note: Uint8Array;
let sealedAt: number;

beforeAll(async () => {
  story = await Story.begin({ witnesses: 3 });
  await story.enrol(alice);
  sealed = await story.prepare(alice, alex);
  const position = await story.send(sealed);
  sealedAt = story.clock.seconds();
  await story.settle();
  story.clock.advanceHours(50);
  record = await receiptFor(story, position, { type: "record", body: sealed.envelope });
  const logged = await noteInLog(story, ["what I wrote in May", "a picture"]);
  note = await receiptFor(story, logged.position, logged.thing);
});
afterAll(() => story.close());

const verify = async (bytes: Uint8Array) => {
  const proven = await verifyEvidence(portsOf(story), readEvidence(bytes), story.world.escrow.charterId);
  if (proven.kind !== "receipt") throw new Error("this is no receipt");
  return proven;
};
const refusal = async (act: Promise<unknown>) => {
  const error = await act.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof ChorusError ? error.rule : error;
};

describe("a receipt", () => {
  test("proves which record was in the log, by when, and who saw it there", async () => {
    const facts = await verify(record);
    expect(facts.logged).toMatchObject({ type: "record", envelope: { record: sealed.record } });
    expect(facts.witnessed.witnesses.map(({ name }) => name)).toEqual(["Trustee 1", "Trustee 2", "Trustee 3"]);
    expect(facts.witnessed.seenBy).toBe(sealedAt);
  });

  test("is of the first checkpoint that was cosigned, however long the log has grown since", async () => {
    expect((await verify(record)).witnessed.checkpoint.size).toBeLessThan(
      (await verify(note)).witnessed.checkpoint.size,
    );
  });

  test("is about the very sealed files, and about no others", async () => {
    const files = [
      { name: "my.receipt", bytes: record },
      { name: "account.age", bytes: sealed.account },
      { name: "who.age", bytes: sealed.who },
      { name: "other.age", bytes: utf8("another file") },
    ];
    const judged = await judgeFiles(portsOf(story), files);
    expect(judged.map(({ result }) => result)).toEqual(["proven", "covered", "covered", "unrelated"]);
    expect(judged[1]).toMatchObject({ part: "account", by: "my.receipt" });
  });

  test("of another escrow is refused by whoever knows which one to expect", async () => {
    const elsewhere = new Uint8Array(32).fill(7);
    expect(await refusal(verifyEvidence(portsOf(story), readEvidence(record), elsewhere))).toBe("charter-pinned");
  });

  test("names no earlier time than that by which enough trustees had seen it", async () => {
    const receipt = readReceipt(record);
    const lines = receipt.place.checkpoint.split("\n");
    const without = [...lines.slice(0, -2), ""].join("\n");
    expect(await refusal(verify(encodeReceipt({ ...receipt, place: { ...receipt.place, checkpoint: without } })))).toBe(
      "cosignature-count",
    );
    const twice = [...lines.slice(0, -3), lines.at(-2), lines.at(-2), ""].join("\n");
    expect(await refusal(verify(encodeReceipt({ ...receipt, place: { ...receipt.place, checkpoint: twice } })))).toBe(
      "cosignature-order",
    );
  });

  test("does not lend its place to another's entry", async () => {
    const other = await story.prepare(bob, alex);
    const receipt = readReceipt(record);
    const thing = { type: "record", body: other.envelope } as const;
    expect(await refusal(receiptFor(story, receipt.place.position, thing))).toBe("receipt-inclusion");
    const foreign = { ...receipt, entry: readReceipt(note).entry, opened: null };
    expect(await refusal(verify(encodeReceipt(foreign)))).toBe("receipt-inclusion");
  });

  test("is refused, with a reason, after any change of one bit", async () => {
    for (const bytes of [record, note]) {
      await fc.assert(
        fc.asyncProperty(fc.nat(bytes.length * 8 - 1), async (bit) => {
          const rule = await refusal(Promise.resolve().then(() => verify(turnBit(bytes, bit))));
          expect(rule).toEqual(expect.any(String));
        }),
        { numRuns: 600 },
      );
    }
  });
});

describe("a dated note", () => {
  test("is the same size in the log whatever it stands for", async () => {
    const one = await noteInLog(story, ["short"]);
    const many = await noteInLog(
      story,
      Array.from({ length: 40 }, (_, i) => `text ${i}`.repeat(100)),
    );
    expect(one.thing.body.length).toBe(many.thing.body.length);
  });

  test("proves that a text existed, without showing what else did", async () => {
    const receipt = readReceipt(note);
    const shown = receipt.opened && showOnly(receipt.opened, [sha256(utf8("what I wrote in May"))]);
    const bytes = encodeReceipt({ ...receipt, opened: shown });
    const files = ["what I wrote in May", "a picture", "what I wrote in June"].map((text) => ({
      name: text,
      bytes: utf8(text),
    }));
    const judged = await judgeFiles(portsOf(story), [{ name: "note", bytes }, ...files]);
    expect(judged.map(({ result }) => result)).toEqual(["proven", "covered", "unrelated", "unrelated"]);
  });

  test("cannot be opened to a text that it was not made on", async () => {
    const receipt = readReceipt(note);
    const opened = receipt.opened as NonNullable<typeof receipt.opened>;
    const [first] = opened.shown;
    const forged = { ...opened, shown: [{ ...first, hash: sha256(utf8("another")) }] } as typeof opened;
    expect(await refusal(verify(encodeReceipt({ ...receipt, opened: forged })))).toBe("note-item");
    const grown = { ...opened, items: [...opened.items, sha256(utf8("another"))] };
    expect(await refusal(verify(encodeReceipt({ ...receipt, opened: grown })))).toBe("note-commitment");
    expect(await refusal(verifyReceipt(portsOf(story), { ...readReceipt(record), opened }))).toBe("receipt-opened");
  });
});
