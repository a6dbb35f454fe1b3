/** A real board takes what its authors signed, shows the page that proves itself, and hides nothing that came after. */
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toHex } from "../../src/core/bytes/bytes.ts";
import { sha256 } from "../../src/core/crypto/hash.ts";
import { encodeEntry } from "../../src/core/protocol/entry.ts";
import { encodeNotice, signStatementWithdrawal } from "../../src/core/protocol/notice.ts";
import { encodePublication, encodeText, signText, textHash } from "../../src/core/protocol/publication.ts";
import { encodeReceipt } from "../../src/core/protocol/receipt.ts";
import { boardClient } from "../../src/edge/shared/board-client.ts";
import { openPage } from "../../src/edge/shared/publication/page.ts";
import { alice, author, bob, carol, type TestAuthor } from "../actors.ts";
import { Served } from "./served.ts";

let served: Served;
/** Receipts as the board reads them; their proofs are for readers elsewhere, and tested there. */
const receipts = new Map<string, Uint8Array>();

beforeAll(async () => {
  served = await Served.start();
  for (const one of [alice, bob, carol]) receipts.set(one.name, await sealedReceipt(one, true));
});
afterAll(() => served.close());

async function sealedReceipt(by: TestAuthor, send: boolean): Promise<Uint8Array> {
  const sealed = await served.seal(by);
  if (send) await boardClient(served.url).seal(sealed);
  const entry = encodeEntry("record", 1_800_000_000, sealed.envelope);
  const place = { position: 1, path: [], checkpoint: "-" };
  return encodeReceipt({ v: 1, kind: "receipt", charter: new Uint8Array(1), entry, place, stamp: null, opened: null });
}

function published(by: readonly TestAuthor[], title: string, replaces: Uint8Array | null = null): Uint8Array {
  const { signer, charted } = served;
  const parts = by.map(({ name }) => ({ name, text: `${name} speaks` }));
  const said = { v: 1, charter: charted.charterId, language: "en", opening: "", reply: null } as const;
  const text = encodeText({ ...said, title, parts });
  const signOffs = by.map((one, at) => ({
    receipt: receipts.get(one.name) as Uint8Array,
    signature: signText(signer, charted.charterId, textHash(text), at, one.seed),
    precedence: null,
  }));
  return encodePublication({ v: 1, kind: "publication", text, signOffs, independence: null, replaces });
}

const post = (bytes: Uint8Array) => served.post("/v1/statements", bytes);
const rule = async (response: Response) => ((await response.json()) as { rule: string }).rule;
const shown = async (bytes: Uint8Array) => (await served.get(`/statements/${toHex(sha256(bytes))}`)).text();

describe("a statement at the board", () => {
  test("is shown as the page that proves itself, which loads and runs nothing", async () => {
    const bytes = published([alice, bob], "Together");
    expect((await post(bytes)).status).toBe(201);
    expect((await post(bytes)).status).toBe(200);
    const response = await served.get(`/statements/${toHex(sha256(bytes))}`);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    const page = new Uint8Array(await response.arrayBuffer());
    expect(encodePublication(openPage(page))).toEqual(bytes);
  });

  test("is given as PDF and as press kit, as long as it stands as it was published", async () => {
    const bytes = published([alice, bob], "In every form");
    await post(bytes);
    const at = `/statements/${toHex(sha256(bytes))}`;
    const pdf = await served.get(`${at}/statement.pdf`);
    expect([pdf.status, pdf.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    const kit = unzipSync(new Uint8Array(await (await served.get(`${at}/press-kit.zip`)).arrayBuffer()));
    expect(kit["statement.pdf"]).toEqual(new Uint8Array(await pdf.arrayBuffer()));
    expect(kit["statement.proof"]).toEqual(bytes);
    await post(published([alice, bob], "In better words", sha256(bytes)));
    const late = await served.get(`${at}/press-kit.zip`);
    expect([late.status, await rule(late)]).toEqual([409, "statement-changed"]);
    const cyrillic = published([alice, bob], "Мы говорим");
    await post(cyrillic);
    expect(await rule(await served.get(`/statements/${toHex(sha256(cyrillic))}/statement.pdf`))).toBe("typeface");
    expect((await served.get(`/statements/${"0".repeat(64)}/press-kit.zip`)).status).toBe(404);
  });

  test("is refused when a voice has sealed nothing here, or has not signed these words", async () => {
    const dora = author("dora");
    receipts.set("dora", await sealedReceipt(dora, false));
    expect(await rule(await post(published([alice, dora], "With a stranger")))).toBe("publication-record");
    const bytes = published([alice, bob], "Signed");
    const at = bytes.findIndex((_, i) => new TextDecoder().decode(bytes.slice(i, i + 6)) === "Signed");
    const altered = bytes.slice();
    altered[at] = "s".charCodeAt(0);
    expect(await rule(await post(altered))).toBe("sign-off");
  });

  test("is corrected by its own authors alone, and says so from then on", async () => {
    const first = published([alice, bob], "First words");
    await post(first);
    const foreign = published([carol], "Not theirs", sha256(first));
    expect(await rule(await post(foreign))).toBe("publication-replaces");
    const second = published([alice, bob], "Better words", sha256(first));
    expect((await post(second)).status).toBe(201);
    expect(await shown(first)).toContain("have corrected this statement");
    expect(await shown(first)).toContain(`/statements/${toHex(sha256(second))}`);
    const original = await served.get(`/statements/${toHex(sha256(first))}/page.html`);
    expect(encodePublication(openPage(new Uint8Array(await original.arrayBuffer())))).toEqual(first);
  });

  test("loses a part only by the word of its author, and never in silence", async () => {
    const bytes = published([alice, bob], "Two voices");
    await post(bytes);
    const publication = sha256(bytes);
    const withdrawal = (by: TestAuthor, at: number) => {
      const { signer, charted } = served;
      const signature = signStatementWithdrawal(signer, charted.charterId, publication, at, by.seed);
      return encodeNotice({ v: 1, kind: "withdrawn", charter: charted.charterId, publication, at, signature });
    };
    const send = (body: Uint8Array) => served.post("/v1/statements/withdrawals", body);
    expect(await rule(await send(withdrawal(alice, 1)))).toBe("statement-withdrawal");
    expect((await send(withdrawal(bob, 1))).status).toBe(201);
    expect((await send(withdrawal(bob, 1))).status).toBe(200);
    expect(await shown(bytes)).toContain("bob has taken their part of this statement back");
  });
});
