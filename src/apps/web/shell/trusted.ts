/**
 * Starts a worker under Trusted Types: only our own scripts, from the assets folder. Use it with Vite's worker address,
 *
 *     import address from "./argon.worker.ts?worker&url";
 *     const worker = startWorker(address, () => say("it did not come"));
 *
 * @param missing the script did not come, or not whole: nothing that is asked of the worker will be answered
 */
export function startWorker(address: string, missing: () => void): Worker {
  const worker = new Worker(trusted(address) as string | URL, { type: "module" });
  const came = new AbortController();
  worker.addEventListener("error", missing, { once: true, signal: came.signal });
  worker.addEventListener("message", () => came.abort(), { once: true });
  return worker;
}

/** A worker that did not come was asked for something. */
export class WorkerMissing extends Error {}

interface ScriptPolicy {
  createScriptURL(address: string): unknown;
}
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): ScriptPolicy;
}

let policy: ScriptPolicy | undefined;

/** The address of a script of ours as the browser wants it before it runs one. */
export function trusted(address: string): unknown {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy("chorus-worker", { createScriptURL: own });
  return policy ? policy.createScriptURL(address) : own(address);
}

function own(address: string): string {
  const url = new URL(address, location.origin);
  if (url.origin !== location.origin) throw new TypeError("worker script of another origin");
  return url.href;
}
