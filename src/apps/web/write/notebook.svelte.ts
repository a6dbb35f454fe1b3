/** The notebook as the pages see it: open or not, its words, and how saving stands. Keys live in the worker alone. */
import { proxy, wrap } from "comlink";
import { applyUpdate, Doc } from "yjs";
import type { NotebookKeeper } from "../../../edge/browser/notebook-keeper.ts";
import type { Opening, VaultNews } from "../../../edge/browser/vault/keeper.ts";
import type { NotebookContent, SealedNote, SealingDraft } from "../../../roles/author/notebook.ts";
import { onLeave } from "../shell/leave.ts";
import { turnPage } from "../shell/router.svelte.ts";
import { startWorker } from "../shell/trusted.ts";
import address from "./keeper.worker.ts?worker&url";

/** `elsewhere`: another tab has it open. */
export type Standing = "looking" | "none" | "locked" | "elsewhere" | "open" | "failed";
export type Saving = { readonly state: "idle" | "saving" | "saved" | "failed"; readonly at?: Date };

/** Every method of the keeper is asynchronous, so that it reads the same from outside its worker. */
export type Keeper = Pick<NotebookKeeper, keyof NotebookKeeper>;

/** The origin of changes that the keeper told of. */
const FROM_KEEPER = "keeper";
/** Words are kept this long after the last one was typed. */
const PAUSE_MILLISECONDS = 700;
/** Without a key or a touch for so long, the notebook locks itself. */
const IDLE_MILLISECONDS = 5 * 60_000;

let standing = $state<Standing>("looking");
let saving = $state.raw<Saving>({ state: "idle" });
let sealed = $state.raw<readonly SealedNote[]>([]);
let text = $state("");
let draft = $state<SealingDraft>();
let pages: Doc | undefined;

let worker: Worker | undefined;
let keeper: Keeper | undefined;
let pause: ReturnType<typeof setTimeout> | undefined;
let idle: ReturnType<typeof setTimeout> | undefined;

/** What pages read and write. Whoever writes calls `keepSoon`. */
export const notebook = {
  get standing(): Standing {
    return standing;
  },
  get saving(): Saving {
    return saving;
  },
  get sealed(): readonly SealedNote[] {
    return sealed;
  },
  get text(): string {
    return text;
  },
  set text(words: string) {
    text = words;
  },
  /** Only while the notebook is open. */
  get draft(): SealingDraft {
    if (draft === undefined) throw new Error("the notebook is locked");
    return draft;
  },
  /**
   * What the person writes, only while the notebook is open. Whatever is changed here is kept by itself; what another
   * device changed comes in by itself.
   */
  get pages(): Doc {
    if (pages === undefined) throw new Error("the notebook is locked");
    return pages;
  },
};

/** Looks whether there is a notebook on this device. */
export async function look(): Promise<void> {
  if (standing === "open") return;
  try {
    standing = (await theKeeper().vault.isKept()) ? "locked" : "none";
  } catch {
    standing = "failed";
  }
}

/** Begins a notebook under a passphrase. */
export async function begin(passphrase: string): Promise<void> {
  // Without this a browser that runs short of space may clear the notebook; asking is all one can do.
  await navigator.storage?.persist?.().catch(() => false);
  await opened(await theKeeper().vault.begin(passphrase));
}

/** Opens the notebook. Answers whether the passphrase was right. */
export async function unlock(passphrase: string): Promise<boolean> {
  const opening = await theKeeper().vault.unlock(passphrase);
  if (opening.kind === "wrong") return false;
  await opened(opening);
  return true;
}

/** Keeps what was written after the next pause. */
export function keepSoon(): void {
  stayAwake();
  clearTimeout(pause);
  pause = setTimeout(() => void keep(), PAUSE_MILLISECONDS);
}

/** Keeps what was written, now. */
export async function keep(): Promise<void> {
  clearTimeout(pause);
  if (standing !== "open" || draft === undefined) return;
  saving = { ...saving, state: "saving" };
  try {
    await theKeeper().write(text, $state.snapshot(draft));
    await theKeeper().vault.keep();
  } catch {
    saving = { state: "failed" };
  }
}

/** Keeps everything, then forgets words and keys. */
export async function lock(): Promise<void> {
  await keep();
  if (saving.state === "failed") return;
  turnPage();
  forget();
  await look();
}

/** Erases the notebook from this device. */
export async function erase(): Promise<void> {
  clearTimeout(pause);
  await theKeeper().vault.erase();
  forget();
  standing = "none";
}

/** Lets the keeper do something and takes over what the notebook then holds. */
export async function withKeeper<Result>(act: (keeper: Keeper) => Promise<Result>): Promise<Result> {
  stayAwake();
  await keep();
  return act(theKeeper());
}

/** Takes over what the keeper answered. */
export function took(content: NotebookContent): void {
  sealed = content.sealed;
}

/** Someone is here: the notebook stays open for a while longer. */
export function stayAwake(): void {
  clearTimeout(idle);
  if (standing === "open") idle = setTimeout(() => void lock(), IDLE_MILLISECONDS);
}

async function opened(opening: Opening): Promise<void> {
  if (opening.kind !== "open") {
    forget();
    standing = "elsewhere";
    return;
  }
  pages = new Doc();
  applyUpdate(pages, opening.pages, FROM_KEEPER);
  pages.on("update", hand);
  const content = await theKeeper().content();
  text = content.text;
  draft = content.draft;
  sealed = content.sealed;
  saving = content.writtenAt === 0 ? { state: "idle" } : { state: "saved", at: new Date(content.writtenAt * 1000) };
  turnPage();
  standing = "open";
  stayAwake();
}

/** Hands a change of the page to the keeper. What the keeper told is known there. */
function hand(update: Uint8Array, origin: unknown): void {
  if (origin === FROM_KEEPER) return;
  saving = { ...saving, state: "saving" };
  stayAwake();
  theKeeper()
    .vault.change(update)
    .catch(() => {
      saving = { state: "failed" };
    });
}

/** What the keeper tells while the notebook is open. */
function heard(news: VaultNews): void {
  if (standing !== "open") return;
  if (news.kind === "pages") applyUpdate(notebook.pages, news.update, FROM_KEEPER);
  else if (news.kind === "kept") saving = { state: "saved", at: new Date() };
  else saving = { state: "failed" };
}

/** At once and synchronously: the keys end with the worker. */
function forget(): void {
  clearTimeout(pause);
  clearTimeout(idle);
  worker?.terminate();
  worker = undefined;
  keeper = undefined;
  standing = "locked";
  text = "";
  draft = undefined;
  pages?.destroy();
  pages = undefined;
  sealed = [];
  saving = { state: "idle" };
}

function theKeeper(): Keeper {
  if (keeper !== undefined) return keeper;
  worker = startWorker(address);
  keeper = wrap<NotebookKeeper>(worker) as unknown as Keeper;
  void keeper.vault.listen(proxy(heard));
  return keeper;
}

onLeave(forget);
addEventListener("visibilitychange", () => void (document.visibilityState === "hidden" && keep()));
