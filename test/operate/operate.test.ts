/** A whole escrow under an operator's eyes: status, metrics, and an end in order. */
import { execFile, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { generateIdentity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LocalEscrow, startLocalEscrow } from "../../src/apps/cli/local-escrow.ts";
import { openDatabase } from "../../src/edge/node/database.ts";
import { openMetrics, serveMetrics } from "../../src/edge/node/metrics.ts";
import { FIGURES, SERVICES } from "../../src/edge/node/status/figures.ts";

const chorus = fileURLToPath(new URL("../../src/apps/cli/main.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "chorus-operate-"));
const patience = 300_000;
let escrow: LocalEscrow;

beforeAll(async () => {
  escrow = await startLocalEscrow({ folder, name: "Operated", trustees: 3, threshold: 2, port: 0 });
  await escrow.settle();
}, patience);

afterAll(async () => {
  await escrow?.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Run = { readonly code: number; readonly out: string; readonly err: string };

function run(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["--no-warnings", chorus, ...args], (error, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
  });
}

const data = (name: string) => ["--data", join(folder, name)];
const concerns = ({ out }: Run) => JSON.parse(out).concerns as string[];

describe("status", () => {
  test(
    "shows the escrow and the services of a machine on one screen, and is content",
    async () => {
      const { code, out } = await run(
        "status",
        "--board",
        escrow.url,
        ...data("board"),
        ...data("trustee-1"),
        ...data("registrar"),
      );
      expect(out).toContain("Operated  http://127.0.0.1");
      expect(out).toMatch(/log {6}1 entries, 1 cosigned by enough trustees/);
      expect(out).toMatch(/ 3 {2}Trustee 3 {2}last cosigned \d+ seconds? ago/);
      expect(out).toContain(`board  ${join(folder, "board")}`);
      expect(out).toContain("progress  read 1, acted 1, admitted 1, settled 1");
      expect(out.split("\n").length).toBeLessThan(45);
      // No pages are served here, so none are in the log; and nothing was backed up yet.
      expect(out.split("\n").filter((line) => line.startsWith("!"))).toEqual([
        expect.stringContaining("pages"),
        expect.stringMatching(/^! The board in .* was never backed up/),
        expect.stringMatching(/^! The trustee in .* was never backed up/),
      ]);
      expect(code).toBe(1);
    },
    patience,
  );

  test(
    "as JSON gives figures by name; a backup that is too old is said",
    async () => {
      const backups = mkdtempSync(join(tmpdir(), "chorus-backups-"));
      const recipient = await identityToRecipient(await generateIdentity());
      const of = ["--party", "trustee", "--to", backups, "--recipient", recipient];
      expect((await run("backup", ...data("trustee-2"), ...of)).code).toBe(0);
      const fresh = await run("status", ...data("trustee-2"), "--json");
      expect(fresh.code).toBe(0);
      const [service] = JSON.parse(fresh.out).services;
      expect(service).toMatchObject({
        service: "trustee",
        figures: { parcels: 0, misconduct: 0, progress: { read: 1 } },
      });
      expect(service.diskFreeBytes).toBeGreaterThan(0);
      expect(Date.now() / 1000 - service.backup).toBeLessThan(600);
      const fiveDaysAgo = Math.floor(Date.now() / 1000) - 5 * 86_400;
      writeFileSync(join(folder, "trustee-2", "backup.last"), String(fiveDaysAgo));
      const stale = await run("status", ...data("trustee-2"), "--json");
      expect(stale.code).toBe(1);
      expect(concerns(stale)).toEqual([expect.stringContaining("last backed up more than two days ago")]);
      rmSync(backups, { recursive: true });
    },
    patience,
  );

  test(
    "of a folder that is none, of nothing at all, and of a board that is away, says what to do",
    async () => {
      expect((await run("status")).err).toContain("--board URL, --data FOLDER, or both");
      expect((await run("status", "--data", tmpdir())).err).toContain("is no data folder");
      expect((await run("status", "--board", "http://127.0.0.1:9")).code).toBe(2);
    },
    patience,
  );
});

describe("upgrade", () => {
  test(
    "tries on a running service's database what a start would do, and changes nothing",
    async () => {
      const folders = [...data("board"), ...data("trustee-1"), ...data("registrar")];
      const { code, out } = await run("upgrade", "--dry-run", ...folders, "--json");
      expect(code).toBe(0);
      const { dryRun, services } = JSON.parse(out);
      expect(dryRun).toBe(true);
      expect(services.map(({ service, found, known }: Record<string, unknown>) => [service, found, known])).toEqual([
        ["board", 1, 1],
        ["trustee", 1, 1],
        ["registrar", 1, 1],
      ]);
      expect((await run("upgrade", ...data("board"))).out).toContain("Nothing to do.");
      expect((await run("upgrade")).err).toContain("--data");
    },
    patience,
  );
});

describe("metrics", () => {
  test("of every service name no person, and hold all that the dashboard shows", async () => {
    const names: string[] = [];
    for (const service of SERVICES) {
      const party = service === "trustee" ? "trustee-1" : service;
      const { db } = openDatabase<never>(join(folder, party, `${service}.sqlite`));
      const text = await openMetrics(service, () => FIGURES[service](db)).text();
      await db.destroy();
      names.push(...[...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name as string));
      expect(text).not.toMatch(/Trustee 1|127\.0\.0\.1|@/);
    }
    const dashboard = readFileSync(new URL("../../deploy/grafana/chorus.json", import.meta.url), "utf8");
    const shown = new Set(dashboard.match(/chorus_(board|trustee|registrar)_\w+/g));
    expect([...shown].filter((name) => !names.includes(name))).toEqual([]);
    expect(shown.size).toBeGreaterThan(10);
  });

  test("are served at their own address, and nothing else is", async () => {
    const metrics = openMetrics("board", async () => [
      { name: "log_size", help: "Entries.", value: 7 },
      { name: "witness_size", help: "Each.", label: "trustee", value: new Map([["1", 5]]) },
    ]);
    const server = await serveMetrics("127.0.0.1:0", metrics);
    const text = await (await fetch(server.url)).text();
    expect(text).toContain("chorus_board_log_size 7");
    expect(text).toContain('chorus_board_witness_size{trustee="1"} 5');
    expect((await fetch(server.url.replace("/metrics", "/"))).status).toBe(404);
    expect((await fetch(server.url, { method: "POST" })).status).toBe(404);
    await server.close();
  });
});

describe("chorus run", () => {
  test(
    "runs a service from its configuration, with metrics, and ends in order when it is told to",
    async () => {
      const file = join(folder, "chorus.toml");
      writeFileSync(
        file,
        `[board]\ndata = "${join(folder, "second")}"\nport = 0\norigin = "second.example/log"\nmetrics = "127.0.0.1:0"\n`,
      );
      expect(await run("config", "check", file)).toMatchObject({ code: 0, out: "board: 4 settings, all well\n" });
      const board = spawn(
        process.execPath,
        ["--no-warnings", chorus, "run", "board", "--config", file, "--log-level", "silent"],
        {
          stdio: ["ignore", "pipe", "inherit"],
        },
      );
      const ready = await new Promise<{ url: string; metrics: string }>((resolve, reject) => {
        board.stdout.once("data", (line) => resolve(JSON.parse(String(line))));
        board.once("exit", () => reject(new Error("the board did not start")));
      });
      expect((await fetch(`${ready.url}/healthz`)).status).toBe(200);
      expect(await (await fetch(ready.metrics)).text()).toContain("chorus_board_log_size 0");
      const waiting = fetch(`${ready.url}/v1/ceremony/messages?after=0&wait=25`); // somebody waits while it is told to end
      await new Promise((resolve) => setTimeout(resolve, 200));
      const gone = new Promise((resolve) => board.once("exit", resolve));
      board.kill("SIGTERM");
      expect((await waiting).status).toBe(200);
      expect(await gone).toBe(0);
    },
    patience,
  );

  test(
    "says which settings are wrong before it does anything",
    async () => {
      const file = join(folder, "wrong.toml");
      writeFileSync(file, "[board]\nporrt = 1\n");
      const { code, err } = await run("run", "board", "--config", file);
      expect({ code, err }).toEqual({ code: 1, err: "chorus: there is no setting board.porrt\n" });
      expect((await run("config", "check", file)).code).toBe(1);
    },
    patience,
  );
});
