/** Settings: one schema for file, environment and command line; what is wrong is named, and never its value. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { afterAll, describe, expect, test } from "vitest";
import { boardCommand } from "../../src/apps/board/command.ts";
import { registrarCommand } from "../../src/apps/registrar/command.ts";
import { trusteeCommand } from "../../src/apps/trustee/command.ts";
import { configured } from "../../src/edge/node/config/arguments.ts";
import { readSettings, servicesIn, variableOf } from "../../src/edge/node/config/read.ts";
import { SERVICES, type Service, settingsOf } from "../../src/edge/node/config/schema.ts";
import { secretOf } from "../../src/edge/node/secret.ts";

const folder = mkdtempSync(join(tmpdir(), "chorus-config-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function fileOf(text: string): string {
  const file = join(folder, `${files++}.toml`);
  writeFileSync(file, text);
  return file;
}

const commands: Record<Service, () => Command> = {
  board: boardCommand,
  trustee: trusteeCommand,
  registrar: registrarCommand,
};

test.each(SERVICES)("every option of the %s is a setting, and every setting an option", (service) => {
  const options = commands[service]().options.map(({ long }) => long?.slice(2));
  expect(options.sort()).toEqual(settingsOf(service).sort());
});

describe("settings", () => {
  const file = fileOf(`
[board]
data = "/data"        # a comment
port = 7400
requests = 100
[trustee]
board = "https://board.example"
accept-proposal = true
`);

  test("come from the file, the environment before it, and the command line before both", () => {
    expect(readSettings("board", file, {})).toEqual({ data: "/data", port: 7400, requests: 100 });
    const environment = { CHORUS_BOARD_PORT: "7500", CHORUS_BOARD_LOG_LEVEL: "warn", CHORUS_TRUSTEE_DATA: "elsewhere" };
    expect(readSettings("board", file, environment)).toEqual({
      data: "/data",
      port: 7500,
      requests: 100,
      "log-level": "warn",
    });
    const given = configured("board", ["--config", file, "--port", "7600"], environment);
    const options = boardCommand().parse(given, { from: "user" }).opts();
    expect(options).toMatchObject({ data: "/data", port: "7600", requests: "100", logLevel: "warn" });
    const trustee = configured("trustee", [], { CHORUS_CONFIG: file, CHORUS_TRUSTEE_DATA: "here" });
    expect(trustee.sort()).toEqual(["--accept-proposal", "--board", "--data", "here", "https://board.example"]);
    expect(configured("registrar", ["--data", "x"], {})).toEqual(["--data", "x"]);
    expect(servicesIn(file)).toEqual(["board", "trustee"]);
    expect(variableOf("trustee", "accept-proposal")).toBe("CHORUS_TRUSTEE_ACCEPT_PROPOSAL");
  });

  test.each([
    ["[board]\nporrt = 1", "there is no setting board.porrt", "board.porrt"],
    ['[board]\nport = "secret text"', "board.port must be number", "board.port"],
    ["[board]\nport = 70000", "board.port must be max value 65535", "board.port"],
    ['[board]\nlog-level = "secret text"', 'board.log-level must be ("trace"', "board.log-level"],
    ['[trustee]\nboard = "secret text"', "trustee.board must be url", "trustee.board"],
    ['[trustee]\nmetrics = "secret text"', "trustee.metrics must be ADDRESS:PORT", "trustee.metrics"],
    ['[board]\ndatabase = "mysql://secret text"', "board.database must begin with postgres://", "board.database"],
    ["[bord]\nport = 1", "tables for board, trustee, registrar", "bord"],
    ["[board", "not TOML: line 1", "config"],
  ])("that are wrong are refused by name: %s", (text, message, field) => {
    const wrong = fileOf(text);
    const read = () => SERVICES.map((service) => readSettings(service, wrong, {}));
    expect(read).toThrow(expect.objectContaining({ message: expect.stringContaining(message), field }));
    expect(read).not.toThrow("secret text");
  });

  test("of a file that is not there are refused", () => {
    expect(() => readSettings("board", join(folder, "none.toml"), {})).toThrow("there is no file");
    expect(() => configured("board", ["--config"], {})).toThrow("--config takes the name of a file");
  });
});

test("a secret comes from the file that is named, or from the environment, and a file that is not there is said", () => {
  const file = fileOf("correct horse\n");
  expect(secretOf("CHORUS_PASSPHRASE", { CHORUS_PASSPHRASE_FILE: file })).toBe("correct horse");
  expect(secretOf("CHORUS_PASSPHRASE", { CHORUS_PASSPHRASE: "battery" })).toBe("battery");
  expect(secretOf("CHORUS_PASSPHRASE", {})).toBeUndefined();
  expect(() => secretOf("CHORUS_PASSPHRASE", { CHORUS_PASSPHRASE_FILE: join(folder, "none") })).toThrow(
    "cannot be read",
  );
});
