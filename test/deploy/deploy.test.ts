/**
 * What is under deploy/: held against the programs that will read it where they are here, and against our own rules for all
 * of it. Not tried here, because the distribution does not have them: Helm itself, Kubernetes, Podman, Caddy, Grafana.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { chorusProgram } from "../../src/apps/cli/program.ts";
import { readSettings, servicesIn, variableOf } from "../../src/edge/node/config/read.ts";
import { SERVICES, settingsOf } from "../../src/edge/node/config/schema.ts";
import { here } from "../here.ts";

const deploy = fileURLToPath(new URL("../../deploy", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "chorus-deploy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (...parts: string[]) => readFileSync(join(deploy, ...parts), "utf8");
const there = (program: string) => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
const units = readdirSync(join(deploy, "systemd"));
const verbs = chorusProgram().commands.map((command) => command.name());

/** Variables of the environment that services know. */
const VARIABLES = [
  ...SERVICES.flatMap((service) => settingsOf(service).map((name) => variableOf(service, name))),
  "CHORUS_PASSPHRASE_FILE",
  "CHORUS_SETUP_TOKEN_FILE",
  "CHORUS_SMTP_URL_FILE",
  "CHORUS_BUCKET_SECRET_FILE",
  "CHORUS_CONFIG",
];
/** Variables of the person who deploys, for compose. */
const COMPOSE_VARIABLES = ["CHORUS_IMAGE", "CHORUS_ORIGIN", "CHORUS_BOARD"];

