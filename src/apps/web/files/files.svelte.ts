/** The files of the notebook as the pages see them. Everything that needs a key happens in the keeper's worker. */
import { proxy } from "comlink";
import type { Revealed } from "../../../edge/browser/files/details.ts";
import type { FileFacts } from "../../../edge/browser/files/file-keeper.ts";
import type { Share } from "../../../roles/author/kept-file.ts";
import { type Keeper, withKeeper } from "../write/notebook.svelte.ts";

let list = $state.raw<readonly FileFacts[]>([]);
/** What was chosen and is being kept, by the file's id: it stands on the page at once. */
let chosen = $state.raw<Readonly<Record<string, { readonly share: Share }>>>({});
let looking: Promise<void> | undefined;
let lookAgain = false;

export const files = {
  get list(): readonly FileFacts[] {
    return list.map((file) => ({ ...file, share: (chosen[file.id] ?? file).share }));
  },
};

/** Begins to show the files of the open notebook. */
export function showFiles(): Promise<void> {
  return withKeeper(async (keeper) => {
    await keeper.files.listen(proxy(() => void refresh(keeper)));
    await refresh(keeper);
  });
}

/** Adds files one after the other. Answers the names of those that were too large. */
export async function addFiles(chosen: readonly (readonly [content: Blob, name: string])[]): Promise<string[]> {
  const tooLarge: string[] = [];
  for (const [content, name] of chosen) {
    await withKeeper((keeper) => keeper.files.add(content, name)).catch((error: unknown) => {
      if (content.size < 2 ** 31) throw error;
      tooLarge.push(name);
    });
  }
  await withKeeper(refresh);
  return tooLarge;
}

export const pause = (id: string) => withKeeper((keeper) => keeper.files.pause(id));
export const goOn = (id: string) => withKeeper((keeper) => keeper.files.goOn(id));
export const again = (id: string, content: Blob) => withKeeper((keeper) => keeper.files.again(id, content));
export const remove = (id: string) => withKeeper((keeper) => keeper.files.remove(id));
export const shown = (id: string) => withKeeper((keeper) => keeper.files.shown(id));
export const clean = (id: string) => withKeeper((keeper) => keeper.files.clean(id));
export const reveals = (id: string): Promise<Revealed | undefined> => withKeeper((keeper) => keeper.files.reveals(id));
export const piece = (id: string, place: number) => withKeeper((keeper) => keeper.files.piece(id, place));

/** Chooses whether a file goes along. */
export async function choose(id: string, share: Share): Promise<void> {
  const mine = { share };
  chosen = { ...chosen, [id]: mine };
  try {
    await withKeeper(async (keeper) => {
      await keeper.files.choose(id, share);
      await refresh(keeper);
    });
  } finally {
    const { [id]: last, ...others } = chosen;
    if (last === mine) chosen = others;
  }
}

/** Progress comes often; the list is asked for at most once at a time, and once more if something came meanwhile. */
function refresh(keeper: Keeper): Promise<void> {
  lookAgain = true;
  looking ??= look(keeper).finally(() => {
    looking = undefined;
  });
  return looking;
}

async function look(keeper: Keeper): Promise<void> {
  while (lookAgain) {
    lookAgain = false;
    list = await keeper.files.list();
  }
}
