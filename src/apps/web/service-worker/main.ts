/**
 * The service worker: the pages work without a network, and a newer version of them is taken only when the log shows it
 * to everybody. It sees no vault and no key; what it keeps is what anyone can fetch.
 */
import { knockWords } from "../words/knock.ts";
import { answer, isOurs, operatorFile } from "./answer.ts";
import { look, takeFirst } from "./judge.ts";
import type { Question } from "./messages.ts";

/** What of a service worker's scope is used; TypeScript's own description of it cannot stand beside that of a page. */
interface Scope {
  readonly location: Location;
  readonly clients: Clients;
  readonly registration: { showNotification(title: string, options: object): Promise<void> };
  addEventListener(kind: "install" | "activate", handler: (event: LongEvent) => void): void;
  addEventListener(kind: "fetch", handler: (event: AskEvent) => void): void;
  addEventListener(kind: "message", handler: (event: LongEvent & MessageEvent) => void): void;
  addEventListener(kind: "push", handler: (event: LongEvent) => void): void;
  addEventListener(kind: "notificationclick", handler: (event: Pressed) => void): void;
}
interface Clients {
  claim(): Promise<void>;
  matchAll(options: object): Promise<readonly { readonly url: string; focus(): Promise<unknown> }[]>;
  openWindow(address: string): Promise<unknown>;
}
interface Pressed extends LongEvent {
  readonly notification: { close(): void };
}
interface LongEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface AskEvent extends LongEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

const scope = globalThis as unknown as Scope;

scope.addEventListener("install", (event) => {
  event.waitUntil(installed());
});

scope.addEventListener("activate", (event) => {
  event.waitUntil(scope.clients.claim());
});

scope.addEventListener("fetch", (event) => {
  if (isOurs(event.request, scope.location.origin)) event.respondWith(answer(event.request));
});

scope.addEventListener("message", (event) => {
  const [port] = event.ports;
  if ((event.data as Question | undefined)?.ask !== "look" || port === undefined) return;
  event.waitUntil(look().then((answer) => port.postMessage(answer)));
});

// A push says nothing; what is shown is the same whatever has come.
scope.addEventListener("push", (event) => {
  const language = Object.keys(knockWords).find((code) => navigator.language.startsWith(code)) ?? "en";
  const words = knockWords[language as keyof typeof knockWords];
  event.waitUntil(scope.registration.showNotification(words, { tag: "knock", lang: language }));
});

scope.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(toTheDesk());
});

async function toTheDesk(): Promise<void> {
  const open = await scope.clients.matchAll({ type: "window" });
  const desk = open.find(({ url }) => new URL(url).pathname.startsWith("/desk"));
  await (desk === undefined ? scope.clients.openWindow("/desk") : desk.focus());
}

/** A worker that cannot show where its version stands is not installed; the one before stays. */
async function installed(): Promise<void> {
  await operatorFile();
  if (await takeFirst()) return;
  const { verdict } = await look();
  if (verdict === "refused" || verdict === "unreachable") throw new Error(`this version is not taken: ${verdict}`);
}
