/**
 * Leaving quickly. The order is the point: first nothing can be seen, then everything is locked, then the address is
 * gone from this entry of the history, and an ordinary page takes its place. None of it needs a network; with none,
 * the browser's own "no connection" page for that ordinary address takes the place.
 */
type Hook = () => void;

const hooks = new Set<Hook>();
const left = "left";
let destination = "https://www.bbc.com/weather";

/** Where leaving goes to. */
export const leaveTo = (): string => destination;

/** Takes the operator's choice; anything but an https address is passed over. */
export function setLeaveTo(address: string): void {
  if (URL.canParse(address) && new URL(address).protocol === "https:") destination = address;
}

/**
 * Registers what must happen when a person leaves (lock the vault, forget keys in memory). It runs at once and
 * synchronously, after the page is covered; a hook that throws does not keep the others from running.
 * Returns a function that takes the hook away again.
 */
export function onLeave(hook: Hook): () => void {
  hooks.add(hook);
  return () => hooks.delete(hook);
}

/** Covers the page, runs the hooks, and goes. `said` is what a screen reader hears meanwhile. */
export function leave(said: string): void {
  cover(said);
  for (const hook of hooks) attempt(hook);
  attempt(() => sessionStorage.setItem(left, "yes"));
  location.replace(destination);
}

function attempt(step: Hook): void {
  try {
    step();
  } catch {
    // Leaving goes on whatever happens.
  }
}

/** The text is set after the element stands, because screen readers then announce it more reliably. */
function cover(said: string): void {
  document.documentElement.classList.add("leaving");
  document.querySelector(".leave-cover")?.remove();
  const element = document.createElement("div");
  element.className = "leave-cover";
  element.role = "alert";
  document.body.append(element);
  element.textContent = said;
}

/** Takes the cover away again: for a page that the browser brings back as it was. */
export function uncover(): void {
  document.documentElement.classList.remove("leaving");
  document.querySelector(".leave-cover")?.remove();
}

/** Whether someone left quickly in this tab and has come back by the history. Such a visit begins with a blank page. */
export function cameBack(): boolean {
  try {
    return sessionStorage.getItem(left) !== null;
  } catch {
    return false;
  }
}

/** The person went on after coming back. */
export function goOn(): void {
  attempt(() => sessionStorage.removeItem(left));
}
