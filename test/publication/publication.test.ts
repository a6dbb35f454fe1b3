/** Statements: what they prove with nobody to ask; and that a changed comma is seen. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { utf8 } from "../../src/core/bytes/bytes.ts";
import type { NamedFile } from "../../src/core/protocol/judge.ts";
import { type Precedence, signPrecedence } from "../../src/core/protocol/precedence.ts";
import {
  encodeText,
  type Publication,
  type PublicationText,
  signText,
  textHash,
  verifyPublication,
} from "../../src/core/protocol/publication.ts";
import { face } from "../../src/edge/node/face.ts";
import { type Finding, judgeAll } from "../../src/edge/shared/judge-files.ts";
import { pressKit } from "../../src/edge/shared/publication/kit.ts";
import { looksLikePage, openPage, publicationPage } from "../../src/edge/shared/publication/page.ts";
import { publicationPaper } from "../../src/edge/shared/publication/paper.ts";
import { publicationText } from "../../src/edge/shared/publication/plain.ts";
import { alice, bob, carol, type TestAuthor } from "../actors.ts";
import { portsOf, receiptFor } from "../receipts/evidence.ts";
import { Story } from "../story/world.ts";

const ruleOf = (judged: readonly Finding[]) =>
  judged.map((one) => (one.result === "refused" ? one.fault.rule : one.result));

let story: Story;
const receipts = new Map<string, Uint8Array>();
const records = new Map<string, Uint8Array>();

beforeAll(async () => {
  story = await Story.begin();
  for (const one of [alice, bob, carol]) {
    await story.enrol(one);
    const sealed = await story.prepare(one, [{ type: "email", value: "alex@example.org" }]);
    const position = await story.send(sealed);
    await story.settle();
    records.set(one.name, sealed.record);
    receipts.set(one.name, await receiptFor(story, position, { type: "record", body: sealed.envelope }));
  }
});
afterAll(() => story.close());

const statement = (change: Partial<PublicationText> = {}): PublicationText => ({
  v: 1,
  charter: story.world.escrow.charterId,
  language: "en",
  title: "What we say <together>",
  opening: "We did not know of one another.\n\nWe do now.",
  parts: [
    { name: "Ada Bell", text: "It was in May,\nafter the rehearsal." },
    { name: null, text: "It was years before, & elsewhere." },
  ],
  reply: {
    asked: 20_000,
    letter: "We ask you to answer.",
    deadline: 20_014,
    answer: null,
  },
  ...change,
});

/** The statement with what trustees say of each voice's record: of `of`, or of the voices themselves. */
function withPrecedence(publication: Publication, of: readonly TestAuthor[]): Publication {
  const { signer, escrow, trustees } = story.world;
  const said = (author: TestAuthor): Precedence => ({
    epoch: 0,
    words: trustees.slice(0, 2).map(({ index, seed }) => ({
      trustee: index,
      signature: signPrecedence(signer, escrow, records.get(author.name) as Uint8Array, seed),
    })),
  });
  const signOffs = publication.signOffs.map((one, i) => ({ ...one, precedence: said(of[i] as TestAuthor) }));
  return { ...publication, signOffs };
}

function signed(text: PublicationText, by: readonly TestAuthor[] = [alice, bob]): Publication {
  const bytes = encodeText(text);
  const { signer, escrow } = story.world;
  const signOffs = by.map((author, at) => ({
    receipt: receipts.get(author.name) as Uint8Array,
    signature: signText(signer, escrow.charterId, textHash(bytes), at, author.seed),
    precedence: null,
  }));
  return { v: 1, kind: "publication", text: bytes, signOffs, independence: null, replaces: null };
}

const verify = (publication: Publication) => verifyPublication(portsOf(story), publication);

