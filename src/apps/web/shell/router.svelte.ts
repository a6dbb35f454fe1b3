/** Where the person is. Paths only, no hashes; the browser's own back and forward work as ever. */
let path = $state(location.pathname);
let moves = $state(0);

/** The path being shown. */
export const currentPath = (): string => path;

/** How often the person has moved since the page was loaded; a title takes the focus only after a move. */
export const movesSoFar = (): number => moves;

/** Goes to another page of ours. `replace` leaves no entry for the page being left. */
export function navigate(to: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  arrived();
  scrollTo(0, 0);
}

/** What is shown changes as a whole without a new address: the next title takes the focus, the page begins at its top. */
export function turnPage(): void {
  moves += 1;
  scrollTo(0, 0);
}

function arrived(): void {
  path = location.pathname;
  moves += 1;
}

/** Follows links and the history from now on. Called once. */
export function startRouter(): void {
  addEventListener("popstate", arrived);
  document.addEventListener("click", follow);
}

/** Turns a plain click on a link of ours into a move without loading; every other click is the browser's. */
function follow(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (link.hash && link.pathname === location.pathname) return;
  event.preventDefault();
  navigate(link.pathname + link.search);
}
