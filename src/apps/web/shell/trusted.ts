/**
 * Starts a worker under Trusted Types: only our own scripts, from the assets folder. Use it with Vite's worker address,
 *
 *     import address from "./argon.worker.ts?worker&url";
 *     const worker = startWorker(address);
 */
export function startWorker(address: string): Worker {
  return new Worker(trusted(address) as string | URL, { type: "module" });
}

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
