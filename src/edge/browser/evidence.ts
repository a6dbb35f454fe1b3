/** Judging evidence in a browser: nothing leaves the device, and no connection is needed. */
import { nobleGroup } from "../../core/crypto/group-noble.ts";
import { nobleSigner } from "../../core/crypto/signer-noble.ts";
import type { Judgement } from "../../core/protocol/judge.ts";
import { judgeAll } from "../shared/judge-files.ts";
import { timeStamps } from "../shared/time-stamp.ts";

/** @param pinned the escrow that the reader expects, if they know it */
export async function judgeChosen(files: readonly File[], pinned?: Uint8Array): Promise<Judgement[]> {
  const named = files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }));
  return judgeAll({ group: nobleGroup, signer: nobleSigner, timeStamps }, await Promise.all(named), pinned);
}
