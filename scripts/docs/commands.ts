/** The command line as a document, from the verbs themselves. */
import { everyVerb, type Verb, verbsOf } from "../../src/apps/cli/papers/verbs.ts";
import { chorusProgram } from "../../src/apps/cli/program.ts";
import type { Document } from "./documents.ts";

type Item = { readonly term: string; readonly description: string };

const table = (items: readonly Item[], head: string) =>
  items.length === 0
    ? []
    : [
        `| ${head} | |\n| --- | --- |\n${items
          .map(
            ({ term, description }) => `| \`${term}\` | ${description.replaceAll("|", "\\|").replaceAll("\n", " ")} |`,
          )
          .join("\n")}`,
      ];

function section(verb: Verb): string {
  return [
    `${verb.path === "chorus" ? "" : `## ${verb.path}\n\n`}${verb.description}`,
    `\`\`\`\n${verb.path} ${verb.usage}\n\`\`\``,
    ...table(verb.arguments, "argument"),
    ...table(verb.options, "option"),
    ...(verb.after === "" ? [] : [`\`\`\`\n${verb.after}\n\`\`\``]),
  ].join("\n\n");
}

/** @returns a document with a section for each verb */
export function commandsDocument(): Document {
  const title = "The command line";
  const text = `# ${title}\n\n${everyVerb(verbsOf(chorusProgram())).map(section).join("\n\n")}\n`;
  return { source: "docs/commands.md", page: "commands.html", title, text };
}
