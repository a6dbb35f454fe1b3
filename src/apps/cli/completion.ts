/** `chorus completion SHELL`: prints a script that completes verbs and options. */
import { Argument, Command } from "commander";
import { completion, SHELLS, type Shell } from "./papers/completion.ts";
import { verbsOf } from "./papers/verbs.ts";

const HELP = `
Examples:
  chorus completion bash > /usr/share/bash-completion/completions/chorus
  chorus completion zsh > "\${fpath[1]}/_chorus"
  chorus completion fish > ~/.config/fish/completions/chorus.fish`;

/** @param program the whole command line, asked when this verb is used */
export function completionCommand(program: () => Command): Command {
  return new Command("completion")
    .description("Print completion of verbs and options for a shell.")
    .addArgument(new Argument("<shell>", "which shell").choices(SHELLS))
    .addHelpText("after", HELP)
    .action((shell: Shell) => console.log(completion(shell, verbsOf(program()))));
}
