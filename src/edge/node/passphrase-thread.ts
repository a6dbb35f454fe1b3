/** The thread of passphrase.ts: one piece of work, one answer. */
import { parentPort, workerData } from "node:worker_threads";
import { ChorusError } from "../../core/bytes/errors.ts";
import { openWithPassphrase, sealWithPassphrase } from "../shared/age.ts";
import type { Answer, Task } from "./passphrase.ts";

const { kind, bytes, passphrase } = workerData as Task;
const work = kind === "seal" ? sealWithPassphrase : openWithPassphrase;
parentPort?.postMessage(
  await work(bytes, passphrase).then(
    (done): Answer => ({ done }),
    (error): Answer => {
      if (!(error instanceof ChorusError)) throw error;
      return { fault: { kind: error.kind, rule: error.rule, message: error.message } };
    },
  ),
);
