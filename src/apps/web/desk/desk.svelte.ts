/** Counsel's desk as the pages see it: open or not, and what lies on it. Keys and accounts live in the worker. */
import { wrap } from "comlink";
import type { Attempt } from "../../../edge/browser/attempt.ts";
import type { CounselKeeper, DeskFacts } from "../../../edge/browser/counsel-keeper.ts";
import type { PasskeyAnswer } from "../../../edge/browser/desk-passkeys.ts";
import type { CaseFacts } from "../../../edge/shared/case-facts.ts";
import type { CounselPerson } from "../../../edge/shared/counsel-keys.ts";
import { onLeave } from "../shell/leave.ts";
import { turnPage } from "../shell/router.svelte.ts";
import { startWorker } from "../shell/trusted.ts";
import { MOMENT_MILLISECONDS } from "../shell/twice.ts";
import address from "./keeper.worker.ts?worker&url";

/**
 * `joining`: a key was made here, and a colleague has yet to let its owner into the practice. `missing`: a part of the
 * page did not come, and may when it is asked for again.
 */
export type Standing = "looking" | "none" | "joining" | "locked" | "open" | "missing" | "failed";

/** Every method of the keeper is asynchronous, so that it reads the same from outside its worker. */
export type Keeper = Pick<CounselKeeper, keyof CounselKeeper>;

/** Without a key, a touch or a turn of the page's wheel for so long, the desk locks itself. */
const IDLE_MILLISECONDS = 15 * 60_000;
const NEWS_MILLISECONDS = 60_000;

let standing = $state<Standing>("looking");
let name = $state("");
let fresh = $state(false);
let facts = $state.raw<DeskFacts>();
let last = $state.raw<readonly CaseFacts[]>();
let unreachable = $state(false);
let shutOut = $state(false);
let digits = $state("");

let misses = 0;
let worker: Worker | undefined;
let keeper: Keeper | undefined;
let idle: ReturnType<typeof setTimeout> | undefined;
let news: ReturnType<typeof setInterval> | undefined;

/** What pages read. */
export const desk = {
  get standing(): Standing {
    return standing;
  },
  get name(): string {
    return name;
  },
  /** The key was made just now and has no copy yet. */
  get fresh(): boolean {
    return fresh;
  },
  /** What the mailbox held when it was last looked into; undefined before that. */
  get facts(): DeskFacts | undefined {
    return facts;
  },
  /** The cases: as the mailbox tells them, and before it was looked into as they were last time on this device. */
  get cases(): readonly CaseFacts[] | undefined {
    return facts?.cases ?? last;
  },
  get unreachable(): boolean {
    return unreachable;
  },
  /** The digits of the request that was made just now, to be read to a colleague. */
  get digits(): string {
    return digits;
  },
  /** A colleague has taken this desk's member out of the practice. */
  get shutOut(): boolean {
    return shutOut;
  },
};

/** Looks whether there is a desk on this device. */
export async function lookForDesk(): Promise<void> {
  if (standing === "open") return;
  try {
    const kept = await theKeeper().kept();
    standing = kept === "key" ? "locked" : kept;
    misses = 0;
  } catch {
    standing = "failed";
  }
}

/** Makes counsel's keys under a passphrase. */
export async function begin(person: Omit<CounselPerson, "board">, passphrase: string): Promise<Attempt<string>> {
  // Without this a browser that runs short of space may clear the keys; asking is all one can do.
  await navigator.storage?.persist?.().catch(() => false);
  const made = await theKeeper().create(person, passphrase);
  if (made.kind === "done") {
    fresh = true;
    opened(made.value);
  }
  return made;
}

/** Opens the desk. Answers whether the passphrase was right. */
export async function unlock(passphrase: string): Promise<boolean> {
  const found = await theKeeper().unlock(passphrase);
  if (found === "wrong") return false;
  opened(found.name);
  return true;
}