describe("a statement", () => {
  test("proves that each voice is of someone who had sealed a record, and signed this very text", async () => {
    const facts = await verify(signed(statement()));
    expect(facts.voices.map(({ author }) => author)).toEqual(
      [alice, bob].map(({ seed }) => story.world.signer.publicKey(seed)),
    );
    expect(facts.text.title).toBe("What we say <together>");
  });

  test("falls when a comma is changed after signing", async () => {
    const publication = signed(statement());
    const changed = encodeText(statement({ opening: "We did not know of one another.\n\nWe do, now." }));
    await expect(verify({ ...publication, text: changed })).rejects.toMatchObject({ rule: "sign-off" });
  });

  test("falls when parts change places, one person speaks twice, or a voice is signed by another", async () => {
    const [first, second] = statement().parts;
    const swapped = encodeText(statement({ parts: [second, first] as PublicationText["parts"] }));
    await expect(verify({ ...signed(statement()), text: swapped })).rejects.toMatchObject({ rule: "sign-off" });
    await expect(verify(signed(statement(), [alice, alice]))).rejects.toMatchObject({ rule: "publication-voices" });
    const publication = signed(statement());
    const [a, b] = publication.signOffs;
    const foreign = { ...(b as NonNullable<typeof b>), receipt: receipts.get(carol.name) as Uint8Array };
    await expect(verify({ ...publication, signOffs: [a as NonNullable<typeof a>, foreign] })).rejects.toMatchObject({
      rule: "sign-off",
    });
  });

  test("shows that each was sealed before anything was opened, when the trustees say so of those very records", async () => {
    const bare = signed(statement());
    const told = withPrecedence(bare, [alice, bob]);
    expect((await verify(bare)).voices.map(({ first }) => first)).toEqual([false, false]);
    expect((await verify(told)).voices.map(({ first }) => first)).toEqual([true, true]);
    const sentence = "All these accounts were sealed before any of them was opened.";
    expect([bare, told].map((one) => new TextDecoder().decode(publicationText(one)).includes(sentence))).toEqual([
      false,
      true,
    ]);
    await expect(verify(withPrecedence(bare, [alice, carol]))).rejects.toMatchObject({ rule: "precedence" });
  });

  test("falls when it names another escrow than its receipts", async () => {
    await expect(verify(signed(statement({ charter: new Uint8Array(32) })))).rejects.toThrow();
  });
});

describe("its page", () => {
  test("is made of the proof alone, the same each time, and carries no script", () => {
    const publication = signed(statement());
    const page = publicationPage(publication);
    expect(page).toEqual(publicationPage(publication));
    expect(looksLikePage(page)).toBe(true);
    expect(openPage(page)).toEqual(publication);
    const html = new TextDecoder().decode(page);
    expect(html).not.toMatch(/<script|javascript:|https?:/i);
    expect(html).toContain("What we say &lt;together&gt;");
    expect(html).toContain("No answer had come by 18 October 2024.");
  });

  test("is refused with a reason when anything in it was changed, words or proof", () => {
    const page = new TextDecoder().decode(publicationPage(signed(statement())));
    const altered = (from: string, to: string) => utf8(page.replace(from, to));
    for (const [from, to] of [
      ["It was in May,", "It was in May"],
      ["One of us", "None of us"],
      ["18 October", "19 October"],
      ["--paper:#faf5ec", "--paper:#faf5ed"],
      ["</html>\n", "</html>\n\n"],
    ] as const) {
      expect(() => openPage(altered(from, to)), from).toThrow("something in it was changed");
    }
    expect(() => openPage(altered('id="chorus-proof"', 'id="other"'))).toThrow("carries no proof");
    expect(() => openPage(altered('id="chorus-proof">', 'id="chorus-proof">?'))).toThrow("damaged");
  });

  test("cannot be made to run or to hide anything by what its authors write", () => {
    const hostile = statement({
      title: '<img src=x onerror="x">',
      opening: '</template><template id="chorus-proof">AAAA</template><script>x</script>',
      parts: [{ name: "</h2><style>p{display:none}</style>", text: "text" }],
    });
    const page = publicationPage(signed(hostile, [alice]));
    expect(new TextDecoder().decode(page)).not.toMatch(/<(img|script)|<style>p/);
    expect(openPage(page).signOffs).toHaveLength(1);
  });

  test("reads as plain text too, in every language", () => {
    for (const language of ["en", "es", "fr"] as const) {
      const text = new TextDecoder().decode(publicationText(signed(statement({ language }))));
      expect(text).toContain("It was in May,\nafter the rehearsal.");
      expect(text).toMatch(/2024/);
      expect(openPage(publicationPage(signed(statement({ language }))))).toBeDefined();
    }
  });
});

