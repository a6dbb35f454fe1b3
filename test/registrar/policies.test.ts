/** People admitted by an address in a domain, and by signing in: against a real mail server and a real provider. */
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Provider from "oidc-provider";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { toHex, utf8 } from "../../src/core/bytes/bytes.ts";
import { type Escrow, escrowOf } from "../../src/core/protocol/charter.ts";
import { checkCredential } from "../../src/core/protocol/credential.ts";
import { nodeCredentialVerifier, systemRng } from "../../src/edge/node/platform.ts";
import { blindSignWith, type RegistrarKeys, registrarCard } from "../../src/edge/node/registrar/keys.ts";
import { emailBy } from "../../src/edge/node/registrar/mail.ts";
import { oidcBy } from "../../src/edge/node/registrar/oidc.ts";
import { openRegistrarStore } from "../../src/edge/node/registrar/store.ts";
import { ageSealer } from "../../src/edge/shared/age.ts";
import { blindSigner } from "../../src/edge/shared/blind-rsa.ts";
import { type AuthorKey, enquire, enrol } from "../../src/roles/author/author.ts";
import { type IssueRequest, issue, type RegistrarPorts } from "../../src/roles/registrar/registrar.ts";
import { ageKeys, foundEscrow, REGISTRAR_SEED, type TestEscrow } from "../actors.ts";

const REDIRECT = "https://escrow.example/enrol";
const folder = mkdtempSync(join(tmpdir(), "chorus-policies-"));
const clock = { now: 1_800_000_000, seconds: () => clock.now };
const inbox: { to: string; text: string }[] = [];
let world: TestEscrow;
let smtp: SMTPServer;
let provider: Server;
let [smtpUrl, issuer, file] = ["", "", ""];
let store: Awaited<ReturnType<typeof openRegistrarStore>>;
let issued = 0;
let keys: RegistrarKeys;

