/** `chorus registrar …`: what the registrar's operator does by hand. */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { Command } from "commander";
import { malformed } from "../../core/bytes/errors.ts";
import { sodiumSigner } from "../../core/crypto/signer-sodium.ts";
import { initRegistrar, type RegistrarKeys, readRegistrarKeys, registrarCard } from "../../edge/node/registrar/keys.ts";
import { makeInvitations } from "../../edge/node/registrar/process.ts";
import { secretOf } from "../../edge/node/secret.ts";
import { ceremonyBoard } from "../../edge/shared/ceremony-board.ts";
import { answer, JSON_OPTION } from "./answer.ts";
import { invitationCards } from "./registrar/cards.ts";
import { setupToken } from "./trustee/join.ts";

export function registrarCommand(): Command {
  const command = new Command("registrar").description("What the registrar's operator does by hand.");
  command
    .command("init")
    .description("Make the registrar's keys, once.")
    .requiredOption("--name <name>", "the organisation, as people know it")
    .option("--admits <how>", "whom it admits: open, invite, email or oidc", "invite")
    .option("--domain <domains...>", "email: the domains whose addresses are admitted")
    .option("--from <address>", "email: the sender. CHORUS_SMTP_URL says by which server")
    .option("--issuer <url>", "oidc: the provider")
    .option("--client <id>", "oidc: the registrar's name there. CHORUS_OIDC_SECRET is its secret, if it has one")
    .option("--redirect <url>", "oidc: the page to which the provider sends people back, https://…/enrol")
    .option("--data <folder>", "the registrar's folder", "data/registrar")
    .option(...JSON_OPTION)
    .action(async (options: InitOptions) => {
      const admits = policyOf(options.admits);
      const settings = settingsOf(admits, options);
      await initRegistrar(options.data, options.name, admits, secretOf("CHORUS_PASSPHRASE", process.env), settings);
      const folder = resolve(options.data);
      answer(
        options.json,
        { name: options.name, admits, folder },
        `${options.name} has its keys in ${folder}. Keep a copy of that folder where only you can reach it.`,
      );
    });
  command
    .command("join")
    .description("Leave the registrar's card with the board, so that an escrow can be founded with it.")
    .option("--board <url>", "the board's address", "http://127.0.0.1:7300")
    .option("--data <folder>", "the registrar's folder", "data/registrar")
    .option(...JSON_OPTION)
    .action(async (options: { board: string; data: string; json?: boolean }) => {
      const keys = await readRegistrarKeys(options.data, secretOf("CHORUS_PASSPHRASE", process.env));
      const card = await registrarCard(await sodiumSigner(), keys);
      await ceremonyBoard(options.board).join({ v: 1, role: "registrar", card }, setupToken());
      answer(
        options.json,
        { name: keys.name, board: options.board },
        `The board has the card of ${keys.name}. An escrow can be founded with it.`,
      );
    });
  command
    .command("invite")
    .description("Make single-use invitation codes. They are shown once and kept nowhere.")
    .option("--count <number>", "how many", "1")
    .option("--data <folder>", "the registrar's folder", "data/registrar")
    .option("--page <file>", "write them as cards to print and cut, with QR codes, and do not show them")
    .option("--address <url>", "with --page: where people write, https://…")
    .option(...JSON_OPTION)
    .action(async (options: InviteOptions) => {
      const codes = await makeInvitations(
        options.data,
        howMany(options.count),
        secretOf("CHORUS_PASSPHRASE", process.env),
      );
      const { page, json } = options;
      if (page === undefined) return answer(json, { codes }, codes.join("\n"));
      writeFileSync(page, invitationCards(codes, options.address ?? ""), { mode: 0o600 });
      const written = `${codes.length} cards are in ${resolve(page)}. Print it, cut it, and delete it: whoever has a code can use it.`;
      answer(json, { count: codes.length, page: resolve(page) }, written);
    });
  return command;
}

type InviteOptions = {
  readonly count: string;
  readonly data: string;
  readonly page?: string;
  readonly address?: string;
  readonly json?: boolean;
};

type InitOptions = {
  readonly json?: boolean;
  readonly name: string;
  readonly admits: string;
  readonly data: string;
  readonly domain?: string[];
  readonly from?: string;
  readonly issuer?: string;
  readonly client?: string;
  readonly redirect?: string;
};

const POLICIES = ["open", "invite", "email", "oidc"] as const;

function policyOf(text: string): RegistrarKeys["admits"] {
  const policy = POLICIES.find((one) => one === text);
  if (policy === undefined) throw malformed("admits", `a registrar admits by: ${POLICIES.join(", ")}`, "admits");
  return policy;
}

/** What a policy needs besides; a password is never on the command line, where every user of the machine could read it. */
function settingsOf(admits: RegistrarKeys["admits"], options: InitOptions): Pick<RegistrarKeys, "email" | "oidc"> {
  const { domain, from, issuer, client, redirect } = options;
  const smtp = secretOf("CHORUS_SMTP_URL", process.env);
  if (admits === "email") {
    if (!domain || !from || !smtp)
      throw malformed("email", "email needs --domain, --from and CHORUS_SMTP_URL", "email");
    return { email: { domains: domain.map((one) => one.toLowerCase()), from, smtp } };
  }
  if (admits !== "oidc") return {};
  if (!issuer || !client || !redirect) throw malformed("oidc", "oidc needs --issuer, --client and --redirect", "oidc");
  return {
    oidc: { issuer, clientId: client, clientSecret: secretOf("CHORUS_OIDC_SECRET", process.env) ?? "", redirect },
  };
}

function howMany(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw malformed("count", "how many is a whole number from 1 to 9999", "count");
  return Number(text);
}
