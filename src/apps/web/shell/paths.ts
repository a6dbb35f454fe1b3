/** A page's own properties: what the colons of its path stood for. */
export type PathParameters = Readonly<Record<string, string>>;

/** The parameters if a path fits a pattern, segment by segment; a slash at the end does not matter. */
export function matched(pattern: string, path: string): PathParameters | undefined {
  const wanted = segments(pattern);
  const given = segments(path);
  if (wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = given[index] ?? "";
    if (part.startsWith(":")) parameters[part.slice(1)] = decoded(segment);
    else if (part !== segment) return undefined;
  }
  return parameters;
}

const segments = (path: string) => path.split("/").filter((segment) => segment !== "");

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
