/** Answers requests for the pages from what is kept, with the headers that the kept version itself asks for. */
import { keptFile, readState, type State, turnPage, type Version } from "./kept.ts";

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript",
  css: "text/css",
  json: "application/json",
  svg: "image/svg+xml",
  png: "image/png",
  woff2: "font/woff2",
  wasm: "application/wasm",
  webmanifest: "application/manifest+json",
};

/** What is the board's to answer, and never kept. */
const OF_THE_BOARD = /^\/(v1|tile|\.well-known)\/|^\/(checkpoint|healthz|readyz|metrics)$|^\/service-worker\.js$/;

export function isOurs(request: Request, origin: string): boolean {
  const { origin: asked, pathname } = new URL(request.url);
  return request.method === "GET" && asked === origin && !OF_THE_BOARD.test(pathname);
}

export async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === HELP) return operatorFile();
  const state = await readState();
  if (state === undefined) return fetch(request);
  if (request.mode === "navigate") return page(await turnPage(state), pathname);
  return (await file(state, pathname)) ?? new Response(null, { status: 404 });
}

/** A page's address means the one page that they all begin from. */
async function page(version: Version, path: string): Promise<Response> {
  const own = path === "/" ? undefined : await keptFile(version, path);
  if (own) return dressed(version, path, own);
  const first = await keptFile(version, "/index.html");
  return first ? dressed(version, "/index.html", first) : Response.error();
}

/** Pages that were open when a newer version came may still ask for parts of the one before. */
async function file({ current, previous }: State, path: string): Promise<Response | undefined> {
  for (const version of [current, previous]) {
    const kept = version && (await keptFile(version, path));
    if (version && kept) return dressed(version, path, kept);
  }
  return undefined;
}

async function dressed(version: Version, path: string, kept: Response): Promise<Response> {
  const headers = new Headers(await headersFor(version, path));
  headers.set("content-type", TYPES[path.slice(path.lastIndexOf(".") + 1)] ?? "application/octet-stream");
  return new Response(kept.body, { headers });
}

type PathHeaders = readonly { readonly prefix: string; readonly headers: Record<string, string> }[];

/** The headers come from a checked file: a server that forgets the policy cannot loosen what is kept. */
async function headersFor(version: Version, path: string): Promise<Record<string, string>> {
  const rules = (await (await keptFile(version, "/headers.json"))?.json()) as PathHeaders | undefined;
  return rules?.find(({ prefix }) => path.startsWith(prefix))?.headers ?? {};
}

const OPERATOR = "operator";
const HELP = "/help.json";

/** The numbers to call: as new as can be had, and the last ones known when nothing can. */
export async function operatorFile(): Promise<Response> {
  const cache = await caches.open(OPERATOR);
  try {
    const fresh = await fetch(HELP, { cache: "no-cache", credentials: "omit" });
    if (fresh.ok) await cache.put(HELP, fresh.clone());
    return fresh;
  } catch {
    return (await cache.match(HELP)) ?? Response.error();
  }
}
