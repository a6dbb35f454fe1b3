/** Receipts that travel: inside a sealed account to counsel, and with a copy of the notebook to wherever its author takes it. */
import { Encrypter } from "age-encryption";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toHex, utf8 } from "../../src/core/bytes/bytes.ts";
import { type Account, encodeAccount, readAccount } from "../../src/core/protocol/account.ts";
import { plainIncident } from "../../src/core/protocol/incident.ts";
import { readReceipt, verifyReceipt } from "../../src/core/protocol/receipt.ts";
import { shownEarlier } from "../../src/edge/shared/account-receipts.ts";
import { pageText } from "../../src/edge/shared/account-text.ts";
import { judgeAll, type Reader } from "../../src/edge/shared/judge-files.ts";
import { datedKeepsake, type Keepsakes, readKeepsakes } from "../../src/edge/shared/keepsakes.ts";
import { type Dated, datePages, receiptsOf } from "../../src/roles/author/dated.ts";
import { alice, bob, type TestAuthor } from "../actors.ts";
import { Story } from "../story/world.ts";
import { portsOf, receiptFor, turnBit } from "./evidence.ts";

const corridor = plainIncident("The corridor lights were on a timer.");
const office = plainIncident("He had locked the office.");
const secret = plainIncident("Nobody is to read this yet.");

let story: Story;
let notes: Dated[];
let record: Uint8Array;
let id: string;

/** A note on these pages, in the log and with its receipt. */
async function dated(...incidents: (typeof corridor)[]): Promise<Dated> {
  const pages = incidents.map((incident) => ({ name: incident.title, text: pageText(incident) }));
  const made = datePages(story.world.rng, story.clock.seconds(), pages, []);
  const position = await story.boardStore.transaction((tables) => tables.append("note", made.body));
  await story.settle();
  const receipt = await receiptFor(story, position, { type: "note", body: made.body, opened: made.opened });
  story.clock.advanceHours(30);
  return { ...made, receipt };
}

beforeAll(async () => {
  story = await Story.begin();
  await story.enrol(alice);
  const sealed = await story.prepare(alice, [{ type: "email", value: "alex@example.org" }]);
  const position = await story.send(sealed);
  await story.settle();
  record = await receiptFor(story, position, { type: "record", body: sealed.envelope });
  id = toHex(sealed.record);
  notes = [await dated(corridor, secret), await dated(corridor, office, secret), await dated(office)];
});
afterAll(() => story.close());

const account = (receipts: readonly Uint8Array[], ...incidents: (typeof corridor)[]): Account => ({
  v: 1,
  incidents,
  contact: { ways: [], never: "" },
  attachments: [],
  files: [],
  receipts: [...receipts],
});
const keyOf = ({ seed }: TestAuthor) => story.world.signer.publicKey(seed);
const shown = (author: Uint8Array, one: Account) =>
  shownEarlier(portsOf(story), story.world.escrow.charterId, author, one);

describe("receipts that are sealed with an account", () => {
  test("are those of the oldest note for each page, and open no other page", async () => {
    const receipts = receiptsOf([corridor, office].map(pageText), notes);
    expect(receipts).toHaveLength(2);
    const facts = await Promise.all(receipts.map((bytes) => verifyReceipt(portsOf(story), readReceipt(bytes))));
    expect(facts.map(({ items }) => items.length)).toEqual([1, 1]);
    expect(facts.map(({ witnessed }) => witnessed.seenBy)).toEqual([notes[0]?.at, notes[1]?.at]);
    expect(receiptsOf([pageText(plainIncident("Never dated."))], notes)).toEqual([]);
    expect(receiptsOf([pageText(corridor)], [{ ...(notes[0] as Dated), receipt: null }])).toEqual([]);
  });

  test("show counsel since when each page has stood there word for word, and that another record was before", async () => {
    const receipts = [record, ...receiptsOf([corridor, office].map(pageText), notes)];
    const read = readAccount(encodeAccount(account(receipts, corridor, office, plainIncident("Added today."))));
    expect(await shown(keyOf(alice), read)).toMatchObject([
      { incident: "record" },
      { incident: 0, seenBy: notes[0]?.at },
      { incident: 1, seenBy: notes[1]?.at },
    ]);
  });

  test("show nothing of a page with another comma, for another author's record, when altered, or in another escrow", async () => {
    const [own] = receiptsOf([pageText(corridor)], notes) as [Uint8Array];
    const changed = plainIncident("The corridor lights, were on a timer.");
    expect(await shown(keyOf(alice), account([own], changed))).toEqual([]);
    expect(await shown(keyOf(bob), account([record], corridor))).toEqual([]);
    expect(await shown(keyOf(alice), account([turnBit(own, 8000), utf8("no receipt")], corridor))).toEqual([]);
    const elsewhere = shownEarlier(portsOf(story), new Uint8Array(32), keyOf(alice), account([own], corridor));
    expect(await elsewhere).toEqual([]);
  });
});

