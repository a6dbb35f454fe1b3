/**
 * A stolen disk: after people have sealed, matched, been read and taken back, nothing of what they wrote, and nobody whom
 * they named, can be read in what board, registrar and trustees keep, nor in their logs.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { startLocalEscrow } from "../../src/apps/cli/local-escrow.ts";
import { openDesks, readDesk, waitForAdmission } from "../../src/apps/cli/rehearse/counsels.ts";
import { People } from "../../src/apps/cli/rehearse/people.ts";
import type { Scenario } from "../../src/apps/cli/rehearse/scenario.ts";
import { utf8 } from "../../src/core/bytes/bytes.ts";
import { sodiumGroup } from "../../src/core/crypto/group-sodium.ts";
import { sodiumSigner } from "../../src/core/crypto/signer-sodium.ts";
import { accountText } from "../../src/edge/shared/account-text.ts";
import { boardClient } from "../../src/edge/shared/board-client.ts";
import { meetEscrow } from "../../src/edge/shared/escrow.ts";
import { onEachDatabase } from "../storage/databases.ts";

const SECRETS = [
  "corridor lights were on a timer",
  "my own words about the harbour",
  "nobody else has read this line",
  "J.Doe+set@Example.com",
  "j.doe@example.com",
  "instagram.com/J.Doe",
  "instagram:j.doe",
  "+44 7700 900123",
  "+447700900123",
  "photo.jpg",
];

const person = (text: string, type: "email" | "instagram", value: string, quorum: number) => ({
  respondent: [{ type, value }],
  quorum,
  counsel: ["c1"],
  text,
});
const survivors = {
  a: {
    ...person(`The ${SECRETS[0]}.`, "email", " J.Doe+set@Example.com", 2),
    attachments: ["photo.jpg"],
  },
  b: person(`In ${SECRETS[1]}.`, "email", "j.doe@example.com", 2),
  c: person(`And ${SECRETS[2]}.`, "instagram", "https://m.instagram.com/J.Doe/?hl=en", 2),
  d: {
    ...person("Something else.", "email", "j.doe@example.com", 5),
    respondent: [{ type: "phone" as const, value: "+44 7700 900123" }],
  },
};
const scenario: Scenario = {
  trustees: 3,
  threshold: 2,
  counsel: ["c1"],
  survivors,
  steps: [],
  folder: new URL("../../examples", import.meta.url).pathname,
};

/** How a text may lie on a disk: as it is, in UTF-16, in hexadecimal, and in base64 from any of its three places. */
function disguises(secret: string): string[] {
  const bytes = Buffer.from(utf8(secret));
  const base64 = [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64");
    return whole.slice(shift === 0 ? 0 : shift + 1, whole.length - 4);
  });
  return [
    bytes.toString("latin1"),
    Buffer.from(secret, "utf16le").toString("latin1"),
    bytes.toString("hex"),
    ...base64,
  ];
}

const readable = (kept: string) => SECRETS.filter((secret) => disguises(secret).some((form) => kept.includes(form)));

function filesUnder(folder: string): string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => join(folder, path));
  return paths.filter((path) => statSync(path).isFile());
}

/** Every row of every table, bytes in hexadecimal. */
async function dump(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    "select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'",
  );
  const tables: string[] = [];
  for (const { name } of rows) {
    const all = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
    tables.push(...all.rows.map(({ row }) => row));
  }
  await client.end();
  return tables.join("\n");
}

test("the search finds a secret in each of its disguises", () => {
  for (const secret of SECRETS) {
    for (const form of disguises(secret)) expect(readable(`before ${form} after`)).toContain(secret);
  }
});

await onEachDatabase((database) => {
  test("nothing that was written and nobody who was named can be read", { timeout: 240_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), "chorus-stolen-"));
    const names = ["board", "registrar", "trustee-1", "trustee-2", "trustee-3"];
    const urls = new Map<string, string>();
    if (database.name === "PostgreSQL") for (const name of names) urls.set(name, await database.make());
    const databases = urls.size === 0 ? {} : { databases: (name: string) => urls.get(name) ?? "" };
    const options = { name: "A trial", trustees: 3, threshold: 2, port: 0, requestsPerMinute: 100_000 };
    const local = await startLocalEscrow({ folder: join(folder, "services"), ...options, ...databases });
    try {
      const board = boardClient(local.url);
      const signer = await sodiumSigner();
      const escrow = await meetEscrow(board, await sodiumGroup(), signer);
      const desks = await openDesks(join(folder, "counsel"), local.url, ["c1"]);
      const counsel = await waitForAdmission(board, signer, escrow, desks);
      const people = await People.gather(board, escrow);
      for (const [name, survivor] of Object.entries(survivors)) await people.seal(name, survivor, scenario, counsel);
      await local.settle();
      await people.withdraw("d", "d");
      await local.settle();
      const desk = desks.get("c1");
      const read = desk === undefined ? [] : await readDesk(desk);
      expect(
        read.flatMap(({ records }) => records.map(({ account }) => account && accountText(account))).sort(),
      ).toEqual([survivors.a.text, survivors.b.text].sort());
    } finally {
      await local.stop();
    }
    const files = filesUnder(join(folder, "services"));
    const kept = new Map(files.map((path) => [path, readFileSync(path, "latin1")]));
    for (const [name, url] of urls) kept.set(`${name}, PostgreSQL`, await dump(url));
    expect([...kept.values()].join("").length).toBeGreaterThan(100_000);
    const found = [...kept].flatMap(([where, content]) => readable(content).map((secret) => ({ where, secret })));
    expect(found).toEqual([]);
    const logs = files.filter((path) => path.endsWith("log.jsonl")).map((path) => kept.get(path) ?? "");
    expect(logs.length).toBe(names.length);
    for (const log of logs) expect(log).not.toMatch(/remote|user-agent|"ip"/i);
    rmSync(folder, { recursive: true, force: true });
  });
});