beforeAll(async () => {
  world = await foundEscrow();
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  keys = {
    v: 1,
    name: "Registrar",
    admits: "email",
    seed: REGISTRAR_SEED,
    identity: (await ageKeys()).identity,
    credentialKey: new Uint8Array(privateKey.export({ format: "der", type: "pkcs8" })),
    memoryKey: systemRng.bytes(32),
  };
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      let text = "";
      stream.on("data", (chunk) => {
        text += chunk;
      });
      stream.on("end", () => {
        inbox.push({ to: session.envelope.rcptTo[0]?.address ?? "", text });
        done();
      });
    },
  });
  smtpUrl = await new Promise((resolve) => {
    const listening = smtp.listen(0, "127.0.0.1", () =>
      resolve(`smtp://127.0.0.1:${(listening.address() as { port: number }).port}`),
    );
  });
  provider = createServer();
  await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(provider.address() as { port: number }).port}`;
  const client = { client_id: "registrar", client_secret: "a secret of the registrar's", redirect_uris: [REDIRECT] };
  const oidc = new Provider(issuer, {
    clients: [client],
    pkce: { required: () => true },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    cookies: { keys: ["for this test"] },
  });
  provider.on("request", oidc.callback());
});

let files = 0;
beforeEach(async () => {
  file = join(folder, `${files++}.sqlite`);
  store = await openRegistrarStore(file);
  inbox.length = 0;
  issued = 0;
});

afterAll(async () => {
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
  provider.closeAllConnections();
  await new Promise((resolve) => provider.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

async function escrowBy(admits: RegistrarKeys["admits"]): Promise<Escrow> {
  const registrar = await registrarCard(world.signer, { ...keys, admits });
  return escrowOf(world.group, { ...world.charter, registrar });
}

/** The way to the registrar, as the board relays it. */
function ask(escrow: Escrow): (sealed: Uint8Array) => Promise<Uint8Array> {
  const ports: RegistrarPorts = {
    signer: world.signer,
    sealer: ageSealer,
    escrow,
    seed: keys.seed,
    identity: keys.identity,
    memoryKey: keys.memoryKey,
    blindSign: blindSignWith(keys),
    store,
    rng: systemRng,
    clock,
    email: emailBy({ domains: ["college.example"], smtp: smtpUrl, from: "codes@escrow.example" }, "Registrar"),
    oidc: oidcBy({ issuer, clientId: "registrar", clientSecret: "a secret of the registrar's", redirect: REDIRECT }),
    logIssuance: async () => {
      issued++;
    },
  };
  return (sealed) => issue(ports, sealed);
}

const ports = () => ({ signer: world.signer, sealer: ageSealer, rng: systemRng, blindSigner });
const enrolBy = (escrow: Escrow, proof: IssueRequest["proof"]): Promise<AuthorKey> =>
  enrol(ports(), escrow, proof, ask(escrow));

describe("by an address in an allowed domain", () => {
  const codeIn = (text: string) => /(\d{4}) (\d{4})/.exec(text)?.slice(1).join("") ?? "";
  const sendTo = (escrow: Escrow, address: string, language: "en" | "es" | "fr" = "en") =>
    enquire(ports(), escrow, { kind: "email", address, language }, ask(escrow));

  test("a code comes by mail, in the person's language, and gives one credential, once", async () => {
    const escrow = await escrowBy("email");
    await sendTo(escrow, "Alice@Law.College.example", "es");
    expect(inbox.map(({ to }) => to)).toEqual(["Alice@law.college.example"]);
    expect(inbox[0]?.text).toContain("Subject: =?UTF-8?");
    const code = codeIn(inbox[0]?.text ?? "");
    const proof = { kind: "email", address: "alice@law.college.example", code } as const;
    const { seed, credential } = await enrolBy(escrow, proof);
    const author = world.signer.publicKey(seed);
    await expect(checkCredential(nodeCredentialVerifier, escrow, author, credential)).resolves.toBeUndefined();

    await expect(enrolBy(escrow, proof)).rejects.toMatchObject({ rule: "email-code" });
    // Asked again, even from an address that reaches the same mailbox, it is still the same person.
    await sendTo(escrow, "alice+2@law.college.example");
    const again = { ...proof, address: "alice+2@law.college.example", code: codeIn(inbox[1]?.text ?? "") };
    await expect(enrolBy(escrow, again)).rejects.toMatchObject({ rule: "person-served" });
    expect(issued).toBe(1);
  });

  test("an address elsewhere gets nothing, nor one that only looks as if", async () => {
    const escrow = await escrowBy("email");
    for (const address of ["a@gmail.example", "a@college.example.evil.example", "a@evilcollege.example"]) {
      await expect(sendTo(escrow, address)).rejects.toMatchObject({ rule: "email-domain" });
    }
    for (const address of ["not an address", "a@b@college.example", "a <a@college.example>"]) {
      await expect(sendTo(escrow, address)).rejects.toMatchObject({ rule: "email-address" });
    }
    expect(inbox).toEqual([]);
  });

  test("a code cannot be guessed, is too old after half an hour, and only so many are sent in a day", async () => {
    const escrow = await escrowBy("email");
    const proof = (code: string) => ({ kind: "email", address: "bob@college.example", code }) as const;
    await sendTo(escrow, "bob@college.example");
    const code = codeIn(inbox[0]?.text ?? "");
    const wrong = code === "00000000" ? "00000001" : "00000000";
    for (let i = 0; i < 5; i++) {
      await expect(enrolBy(escrow, proof(wrong))).rejects.toMatchObject({ rule: "email-code" });
    }
    await expect(enrolBy(escrow, proof(code))).rejects.toMatchObject({ rule: "email-code" });
    await sendTo(escrow, "bob@college.example");
    clock.now += 31 * 60;
    await expect(enrolBy(escrow, proof(codeIn(inbox[1]?.text ?? "")))).rejects.toMatchObject({ rule: "email-code" });
    for (let i = 0; i < 3; i++) await sendTo(escrow, "bob@college.example");
    await expect(sendTo(escrow, "bob@college.example")).rejects.toMatchObject({ rule: "email-codes" });
    clock.now += 86_401;
    await sendTo(escrow, "bob@college.example");
    await expect(enrolBy(escrow, proof(codeIn(inbox.at(-1)?.text ?? "")))).resolves.toBeDefined();
  });

  test("what the registrar keeps names nobody", async () => {
    const escrow = await escrowBy("email");
    await sendTo(escrow, "carol@college.example");
    const code = codeIn(inbox[0]?.text ?? "");
    await enrolBy(escrow, { kind: "email", address: "carol@college.example", code });
    await store.close();
    const kept = readFileSync(file).toString("hex");
    for (const secret of ["carol", "college.example", code]) expect(kept).not.toContain(toHex(utf8(secret)));
  });
});

describe("by signing in at a provider of OpenID Connect", () => {
  test("a person gets one credential, from whichever session they come", async () => {
    const escrow = await escrowBy("oidc");
    const begin = () => enquire(ports(), escrow, { kind: "oidc" }, ask(escrow));
    const signIn = async (login: string): Promise<IssueRequest["proof"]> => {
      const { url, state } = await begin();
      return { kind: "oidc", state, callback: await visit(url, login) };
    };
    const proof = await signIn("alice");
    const { seed, credential } = await enrolBy(escrow, proof);
    const author = world.signer.publicKey(seed);
    await expect(checkCredential(nodeCredentialVerifier, escrow, author, credential)).resolves.toBeUndefined();
    await expect(enrolBy(escrow, proof)).rejects.toMatchObject({ rule: "oidc-state" });
    await expect(enrolBy(escrow, await signIn("alice"))).rejects.toMatchObject({ rule: "person-served" });
    await expect(enrolBy(escrow, await signIn("bob"))).resolves.toBeDefined();
    expect(issued).toBe(2);
  });

  test("a return that belongs to another sign-in, or says something else, admits nobody", async () => {
    const escrow = await escrowBy("oidc");
    const begin = () => enquire(ports(), escrow, { kind: "oidc" }, ask(escrow));
    const [mine, other] = [await begin(), await begin()];
    const callback = await visit(mine.url, "carol");
    await expect(enrolBy(escrow, { kind: "oidc", state: other.state, callback })).rejects.toMatchObject({
      rule: "oidc-sign-in",
    });
    const changed = callback.replace(/code=[^&]+/, "code=guessed");
    await expect(enrolBy(escrow, { kind: "oidc", state: mine.state, callback: changed })).rejects.toMatchObject({
      rule: "oidc-sign-in",
    });
    const unknown = { kind: "oidc", state: "a state that nobody gave out", callback } as const;
    await expect(enrolBy(escrow, unknown)).rejects.toMatchObject({ rule: "oidc-state" });
    expect(issued).toBe(0);
  });
});

/** A person's browser at the provider: signs in, agrees, and is sent back. Answers the address of the return. */
async function visit(start: string, login: string): Promise<string> {
  const cookies = new Map<string, string>();
  const go = async (url: string, form?: Record<string, string>): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url, {
      redirect: "manual",
      headers: { cookie },
      ...(form ? { method: "POST", body: new URLSearchParams(form) } : {}),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined) cookies.set(name, value ?? "");
    }
    return answer;
  };
  let answer = await go(start);
  for (let steps = 0; steps < 20; steps++) {
    const to = answer.headers.get("location");
    if (to?.startsWith(REDIRECT)) return to;
    if (to !== null && to !== undefined) {
      answer = await go(new URL(to, issuer).href);
      continue;
    }
    const page = await answer.text();
    const action = /action="([^"]+)"/.exec(page)?.[1] ?? "";
    const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1] ?? "";
    answer = await go(new URL(action, issuer).href, { prompt, login, password: "any" });
  }
  throw new Error("the sign-in does not come to an end");
}
