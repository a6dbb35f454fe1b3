/** Judging evidence in a browser: nothing leaves the device, and no connection is needed. */
import { nobleGroup } from "../../core/crypto/group-noble.ts";
import { nobleSigner } from "../../core/crypto/signer-noble.ts";
import { type Finding, judgeAll, type Reader } from "../shared/judge-files.ts";
import { timeStamps } from "../shared/time-stamp.ts";

/** @param reader - What the reader knows: the escrow that they expect, and what opens locked copies. */
export async function judgeChosen(files: readonly File[], reader: Reader): Promise<Finding[]> {
  const named = files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }));
  return judgeAll({ group: nobleGroup, signer: nobleSigner, timeStamps }, await Promise.all(named), reader);
}
