/** The command line as a tree of verbs: the one source of completion, manual pages and their test. */
import type { Command } from "commander";

export type Verb = {
  /** `chorus`, `chorus audit`, … */
  readonly path: string;
  readonly name: string;
  readonly description: string;
  readonly usage: string;
  readonly arguments: readonly { readonly term: string; readonly description: string }[];
  readonly options: readonly {
    readonly term: string;
    readonly long: string;
    readonly takes: boolean;
    readonly description: string;
  }[];
  /** What stands under the options in `--help`: exit codes, examples. */
  readonly after: string;
  readonly verbs: readonly Verb[];
};

export function verbsOf(command: Command, before = ""): Verb {
  const path = `${before}${command.name()}`;
  const helper = command.createHelp();
  return {
    path,
    name: command.name(),
    description: command.description(),
    usage: command.usage(),
    arguments: helper
      .visibleArguments(command)
      .map((one) => ({ term: helper.argumentTerm(one), description: helper.argumentDescription(one) })),
    options: helper.visibleOptions(command).map((option) => ({
      term: helper.optionTerm(option),
      long: option.long ?? "",
      takes: option.required || option.optional,
      description: helper.optionDescription(option),
    })),
    after: afterHelp(command),
    verbs: helper
      .visibleCommands(command)
      .filter((one) => one.name() !== "help")
      .map((one) => verbsOf(one, `${path} `)),
  };
}

/** Commander keeps such text to itself until it prints. */
function afterHelp(command: Command): string {
  let whole = "";
  const { writeOut } = command.configureOutput();
  command.configureOutput({ writeOut: (text) => (whole += text) });
  command.outputHelp();
  command.configureOutput(writeOut === undefined ? {} : { writeOut });
  return whole.slice(command.helpInformation().length).trim();
}

/** A verb and all below it. */
export function everyVerb(verb: Verb): Verb[] {
  return [verb, ...verb.verbs.flatMap(everyVerb)];
}
