/** A sign-in that leaves this page and comes back to it: what tells its return is kept in this tab, until then. */
const KEY = "sign-in";

export function rememberSignIn(state: string): void {
  sessionStorage.setItem(KEY, state);
}

/** Takes what was kept, once. */
export function takeSignIn(): string | undefined {
  const state = sessionStorage.getItem(KEY) ?? undefined;
  sessionStorage.removeItem(KEY);
  return state;
}
