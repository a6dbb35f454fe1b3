/** The notebook as the pages see it: open or not, its words, and how saving stands. Keys live in the worker alone. */
import { proxy, wrap } from "comlink";
import { applyUpdate, Doc, mergeUpdates } from "yjs";
import type { NotebookKeeper } from "../../../edge/browser/notebook-keeper.ts";
import type { WayKind } from "../../../edge/browser/vault/device.ts";
import type { NewWay, Opening, VaultNews } from "../../../edge/browser/vault/keeper.ts";
import type { Key } from "../../../edge/browser/vault/key.ts";
import type { Settings } from "../../../edge/browser/vault/settings.ts";
import type { NotebookContent, SealedNote } from "../../../roles/author/notebook.ts";
import { onLeave } from "../shell/leave.ts";
import { turnPage } from "../shell/router.svelte.ts";
import { startWorker } from "../shell/trusted.ts";
import { MOMENT_MILLISECONDS } from "../shell/twice.ts";
import { datable } from "./dated.ts";
import { forgetTyped, isWaiting, onTyped, settle } from "./document/typed.ts";
import address from "./keeper.worker.ts?worker&url";
import { placeNow, returnTo } from "./place.ts";
import { type Heard, NOTHING_HEARD, type Saving, savingOf, waiting } from "./saving.ts";

/** `elsewhere`: another tab has it open. `missing`: a part of the page did not come, and may when it is asked for again. */
export type Standing = "looking" | "none" | "locked" | "elsewhere" | "open" | "missing" | "failed";

/** Every method of the keeper is asynchronous, so that it reads the same from outside its worker. */
export type Keeper = Pick<NotebookKeeper, keyof NotebookKeeper>;

/** The origin of changes that the keeper told of. */
const FROM_KEEPER = "keeper";
/** So long a board may take to be told of the last words before the notebook is locked; they are sent the next time. */
const SEND_MILLISECONDS = 2500;
/** What was typed is handed to the keeper once it has been painted, and not before. */
const HAND_MILLISECONDS = 40;
/** Where the person is, is kept this long after they moved. */
const PLACE_MILLISECONDS = 1000;
/** That words are kept is said once the hand rests so long: a line that turns at every word is unrest to eye and ear. */
const REST_MILLISECONDS = 700;

let standing = $state<Standing>("looking");
let ways = $state.raw<readonly WayKind[]>([]);
let heardSo = $state.raw<Heard>(NOTHING_HEARD);
let settings = $state.raw<Settings>({ idleMinutes: 5 });
let sealed = $state.raw<readonly SealedNote[]>([]);
let pages: Doc | undefined;
let isNew = $state(false);
/** Something was typed that is not in the pages yet, and the line that says how saving stands does not know. */
let isTyped = $state(false);

let worker: Worker | undefined;
let keeper: Keeper | undefined;
let idle: ReturnType<typeof setTimeout> | undefined;
let moved: ReturnType<typeof setTimeout> | undefined;
let resting: ReturnType<typeof setTimeout> | undefined;
let handing: ReturnType<typeof setTimeout> | undefined;
let inHand: Uint8Array[] = [];
/** Changes that were handed over, and that the keeper has not answered. */
let onTheWay = 0;
let misses = 0;
let lastTouch = 0;
let lastChange = 0;

