/** Completion for shells, from the verbs themselves: verbs, options, and file names where an option takes something. */
import { everyVerb, type Verb } from "./verbs.ts";

export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

export function completion(shell: Shell, root: Verb): string {
  return { bash, zsh, fish }[shell](root);
}

const wordsOf = ({ verbs, options }: Verb) => [...verbs.map(({ name }) => name), ...options.map(({ long }) => long)];
/** Text between single quotes, for bash and zsh. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

function bash(root: Verb): string {
  const cases = everyVerb(root).map((verb) => `    ${quoted(verb.path)}) words=${quoted(wordsOf(verb).join(" "))} ;;`);
  return `# bash completion for chorus: source this, or put it into /usr/share/bash-completion/completions/chorus
_chorus() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path=chorus word words
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case " ${everyVerb(root)
      .map(({ path }) => path.replaceAll(" ", "/"))
      .join(" ")} " in
      *" \${path// //}/$word "*) path="$path $word" ;;
    esac
  done
  case "$path" in
${cases.join("\n")}
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  [[ \${#COMPREPLY[@]} -gt 0 || $current == -* ]] || mapfile -t COMPREPLY < <(compgen -f -- "$current")
}
complete -o filenames -F _chorus chorus
`;
}

function zsh(root: Verb): string {
  return `#compdef chorus
# zsh completion for chorus: put this into a folder of $fpath as _chorus
autoload -U +X bashcompinit && bashcompinit
${bash(root).split("\n").slice(1).join("\n")}`;
}

function fish(root: Verb): string {
  const lines = everyVerb(root).flatMap((verb) => {
    const inside = verb.path.split(" ").slice(1);
    const names = verb.verbs.map(({ name }) => name);
    const seen = inside.map((word) => `__fish_seen_subcommand_from ${word}`);
    const not = names.length > 0 ? [`not __fish_seen_subcommand_from ${names.join(" ")}`] : [];
    const when = [...seen, ...not].join("; and ");
    const condition = when === "" ? "" : ` -n ${quoted(when)}`;
    const described = (text: string) => ` -d ${quoted(text.split("\n")[0] ?? "")}`;
    return [
      ...verb.verbs.map(
        ({ name, description }) => `complete -c chorus -f${condition} -a ${name}${described(description)}`,
      ),
      ...verb.options.map(
        ({ long, takes, description }) =>
          `complete -c chorus${condition} -l ${long.slice(2)}${takes ? " -r" : ""}${described(description)}`,
      ),
    ];
  });
  return `# fish completion for chorus: put this into ~/.config/fish/completions/chorus.fish\n${lines.join("\n")}\n`;
}