describe("a copy of a notebook", () => {
  const keepsakes = (): Keepsakes => ({
    receipts: [{ key: `record/${id}`, receipt: Buffer.from(record).toString("base64") }],
    dated: notes.map((note, i) => datedKeepsake(`note-${i}`, note)),
  });
  const copy = (kept: Keepsakes = keepsakes()) =>
    utf8(JSON.stringify({ format: "chorus notebook", v: 1, incidents: [], keepsakes: kept }));
  const judge = (bytes: Uint8Array, reader?: Reader) =>
    judgeAll(portsOf(story), [{ name: "notes", bytes }], reader).then((all) =>
      all.map(({ name, result }) => `${name} ${result}`),
    );
  const locked = async (passphrase: string) => {
    const encrypter = new Encrypter();
    encrypter.setScryptWorkFactor(10);
    encrypter.setPassphrase(passphrase);
    return encrypter.encrypt(copy());
  };

  test("proves each receipt in it, and each page that was dated", async () => {
    expect(await judge(copy())).toEqual([
      "notes/1.receipt proven",
      "notes/dated-1/note.receipt proven",
      "notes/dated-1/page-1.txt covered",
      "notes/dated-1/page-2.txt covered",
      "notes/dated-2/note.receipt proven",
      "notes/dated-2/page-1.txt covered",
      "notes/dated-2/page-2.txt covered",
      "notes/dated-2/page-3.txt covered",
      "notes/dated-3/note.receipt proven",
      "notes/dated-3/page-1.txt covered",
    ]);
  });

  test("is opened with its passphrase, and says that it is locked without", async () => {
    const file = await locked("lantern violet kettle");
    expect(await judge(file)).toEqual(["notes locked"]);
    expect(await judge(file, { key: "another" })).toEqual(["notes locked"]);
    expect(await judge(file, { key: "lantern violet kettle" })).toHaveLength(10);
  });

  test("whose pages were changed proves nothing of them, and one without receipts proves nothing at all", async () => {
    const [first] = keepsakes().dated as [Keepsakes["dated"][number]];
    const pages = first.pages.map((page) => ({ ...page, text: `${page.text}!` }));
    const altered = { ...(notes[0] as Dated), pages };
    expect(await judge(copy({ receipts: [], dated: [datedKeepsake("note-0", altered)] }))).toEqual([
      "notes/dated-1/note.receipt proven",
      "notes/dated-1/page-1.txt unrelated",
      "notes/dated-1/page-2.txt unrelated",
    ]);
    expect(await judge(copy({ receipts: [], dated: [] }))).toEqual(["notes unrelated"]);
  });

  test("that is damaged is refused, and nothing of it is taken in", async () => {
    const damaged = { ...keepsakes(), receipts: [{ key: `record/${id}`, receipt: "AAECAw==" }] };
    expect(await judge(copy(damaged))).toEqual(["notes refused"]);
    expect(() => readKeepsakes(damaged)).toThrow(/receipt/);
  });
});