test("no file under deploy/ sets a variable that no service reads", () => {
  const all = readdirSync(deploy, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const used = new Set(
    all.flatMap((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8").match(/\bCHORUS_[A-Z_]+\b/g) ?? []),
  );
  expect([...used].filter((name) => !VARIABLES.includes(name) && !COMPOSE_VARIABLES.includes(name))).toEqual([]);
  expect(used.size).toBeGreaterThan(10);
});

test("the example of a configuration is one that the services take", () => {
  const example = join(deploy, "chorus.example.toml");
  expect(servicesIn(example)).toEqual(["board", "trustee", "registrar"]);
  for (const service of SERVICES) expect(Object.keys(readSettings(service, example, {})).length).toBeGreaterThan(3);
});

describe("systemd units", () => {
  test("start verbs that chorus has", () => {
    for (const unit of units.filter((name) => name.endsWith(".service"))) {
      const [, verb, argument] = /ExecStart=\/usr\/bin\/chorus (\S+) (\S+)/.exec(file("systemd", unit)) ?? [];
      expect(verbs, unit).toContain(verb);
      if (verb === "run") expect(SERVICES).toContain(argument);
    }
  });

  test.skipIf(!here("systemd-analyze", there("systemd-analyze")))(
    there("systemd-analyze") ? "are good to systemd, and exposed little" : "systemd-analyze is not here: NOT TESTED",
    () => {
      for (const unit of units) {
        // The program is not installed here: another one stands in for it.
        writeFileSync(join(folder, unit), file("systemd", unit).replaceAll("/usr/bin/chorus", "/bin/true"));
      }
      const paths = units.map((unit) => join(folder, unit));
      const verified = spawnSync("systemd-analyze", ["verify", "--man=no", ...paths], { encoding: "utf8" });
      expect({ status: verified.status, said: verified.stderr }).toEqual({ status: 0, said: "" });
      for (const path of paths.filter((one) => one.endsWith(".service"))) {
        const { status, stdout } = spawnSync(
          "systemd-analyze",
          ["security", "--offline=true", "--threshold=20", path],
          {
            encoding: "utf8",
          },
        );
        expect(status, stdout.split("\n").at(-2)).toBe(0);
      }
    },
  );
});

type Container = Record<string, unknown>;

describe("compose files", () => {
  const services = ["board.yaml", "trustee.yaml"].flatMap((name) =>
    Object.entries(parse(file("compose", name), { merge: true }).services as Record<string, Container>),
  );

  test("harden every container, and publish nothing but on loopback", () => {
    expect(services.map(([name]) => name).sort()).toEqual(["board", "database", "registrar", "trustee"]);
    for (const [name, service] of services) {
      expect(service, name).toMatchObject({
        read_only: true,
        cap_drop: ["ALL"],
        security_opt: ["no-new-privileges:true"],
      });
      if (name !== "database") expect(service["user"]).toBe("65532:65532");
      for (const port of (service["ports"] ?? []) as string[]) expect(port).toMatch(/^127\.0\.0\.1:/);
      expect(service["image"]).toMatch(/^\$\{\w+:\?/); // named by whoever deploys, by digest
    }
    expect(Object.fromEntries(services)["trustee"]?.["ports"]).toBeUndefined();
  });

  test("run verbs that chorus has, with secrets from files alone", () => {
    for (const [, { command, environment }] of services) {
      if (command !== undefined)
        expect(
          [verbs, SERVICES].map((known, i) => (known as string[]).includes((command as string[])[i] as string)),
        ).toEqual([true, true]);
      const names = Object.keys(environment as object);
      expect(names.filter((name) => /PASS|TOKEN|SECRET/.test(name) && !/FILE$/.test(name))).toEqual([]);
    }
  });
});

test("the image's recipe ends as a user who is not root, on a base without a shell, with what was released", () => {
  const lines = file("oci", "Containerfile").split("\n");
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith("FROM")));
  expect(file("oci", "Containerfile")).toMatch(/ARG BASE=.*distroless.*nonroot/);
  expect(last).toContain("USER 65532:65532");
  expect(last.filter((line) => /^(RUN|ADD)/.test(line))).toEqual([]);
  expect(lines.join("\n")).toContain("sha256sum --check");
});

test("boards in containers serve the pages that are in the image", () => {
  const main = /ENTRYPOINT \["\/nodejs\/bin\/node", "(.*)\/bin\/chorus\.js"\]/.exec(file("oci", "Containerfile"))?.[1];
  const { environment } = parse(file("compose", "board.yaml"), { merge: true }).services.board;
  expect(environment.CHORUS_BOARD_WEB).toBe(`${main}/dist/web`);
  expect(file("helm", "chorus", "templates", "board.yaml")).toContain(`CHORUS_BOARD_WEB, value: ${main}/dist/web }`);
});

describe.skipIf(!here("Go", there("go")))(
  there("go") ? "the Helm chart" : "the Helm chart, for which Go is missing: NOT TESTED",
  () => {
    const program = join(folder, "render");
    const values = parse(file("helm", "chorus", "values.yaml"));
    const image = { ...values.image, digest: `sha256:${"a".repeat(64)}` };

    beforeAll(() => {
      const env = { PATH: process.env["PATH"], HOME: folder, GO111MODULE: "off", GOPROXY: "off" };
      execFileSync("go", ["build", "-o", program, fileURLToPath(new URL("render/render.go", import.meta.url))], {
        env,
      });
    }, 300_000);

    function render(given: object): { documents: Container[]; complaint: string } {
      const path = join(folder, "values.json");
      writeFileSync(path, JSON.stringify(given));
      const { stdout, stderr } = spawnSync(program, [join(deploy, "helm/chorus"), path], { encoding: "utf8" });
      const documents = parseAllDocuments(stdout);
      for (const document of documents) if ("errors" in document) expect(document.errors).toEqual([]);
      return { documents: documents.map((document) => document.toJS()).filter(Boolean), complaint: stderr };
    }

    const named = ({ documents }: { documents: Container[] }) =>
      documents.map(({ kind, metadata }) => `${kind} ${(metadata as { name: string }).name}`).sort();

    test("makes a board with its registrar, or one trustee, and never both", () => {
      expect(named(render({ ...values, image }))).toEqual([
        "NetworkPolicy test-board",
        "NetworkPolicy test-registrar",
        "Service test-board",
        "Service test-registrar",
        "StatefulSet test-board",
        "StatefulSet test-registrar",
      ]);
      expect(named(render({ ...values, image, role: "trustee" }))).toEqual([
        "NetworkPolicy test-trustee",
        "StatefulSet test-trustee",
      ]);
    });

    test("starts several boards only over one key, one folder of pieces and one database", () => {
      const several = { ...values.board, replicas: 3, databaseSecret: "db" };
      expect(render({ ...values, image, board: several }).complaint).toContain("needs board.sharedClaim");
      const unshared = { ...values.board, replicas: 3, sharedClaim: "board" };
      expect(render({ ...values, image, board: unshared }).complaint).toContain("needs board.sharedClaim");
      const { documents } = render({ ...values, image, board: { ...several, sharedClaim: "board" } });
      const set = documents.find(({ kind }) => kind === "StatefulSet");
      expect(set).toMatchObject({
        metadata: { name: "test-board" },
        spec: {
          replicas: 3,
          podManagementPolicy: "OrderedReady",
          template: { spec: { volumes: [{ name: "data", persistentVolumeClaim: { claimName: "board" } }] } },
        },
      });
      expect((set as { spec: object }).spec).not.toHaveProperty("volumeClaimTemplates");
    });

    test("hardens every pod, and keeps secrets out of variables but a database's address", () => {
      const board = { ...values.board, databaseSecret: "db", setupSecret: "setup" };
      const all = [
        ...render({ ...values, board, image }).documents,
        ...render({ ...values, image, role: "trustee" }).documents,
      ];
      const sets = all.filter(({ kind }) => kind === "StatefulSet") as {
        spec: { template: { spec: Container & { containers: Container[] } } };
      }[];
      expect(sets).toHaveLength(3);
      for (const { spec } of sets) {
        const pod = spec.template.spec;
        expect(pod).toMatchObject({ automountServiceAccountToken: false, securityContext: { runAsNonRoot: true } });
        for (const container of pod.containers) {
          expect(container).toMatchObject({
            image: `registry.example/chorus@${image.digest}`,
            securityContext: {
              allowPrivilegeEscalation: false,
              readOnlyRootFilesystem: true,
              capabilities: { drop: ["ALL"] },
            },
          });
          const secret = (container["env"] as Container[]).filter((one) => "valueFrom" in one).map(({ name }) => name);
          expect(["", "CHORUS_BOARD_DATABASE"]).toContain(secret.join());
        }
      }
    });

    test("asks for the image by its digest", () => {
      expect(render(values).complaint).toContain("name the image by its digest");
    });
  },
);

describe("reverse proxies and Tor", () => {
  test("keep no access log, and add no header that verify-site would name", () => {
    expect(file("proxy", "nginx.conf")).toContain("access_log off;");
    expect(file("proxy", "Caddyfile")).toContain("output discard");
    const added = [
      ...file("proxy", "nginx.conf").matchAll(/add_header (\S+)/g),
      ...file("proxy", "Caddyfile").matchAll(/header \+(\S+)/g),
    ];
    expect(added.map(([, name]) => name?.toLowerCase())).toEqual([
      "strict-transport-security",
      "strict-transport-security",
    ]);
  });

  test("the onion service is of version 3, and Tor is asked for work when too many come", () => {
    expect(file("tor", "torrc")).toMatch(/^HiddenServiceVersion 3$/m);
    expect(file("tor", "torrc")).toMatch(/^HiddenServicePoWDefensesEnabled 1$/m);
  });
});
