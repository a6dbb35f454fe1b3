/**
 * Age files under a passphrase, for services. A key is made from the passphrase with 256 MB of memory on purpose; in a
 * thread of its own they are given back when it ends, and meanwhile the service goes on answering.
 */
import { once } from "node:events";
import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import { ChorusError, type Fault } from "../../core/bytes/errors.ts";

export type Task = { readonly kind: "seal" | "open"; readonly bytes: Uint8Array; readonly passphrase: string };
export type Answer = { readonly done: Uint8Array | undefined } | { readonly fault: Fault };

/** An age file under a passphrase, as `age -p` makes it. */
export async function sealApart(bytes: Uint8Array, passphrase: string): Promise<Uint8Array> {
  return (await apart({ kind: "seal", bytes, passphrase })) as Uint8Array;
}

/**
 * @returns undefined when the passphrase is another
 * @throws ChorusError `malformed` when the file is damaged, or not such a file
 */
export function openApart(bytes: Uint8Array, passphrase: string): Promise<Uint8Array | undefined> {
  return apart({ kind: "open", bytes, passphrase });
}

async function apart(task: Task): Promise<Uint8Array | undefined> {
  const script = new URL(`passphrase-thread${extname(import.meta.url)}`, import.meta.url);
  const thread = new Worker(script, { workerData: task, execArgv: ["--no-warnings"] });
  const [answer] = (await once(thread, "message")) as [Answer];
  await thread.terminate();
  if ("fault" in answer) throw new ChorusError(answer.fault);
  return answer.done;
}