/** What pages read and write. */
export const notebook = {
  get standing(): Standing {
    return standing;
  },
  /** The kinds of ways in that this device has for a locked notebook. */
  get ways(): readonly WayKind[] {
    return ways;
  },
  get saving(): Saving {
    return savingOf(isTyped ? waiting(heardSo) : heardSo);
  },
  /** What the board said that the person should know of. */
  get notice(): "older" | "gone" | "refused" | undefined {
    return heardSo.notice;
  },
  /** Whether there is a copy on this device. */
  get leavesTraces(): boolean {
    return heardSo.traces;
  },
  /** Begun a moment ago: its name has not been told yet. */
  get isNew(): boolean {
    return isNew;
  },
  get settings(): Settings {
    return settings;
  },
  get sealed(): readonly SealedNote[] {
    return sealed;
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
  if (standing === "open" || pages !== undefined) return;
  try {
    ways = await theKeeper().vault.waysHere();
    standing = ways.length > 0 ? "locked" : "none";
    misses = 0;
  } catch {
    standing = "failed";
  }
}

/** Begins a notebook. `traces`: whether a sealed copy stays on this device. */
export async function begin(way: NewWay, traces: boolean): Promise<Opening["kind"]> {
  // Without this a browser that runs short of space may clear the notebook; asking is all one can do.
  if (traces) await navigator.storage?.persist?.().catch(() => false);
  const ending = await opened(await theKeeper().vault.begin($state.snapshot(way) as NewWay, traces), traces);
  isNew = ending === "open";
  return ending;
}

/** What a new notebook has to say has been read. */
export function greeted(): void {
  isNew = false;
}

/** Opens the notebook that is on this device. */
export async function unlock(key: Key): Promise<Opening["kind"]> {
  return opened(await theKeeper().vault.unlock(key), true);
}

/** Brings a notebook to this device. */
export async function signIn(key: Key, traces: boolean): Promise<Opening["kind"]> {
  return opened(await theKeeper().vault.signIn(key, traces), traces);
}

/** Keeps what was written, now. Answers whether it is safe. */
export async function keep(): Promise<boolean> {
  if (standing !== "open") return true;
  settle();
  hand();
  try {
    await theKeeper().vault.keep();
  } catch {
    heardSo = { ...heardSo, kept: "not-kept" };
  }
  return savingOf(heardSo).state !== "failed";
}

/** Keeps everything, then forgets words and keys. What could not be kept stays open. */
export async function lock(): Promise<void> {
  if (standing !== "open" || !(await keep())) return;
  const { vault } = theKeeper();
  await vault.keepPlace(placeNow()).catch(() => undefined);
  // Nothing is shown any more while the board is told of the last words, if it answers soon.
  turnPage();
  standing = "looking";
  await Promise.race([vault.send().catch(() => undefined), after(SEND_MILLISECONDS)]);
  forget();
  await look();
}

/** Erases the notebook, at the board and here. */
export async function erase(): Promise<"erased" | "unreachable"> {
  const outcome = await theKeeper().vault.erase();
  if (outcome === "erased") erased();
  return outcome;
}

/** Erases what is on this device. */
export async function eraseHere(): Promise<void> {
  await theKeeper().vault.eraseHere();
  erased();
}

export async function changeSettings(next: Settings): Promise<void> {
  settings = await theKeeper().vault.settings(next);
  clearTimeout(idle);
  idle = undefined;
  stayAwake();
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

/** Someone is here: the notebook stays open for a while longer. At every key, so the clock is not set anew each time. */
export function stayAwake(): void {
  if (standing !== "open") return;
  lastTouch = Date.now();
  idle ??= setTimeout(lockIfIdle, idleMilliseconds());
}

function lockIfIdle(): void {
  const left = lastTouch + idleMilliseconds() - Date.now();
  idle = left > 0 ? setTimeout(lockIfIdle, left) : undefined;
  if (left <= 0) void lock();
}

/** Where the person is, is remembered after a moment. */
export function placeSoon(): void {
  if (standing !== "open") return;
  moved ??= setTimeout(() => {
    moved = undefined;
    if (standing === "open")
      theKeeper()
        .vault.keepPlace(placeNow())
        .catch(() => undefined);
  }, PLACE_MILLISECONDS);
}

const after = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
const idleMilliseconds = () => settings.idleMinutes * 60_000;

async function opened(opening: Opening, traces: boolean): Promise<Opening["kind"]> {
  if (opening.kind !== "open") {
    if (opening.kind !== "elsewhere") return opening.kind;
    forget();
    standing = "elsewhere";
    return opening.kind;
  }
  pages = new Doc();
  applyUpdate(pages, opening.pages, FROM_KEEPER);
  pages.on("update", take);
  const content = await theKeeper().content();
  sealed = content.sealed;
  settings = opening.settings;
  heardSo = { ...heardSo, traces };
  turnPage();
  standing = "open";
  stayAwake();
  void theKeeper()
    .files.takeUp()
    .catch(() => undefined);
  void theKeeper()
    .receipts.dateDaily(datable(pages))
    .catch(() => undefined);
  if (opening.place !== undefined) void returnTo(opening.place);
  return opening.kind;
}

/** A change of the page is for the keeper. What the keeper told is known there. */
function take(update: Uint8Array, origin: unknown): void {
  if (origin === FROM_KEEPER) return;
  waits();
  inHand.push(update);
  handing ??= setTimeout(hand, HAND_MILLISECONDS);
}

/** Hands to the keeper what was changed. */
function hand(): void {
  clearTimeout(handing);
  handing = undefined;
  if (inHand.length === 0) return;
  const update = mergeUpdates(inHand);
  inHand = [];
  stayAwake();
  const to = theKeeper();
  onTheWay += 1;
  to.vault
    .change(update)
    .catch(() => {
      heardSo = { ...heardSo, kept: "not-kept" };
    })
    .finally(() => {
      if (keeper === to) onTheWay -= 1;
    });
}

/** There is something that is not kept yet. */
function waits(): void {
  lastChange = performance.now();
  clearTimeout(resting);
  if (heardSo.kept !== "waiting") heardSo = waiting(heardSo);
}

/** What the keeper tells while the notebook is open, or on its way there. */
function heard(news: VaultNews): void {
  if (news.kind === "pages") {
    if (pages === undefined) return;
    settle(); // places in what comes are counted with what was typed
    applyUpdate(pages, news.update, FROM_KEEPER);
  } else if (news.kind === "kept") kept(new Date());
  else if (news.kind === "not-kept") {
    clearTimeout(resting); // what was said before is not so any more
    heardSo = { ...heardSo, kept: news.full ? "full" : "not-kept" };
  } else if (news.state === "older" || news.state === "gone" || news.state === "refused")
    heardSo = { ...heardSo, sent: news.state === "older" ? "sent" : "unreachable", notice: news.state, at: new Date() };
  else heardSo = { ...heardSo, sent: news.state, ...(news.state === "sent" ? { at: new Date() } : {}) };
}

/** Everything that the keeper has is kept. It is said unless there is more, or comes before the hand rests. */
function kept(at: Date): void {
  if (inHand.length > 0 || onTheWay > 0) return;
  clearTimeout(resting);
  const rest = lastChange + REST_MILLISECONDS - performance.now();
  resting = setTimeout(() => {
    isTyped = isWaiting();
    heardSo = { ...heardSo, kept: "kept", at };
  }, rest);
}

function erased(): void {
  forget();
  standing = "none";
}

/** At once and synchronously: the keys end with the worker. */
function forget(): void {
  for (const timer of [idle, moved, resting, handing]) clearTimeout(timer);
  idle = undefined;
  moved = undefined;
  handing = undefined;
  forgetTyped();
  inHand = [];
  onTheWay = 0;
  worker?.terminate();
  worker = undefined;
  keeper = undefined;
  standing = "looking";
  ways = [];
  pages?.destroy();
  pages = undefined;
  sealed = [];
  isNew = false;
  heardSo = NOTHING_HEARD;
}

/** The keeper did not come. It is asked for once more by itself, then by the person. */
function missed(): void {
  forget();
  misses += 1;
  if (misses > 1) standing = "missing";
  else setTimeout(look, MOMENT_MILLISECONDS);
}

function theKeeper(): Keeper {
  if (keeper !== undefined) return keeper;
  worker = startWorker(address, missed);
  keeper = wrap<NotebookKeeper>(worker) as unknown as Keeper;
  void keeper.vault.listen(proxy(heard));
  return keeper;
}

onLeave(forget);
// While it is said already that something waits, there is nothing to change at a key.
onTyped((typed) => {
  isTyped = typed && heardSo.kept !== "waiting";
});
addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") void keep().then(() => keeper?.vault.send().catch(() => undefined));
  // Timers may have stood still while the page was hidden.
  else if (standing === "open" && Date.now() - lastTouch > idleMilliseconds()) void lock();
});
// Whatever a person does to a page, it finds in the notebook what they typed before.
for (const event of ["click", "submit", "focusout"]) addEventListener(event, settle, { capture: true });
for (const event of ["scroll", "selectionchange"]) document.addEventListener(event, placeSoon, { passive: true });
