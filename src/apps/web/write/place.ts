/** Where a person is on a page, and the way back there. */
import { tick } from "svelte";
import type { Place } from "../../../edge/browser/vault/place.ts";
import { currentPath, navigate } from "../shell/router.svelte.ts";
import type { LongSheet } from "./long-sheet.ts";

/** Pages of the notebook arrive one after another; so long it is worth waiting for a field. */
const ARRIVAL_MILLISECONDS = 3000;
const LOOK_MILLISECONDS = 50;

type Field = HTMLTextAreaElement | HTMLInputElement | LongSheet;

const fields = () => [...document.querySelectorAll<Field>("main textarea, main input, main long-sheet")];

/**
 * The field that was written in last: whoever locks by the button has left it for that moment only. It is not held: a field
 * that is gone takes its words along.
 */
let last: WeakRef<EventTarget> | undefined;
document.addEventListener("focusin", ({ target }) => {
  if (fields().includes(target as Field)) last = new WeakRef(target as Field);
});

export function placeNow(): Place {
  const all = fields();
  const here = all.indexOf(document.activeElement as Field);
  const index = here < 0 ? all.indexOf(last?.deref() as Field) : here;
  const field = all[index];
  const selected = { start: field?.selectionStart ?? 0, end: field?.selectionEnd ?? 0 };
  return {
    path: currentPath(),
    scroll: Math.max(0, Math.round(scrollY)),
    field: index < 0 ? null : { index, ...selected },
  };
}

/** Goes back to where the person was, unless they have asked for another page. */
export async function returnTo({ path, scroll, field }: Place): Promise<void> {
  if (path !== currentPath()) {
    if (currentPath() !== "/write" || !path.startsWith("/")) return;
    navigate(path, { replace: true });
  }
  await tick();
  const found = await fieldAt(field?.index);
  if (found !== undefined && field !== null) {
    found.focus({ preventScroll: true });
    // Fields for numbers and the like have no selection.
    if (found.selectionStart !== null) found.setSelectionRange(field.start, field.end);
  }
  scrollTo(0, scroll);
}

async function fieldAt(index: number | undefined): Promise<Field | undefined> {
  if (index === undefined) return undefined;
  for (let waited = 0; waited < ARRIVAL_MILLISECONDS; waited += LOOK_MILLISECONDS) {
    const field = fields()[index];
    if (field !== undefined) return field;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
  }
  return undefined;
}
