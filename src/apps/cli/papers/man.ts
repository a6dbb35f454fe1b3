/** Manual pages (man(7)), one for each verb, from the verbs themselves. */
import type { Verb } from "./verbs.ts";

/** The name of a verb's page: `chorus-audit`. */
export function pageName({ path }: Verb): string {
  return path.replaceAll(" ", "-");
}

/** @param version what the foot of the page says */
export function manPage(verb: Verb, version: string): string {
  const { path, description, usage, verbs, after } = verb;
  return [
    `.TH ${pageName(verb).toUpperCase()} 1 "" "Chorus ${plain(version)}" "Chorus"`,
    ".SH NAME",
    `${plain(pageName(verb))} \\- ${plain(description.replace(/\.$/, ""))}`,
    ".SH SYNOPSIS",
    `.B ${plain(path)}`,
    plain(usage),
    ".SH DESCRIPTION",
    plain(description),
    ...list("ARGUMENTS", verb.arguments),
    ...list("OPTIONS", verb.options),
    ...list(
      "VERBS",
      verbs.map((one) => ({ term: one.path, description: one.description })),
    ),
    ...sections(after),
    ...seeAlso(verb),
    "",
  ].join("\n");
}

function list(title: string, items: readonly { readonly term: string; readonly description: string }[]): string[] {
  if (items.length === 0) return [];
  return [
    `.SH ${title}`,
    ...items.flatMap(({ term, description }) => [".TP", `.B ${plain(term)}`, plain(description) || "\\&"]),
  ];
}

/** A line that ends with a colon and stands at the margin begins a section; what is indented is kept as it stands. */
function sections(text: string): string[] {
  const lines = text === "" ? [] : text.split("\n");
  const opens = lines.length > 0 && !/^\S.*:$/.test(lines[0] as string) ? [".SH NOTES"] : [];
  return [
    ...opens,
    ...lines.map((line) => {
      if (/^\S.*:$/.test(line)) return `.SH ${plain(line.slice(0, -1).toUpperCase())}\n.nf`;
      return line === "" ? ".PP" : plain(line);
    }),
    ...(lines.length > 0 ? [".fi"] : []),
  ];
}

function seeAlso({ path, verbs }: Verb): string[] {
  const above = path.split(" ").slice(0, -1).join("-");
  const names = [...(above === "" ? [] : [above]), ...verbs.map(pageName)];
  if (names.length === 0) return [];
  return [".SH SEE ALSO", names.map((name) => `.BR ${plain(name)} (1)`).join("\n")];
}

/** Text in which roff sees nothing but text. */
function plain(text: string): string {
  return text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replaceAll("…", "...")
    .split("\n")
    .map((line) => (/^[.']/.test(line) ? `\\&${line}` : line))
    .join("\n");
}
