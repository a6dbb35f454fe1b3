/** May this version be taken? It may when it stands in the log, later than the one we have, and enough trustees say so. */
import { ChorusError, rejected } from "../../../core/bytes/errors.ts";
import { nobleGroup } from "../../../core/crypto/group-noble.ts";
import { nobleSigner } from "../../../core/crypto/signer-noble.ts";
import type { Charter } from "../../../core/protocol/charter.ts";
import { type SiteManifest, verifySite } from "../../../core/protocol/site.ts";
import { openCharters } from "../../../core/protocol/succession.ts";
import { boardClient } from "../../../edge/shared/board-client.ts";
import { BoardUnreachable } from "../../../edge/shared/http-client.ts";
import {
  keepVersion,
  nameOf,
  offeredManifest,
  readCharter,
  readState,
  type State,
  WrongFile,
  writeCharter,
  writeState,
} from "./kept.ts";
import type { Answer } from "./messages.ts";

/** A version whose place in the log was not shown. */
const UNPROVEN = -1;

const board = boardClient("");

/**
 * Keeps the first version: the one that the person is using already, so that there is nothing to protect it from. True
 * when there was none before.
 */
export async function takeFirst(): Promise<boolean> {
  if (await readState()) return false;
  const manifest = await offeredManifest();
  await keepVersion(manifest);
  const position = await place(manifest).catch(() => UNPROVEN);
  await writeState({ current: { hash: nameOf(manifest), position }, previous: null, next: null });
  return true;
}

/** Looks whether the site offers another version, and takes it if it may be taken. One look at a time. */
export function look(): Promise<Answer> {
  looking ??= lookOnce().finally(() => {
    looking = undefined;
  });
  return looking;
}

let looking: Promise<Answer> | undefined;

async function lookOnce(): Promise<Answer> {
  try {
    const state = await readState();
    if (state === undefined) return { verdict: (await takeFirst()) ? "taken" : "current" };
    return { verdict: await consider(state, await offeredManifest()) };
  } catch (error) {
    if (error instanceof ChorusError) return { verdict: "refused", rule: error.rule };
    if (error instanceof WrongFile) return { verdict: "refused", rule: "site-file" };
    return { verdict: "unreachable" };
  }
}

async function consider(state: State, manifest: SiteManifest): Promise<Answer["verdict"]> {
  const hash = nameOf(manifest);
  if (hash === state.current.hash) {
    await settle(state, manifest);
    return "current";
  }
  if (hash === state.next?.hash) return "taken";
  const position = await place(manifest);
  if (position <= state.current.position)
    throw rejected("site-older", "an older version is offered in place of a newer");
  await keepVersion(manifest);
  await writeState({ ...state, next: { hash, position } });
  return "taken";
}

/** The site offers what we have: so no other is waiting, and its place in the log may be known by now. */
async function settle(state: State, manifest: SiteManifest): Promise<void> {
  const known = state.current.position !== UNPROVEN;
  const position = known ? state.current.position : await place(manifest).catch(() => UNPROVEN);
  if (position === state.current.position && state.next === null) return;
  await writeState({ ...state, current: { ...state.current, position }, next: null });
}

/** A version's place in the log, proven. Throws ChorusError when the log does not show it. */
async function place(manifest: SiteManifest): Promise<number> {
  const charter = await pinnedCharter();
  const proof = await board.site();
  if (proof === undefined) throw rejected("site-unlogged", "the log does not show this version yet");
  return verifySite(nobleSigner, charter, manifest, proof).position;
}

/** The escrow that was met here first; nobody can put another in its place later. */
async function pinnedCharter(): Promise<Charter> {
  const kept = await readCharter();
  const { charter: shown, successors } = await board.escrow();
  const bytes = kept ?? shown;
  if (bytes === null) throw new BoardUnreachable();
  const { charter } = openCharters(nobleGroup, nobleSigner, bytes, successors);
  if (kept === undefined) await writeCharter(bytes);
  return charter;
}