/** Opens the desk with a passkey of this device. Answers whether it was one of this desk. */
export async function unlockByPasskey(answer: PasskeyAnswer): Promise<boolean> {
  const found = await theKeeper().unlockByPasskey(answer);
  if (found === "wrong") return false;
  opened(found.name);
  return true;
}

/** Whether there is a passkey on this device that opens the desk. */
export async function hasPasskey(): Promise<boolean> {
  return (await theKeeper().passkeys()).length > 0;
}

/** Brings a saved key file to this device. */
export async function restore(file: Uint8Array, passphrase: string): Promise<"done" | "wrong" | "not-a-key"> {
  await navigator.storage?.persist?.().catch(() => false);
  const found = await theKeeper().restore(file, passphrase);
  if (typeof found === "string") return found;
  opened(found.name);
  return "done";
}

/** Makes a key of one's own, with which to join a practice. */
export async function beginJoining(who: string, passphrase: string): Promise<Uint8Array> {
  const { request, fingerprint } = await theKeeper().beginJoining(who, passphrase);
  digits = fingerprint;
  return request;
}

/** Takes up the practice's key from the letter that a colleague handed back. */
export async function join(letter: Uint8Array, passphrase: string): Promise<"done" | "wrong" | "not-for-me"> {
  await navigator.storage?.persist?.().catch(() => false);
  const found = await theKeeper().join(letter, passphrase);
  if (typeof found === "string") return found;
  opened(found.name);
  return "done";
}

/** Looks into the mailbox. */
export async function look(): Promise<void> {
  const looked = await theKeeper()
    .look()
    .catch(() => undefined);
  if (standing !== "open") return;
  unreachable = looked?.kind !== "done" && !(looked?.kind === "refused" && looked.rule === "practice-member");
  shutOut = looked?.kind === "refused" && looked.rule === "practice-member";
  if (looked?.kind === "done") facts = looked.value;
  if (shutOut) last = undefined;
}

/** Shows what was here last time while the mailbox is being read. */
async function remember(): Promise<void> {
  const kept = await theKeeper()
    .lastList()
    .catch(() => undefined);
  if (standing === "open" && !shutOut) last = kept;
}

/** A copy of the key is in counsel's hands. */
export function copied(): void {
  fresh = false;
}

export function lock(): void {
  turnPage();
  forget();
  void lookForDesk();
}

/** Erases keys and notes from this device. */
export async function erase(): Promise<void> {
  await theKeeper().erase();
  forget();
  standing = "none";
}

/** Lets the keeper do something. `quietly`: the page does it by itself, which does not mean that anybody is here. */
export function withKeeper<Result>(act: (keeper: Keeper) => Promise<Result>, quietly?: "quietly"): Promise<Result> {
  if (quietly === undefined) stayAwake();
  return act(theKeeper());
}

/** Someone is here: the desk stays open for a while longer. */
export function stayAwake(): void {
  clearTimeout(idle);
  if (standing === "open") idle = setTimeout(lock, IDLE_MILLISECONDS);
}

function opened(who: string): void {
  name = who;
  turnPage();
  standing = "open";
  stayAwake();
  void remember();
  void look();
  news = setInterval(() => void look(), NEWS_MILLISECONDS);
}

/** At once and synchronously: the keys end with the worker. */
function forget(): void {
  clearTimeout(idle);
  clearInterval(news);
  worker?.terminate();
  worker = undefined;
  keeper = undefined;
  standing = "locked";
  name = "";
  fresh = false;
  facts = undefined;
  last = undefined;
  unreachable = false;
  shutOut = false;
}

/** The keeper did not come. It is asked for once more by itself, then by the person. */
function missed(): void {
  forget();
  misses += 1;
  standing = misses > 1 ? "missing" : "looking";
  if (misses === 1) setTimeout(lookForDesk, MOMENT_MILLISECONDS);
}

function theKeeper(): Keeper {
  worker ??= startWorker(address, missed);
  keeper ??= wrap<CounselKeeper>(worker) as unknown as Keeper;
  return keeper;
}

onLeave(forget);
