/**
 * Whether what a test needs is on this machine. In CI it must be: what is left out there is left out unseen.
 *
 * @throws Error in CI, when it is missing
 */
export function here(what: string, found: boolean): boolean {
  if (!found && process.env["CI"] === "true") throw new Error(`${what} is missing; in CI no test is left out`);
  return found;
}
