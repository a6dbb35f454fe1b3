/** `chorus trustee …`: founding an escrow with others, and changing who its trustees are. Each verb can be run again. */
import { Command } from "commander";
import { agree, type ChangeOptions, propose } from "./trustee/change.ts";
import { ceremony } from "./trustee/founding.ts";
import { addCard, joinCommand } from "./trustee/join.ts";

const DATA = ["--data <folder>", "where the trustee's key file is", "trustee"] as const;
const BOARD = ["--board <url>", "the board's address", "http://127.0.0.1:7300"] as const;
const WORDS = ["--words <words>", "the words that the others read out to you, to go on without a question"] as const;
const YES = ["--yes", "go on without comparing words. Only for a trial: nobody then knows who the others are"] as const;
const JSON_LINES = ["--json", "one line of JSON for each step"] as const;

export function trusteeCommand(): Command {
  const command = new Command("trustee").description(
    "Be one of the organisations that hold a share. CHORUS_PASSPHRASE, or the file that CHORUS_PASSPHRASE_FILE names, protects the key file; CHORUS_SETUP_TOKEN is the board's.",
  );
  command
    .command("init")
    .description("Make this trustee's own keys, once.")
    .requiredOption("--name <name>", "the organisation, as people know it")
    .option(...DATA)
    .option(...JSON_LINES)
    .action(addCard);
  command
    .command("join")
    .description("Leave this trustee's card with the board, so that others can propose it.")
    .option(...DATA)
    .option(...BOARD)
    .option(...JSON_LINES)
    .action(joinCommand);
  command
    .command("ceremony")
    .description("Make the keys of a new escrow together with the other trustees. All run this at about the same time.")
    .option("--propose", "propose the escrow: all who have left a card are its trustees")
    .option("--name <name>", "with --propose: the escrow's name", "Chorus")
    .option("--threshold <number>", "with --propose: how many trustees open")
    .option("--witnesses <number>", "with --propose: how many must have seen an entry before it counts")
    .option(...DATA)
    .option(...BOARD)
    .option(...WORDS)
    .option(...YES)
    .option(...JSON_LINES)
    .action(ceremony);
  for (const change of CHANGES) addChange(command, change);
  command
    .command("agree")
    .description("Take part in the change of trustees that another has proposed.")
    .option(...DATA)
    .option(...BOARD)
    .option(...WORDS)
    .option(...YES)
    .option(...JSON_LINES)
    .action(agree);
  return command;
}

type Change = {
  readonly verb: ChangeOptions["verb"];
  readonly text: string;
  readonly options: readonly (readonly [string, string])[];
};

const WHO = ["--who <name>", "the trustee that leaves, by name or number"] as const;
const WITH = ["--with <name>", "the organisation that comes, by the name on its card"] as const;
const CHANGES: readonly Change[] = [
  {
    verb: "refresh",
    text: "Give every trustee a fresh share. What anyone stole before is then worth nothing.",
    options: [],
  },
  {
    verb: "replace",
    text: "Put another organisation in a trustee's place, one that is gone included.",
    options: [WHO, WITH],
  },
  { verb: "add", text: "Let one more organisation hold a share.", options: [WITH] },
  { verb: "remove", text: "Go on without one of the trustees.", options: [WHO] },
  { verb: "threshold", text: "Change how many trustees it takes to match and to open.", options: [] },
];

function addChange(command: Command, { verb, text, options }: Change): void {
  const one = command.command(verb).description(text);
  for (const [flags, meaning] of options) one.requiredOption(flags, meaning);
  if (verb === "threshold") one.requiredOption("--threshold <number>", "how many trustees open from then on");
  else one.option("--threshold <number>", "how many trustees open from then on; as before if not given");
  one
    .option("--witnesses <number>", "how many must have seen an entry before it counts")
    .option("--dealers <numbers>", "which trustees deal, such as 1,2; those heard of last if not given")
    .option(...DATA)
    .option(...BOARD)
    .option(...WORDS)
    .option(...YES)
    .option(...JSON_LINES)
    .action((given: Omit<ChangeOptions, "verb">) => propose({ ...given, verb }));
}