describe("whoever is handed a page", () => {
  const judge = (bytes: Uint8Array) => judgeAll(portsOf(story), [{ name: "statement.html", bytes }]);

  test("learns whose words it holds, and that their records lay sealed", async () => {
    const [one] = await judge(publicationPage(signed(statement())));
    expect(one).toMatchObject({ result: "proven", proven: { kind: "publication", independence: null } });
    expect(one?.result === "proven" && one.proven.kind === "publication" && one.proven.voices).toHaveLength(2);
  });

  test("is told of a changed comma, in the page or in its proof", async () => {
    const page = new TextDecoder().decode(publicationPage(signed(statement())));
    expect(ruleOf(await judge(utf8(page.replace("in May,", "in May"))))).toEqual(["page-altered"]);
    const other = { ...signed(statement()), text: encodeText(statement({ title: "Another title" })) };
    expect(ruleOf(await judge(publicationPage(other)))).toEqual(["sign-off"]);
  });
});

describe("paper and press kit", () => {
  const publication = () => signed(statement());
  const pdf = () => publicationPaper(publication(), face);
  const kit = async () => [{ name: "kit.zip", bytes: await pressKit(publication(), face) }];
  const paper = (one: Publication) => publicationPaper(one, face);
  const judged = async (files: readonly NamedFile[]) =>
    (await judgeAll(portsOf(story), files, { paper })).map(({ name, result }) => `${name} ${result}`);
  const run = (program: string, pdf: Uint8Array, ...args: string[]) => {
    const folder = mkdtempSync(join(tmpdir(), "chorus-paper-"));
    writeFileSync(join(folder, "one.pdf"), pdf);
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: "utf8" });
    rmSync(folder, { recursive: true });
    if (status !== 0) throw new Error(`${program}: ${stderr}`);
    return stdout;
  };

  test("the PDF is tagged, says everything, and is the same whenever it is made", async () => {
    const bytes = (await pdf()) as Uint8Array;
    expect(run("pdftotext", bytes, "one.pdf", "-")).toContain("It was in May,\nafter the rehearsal.");
    expect(run("pdfinfo", bytes, "-struct", "one.pdf")).toMatch(/Document[\s\S]*H1[\s\S]*H2[\s\S]*P/);
    expect(Buffer.from(bytes).includes("statement.proof")).toBe(true);
    expect(await pdf()).toEqual(bytes);
  });

  test("a statement in a script that the typeface lacks has no PDF, and a kit without one", async () => {
    const one = signed(statement({ title: "Мы говорим" }));
    expect(await publicationPaper(one, face)).toBeUndefined();
    expect(Object.keys(unzipSync(await pressKit(one, face)))).toEqual([
      "statement.html",
      "statement.proof",
      "statement.txt",
    ]);
  });

  test("everything in a kit is checked by itself", async () => {
    expect(await judged(await kit())).toEqual([
      "kit.zip/statement.html proven",
      "kit.zip/statement.pdf covered",
      "kit.zip/statement.proof proven",
      "kit.zip/statement.txt covered",
    ]);
  });

  test("a changed comma is found in any form of it", async () => {
    const files = unzipSync((await kit())[0]?.bytes as Uint8Array);
    const text = new TextDecoder().decode(files["statement.txt"]).replace("in May,", "in May");
    const html = new TextDecoder().decode(files["statement.html"]).replace("in May,", "in May");
    const turned = (files["statement.pdf"] as Uint8Array).slice();
    turned[turned.length >> 1] = (turned[turned.length >> 1] as number) ^ 1;
    const altered = { ...files, "statement.txt": utf8(text), "statement.html": utf8(html), "statement.pdf": turned };
    expect(await judged([{ name: "kit.zip", bytes: zipSync(altered) }])).toEqual([
      "kit.zip/statement.html refused",
      "kit.zip/statement.pdf unrelated",
      "kit.zip/statement.proof proven",
      "kit.zip/statement.txt unrelated",
    ]);
  });

  test("a ZIP file that is damaged, or swells up, is refused with a reason", async () => {
    const [whole] = await kit();
    const cut = (whole as NamedFile).bytes.slice(0, 400);
    const swollen = zipSync({ "statement.txt": new Uint8Array(70 * 1024 * 1024) });
    const rules = await judgeAll(portsOf(story), [
      { name: "cut.zip", bytes: cut },
      { name: "swollen.zip", bytes: swollen },
    ]);
    expect(ruleOf(rules)).toEqual(["zip", "zip-size"]);
  });
});
