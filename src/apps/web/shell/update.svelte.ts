/**
 * The pages work without a network, and say so when a newer version of them could not be checked. Nothing here runs
 * before the first page can be used.
 */
import type { Answer, Question } from "../service-worker/messages.ts";
import { trusted } from "./trusted.ts";

const WORKER = "/service-worker.js";
const HOUR = 3_600_000;
const INSTALLING_MILLISECONDS = 10_000;
const CLEARINGS = 5;
const CLEARING_MILLISECONDS = 1000;
/** Under this name the tab remembers that the pages are not to be kept. */
const UNWANTED = "unkept";

let refused = $state(false);
let unwanted = false;

/** Whether the site offers a version of the pages that was not taken. */
export const updateRefused = (): boolean => refused;

/** Keeps the pages on this device from now on, once the browser has nothing better to do. */
export function keepPages(): void {
  // An offer to install would be a surprise, and what it leaves behind can be seen by others.
  addEventListener("beforeinstallprompt", (event) => event.preventDefault());
  if (import.meta.env.DEV || !("serviceWorker" in navigator)) return;
  const start = () => setTimeout(() => register().catch(() => undefined), 500);
  if (document.readyState === "complete") start();
  else addEventListener("load", start, { once: true });
}

/** Takes the pages off this device, and keeps them off while this tab is open: for who wants no trace, or erases everything. */
export async function forgetPages(): Promise<void> {
  unwanted = true;
  try {
    sessionStorage.setItem(UNWANTED, "yes");
  } catch {
    // Then the next load of the page keeps them again.
  }
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(registrations.map(settled));
  await Promise.all(registrations.map((registration) => registration.unregister()));
  // A worker that still serves this tab may be about to keep something.
  for (let time = 0; time < CLEARINGS && "caches" in globalThis; time++) {
    await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
    await new Promise((resolve) => setTimeout(resolve, CLEARING_MILLISECONDS));
  }
}

/** A worker that is being installed would go on to fill its caches. */
async function settled({ installing }: ServiceWorkerRegistration): Promise<void> {
  if (installing === null) return;
  await Promise.race([
    new Promise((resolve) => installing.addEventListener("statechange", resolve, { once: true })),
    new Promise((resolve) => setTimeout(resolve, INSTALLING_MILLISECONDS)),
  ]);
}

function isUnwanted(): boolean {
  try {
    return unwanted || sessionStorage.getItem(UNWANTED) !== null;
  } catch {
    return unwanted;
  }
}

async function register(): Promise<void> {
  if (isUnwanted()) return;
  const known = navigator.serviceWorker.controller !== null;
  const address = trusted(WORKER) as string | URL;
  const registration = await navigator.serviceWorker.register(address, { updateViaCache: "none" });
  if (isUnwanted()) return forgetPages();
  // A worker that comes although no manifest announces a newer version is nothing that we can vouch for.
  if (known) registration.addEventListener("updatefound", () => lookWith(registration, true));
  await navigator.serviceWorker.ready;
  await lookWith(registration, false);
  setInterval(() => lookWith(registration, false), HOUR);
  addEventListener("online", () => lookWith(registration, false));
}

async function lookWith(registration: ServiceWorkerRegistration, workerComes: boolean): Promise<void> {
  const worker = registration.active;
  if (!worker) return;
  const { verdict } = await ask(worker, { ask: "look" });
  // No answer changes nothing: what was said before still holds.
  if (verdict !== "unreachable") refused = verdict === "refused" || (workerComes && verdict === "current");
}

function ask(worker: ServiceWorker, question: Question): Promise<Answer> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event: MessageEvent<Answer>) => resolve(event.data);
    worker.postMessage(question, [port2]);
  });
}
