/** The word that an author came first (§7.9), and everybody who would like it to be said of a record of which it is not so. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toHex } from "../../src/core/bytes/bytes.ts";
import { checkPrecedence, type Precedence, signPrecedence } from "../../src/core/protocol/precedence.ts";
import { precedenceOf } from "../../src/roles/counsel/counsel.ts";
import { alice, author, bob, carol, type TestTrustee } from "../actors.ts";
import { Story } from "../story/world.ts";

const email = (value: string) => ({ type: "email", value }) as const;
const [alex, robin, kim] = [email("alex@example.org"), email("robin@example.org"), email("kim@example.org")];
const [dora, eve, frank] = [author("dora"), author("eve"), author("frank")];

let story: Story;
const records = new Map<string, Uint8Array>();

beforeAll(async () => {
  story = await Story.begin();
  for (const one of [alice, bob, carol, dora, eve, frank]) await story.enrol(one);
  const seal = async (by: typeof alice, names: Parameters<Story["seal"]>[1]) => {
    records.set(by.name, (await story.seal(by, names)).record);
    await story.settle();
  };
  await seal(alice, [alex]);
  await seal(bob, [alex]); // alex opens
  await seal(carol, [alex]); // later, and may have heard of it
  await seal(dora, [alex, robin]); // later too, and the first to name robin
  await seal(eve, [robin]); // robin opens
  await seal(frank, [robin, kim]);
});
afterAll(() => story.close());

const recordOf = (name: string) => records.get(name) as Uint8Array;
/** What counsel could hand to each author. */
async function given(): Promise<ReadonlyMap<string, Precedence | undefined>> {
  const { cases } = await story.desk();
  const all = cases.flatMap((one) => one.records);
  return new Map(
    [...records].map(([name, id]) => {
      const record = all.find(({ header }) => toHex(header.record) === toHex(id));
      return [name, record && precedenceOf(story.world.escrow, record)];
    }),
  );
}

describe("the word that a record came first", () => {
  test("is given for those sealed before anything that names the same person was open, by any of its names", async () => {
    const words = await given();
    expect([...words].filter(([, word]) => word !== undefined).map(([name]) => name)).toEqual(["alice", "bob"]);
    const { signer, escrow } = story.world;
    for (const name of ["alice", "bob"]) {
      checkPrecedence(signer, escrow, recordOf(name), words.get(name) as Precedence);
      expect((words.get(name) as Precedence).words).toHaveLength(2);
    }
  });

  test("holds for no other record, and not from fewer trustees than open", async () => {
    const { signer, escrow } = story.world;
    const word = (await given()).get("alice") as Precedence;
    const fails = (record: Uint8Array, precedence: Precedence) =>
      expect(() => checkPrecedence(signer, escrow, record, precedence)).toThrow("too few trustees");
    fails(recordOf("carol"), word);
    const [first, second] = word.words as [Precedence["words"][0], Precedence["words"][0]];
    fails(recordOf("alice"), { ...word, words: [first] });
    fails(recordOf("alice"), { ...word, words: [first, first] });
    fails(recordOf("alice"), { ...word, words: [second, first] });
    expect(() => checkPrecedence(signer, escrow, recordOf("alice"), { ...word, epoch: 7 })).toThrow();
  });

  test("cannot be had by one trustee that would say it of anybody", async () => {
    const { signer, escrow, trustees } = story.world;
    const [one] = trustees as [TestTrustee];
    const signature = signPrecedence(signer, escrow, recordOf("carol"), one.seed);
    for (const words of [[{ trustee: one.index, signature }], [1, 2, 3].map((trustee) => ({ trustee, signature }))]) {
      expect(() => checkPrecedence(signer, escrow, recordOf("carol"), { epoch: 0, words })).toThrow("too few trustees");
    }
  });
});
