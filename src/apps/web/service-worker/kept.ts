/**
 * What is kept in the browser: one cache for each version of the pages, named by its manifest's hash, and one small file
 * that says which of them is shown. A version is whole and checked before its name is written there.
 */
import * as v from "valibot";
import { toHex } from "../../../core/bytes/bytes.ts";
import {
  fileDigest,
  MANIFEST_PATH,
  manifestHash,
  readManifest,
  type SiteManifest,
} from "../../../core/protocol/site.ts";

const STATE = "pages";
const VERSION = "pages-";
const AT_ONCE = 6;

const versionSchema = v.strictObject({
  hash: v.string(),
  /** Its place in the log; -1 for a first version that no log has shown yet. */
  position: v.number(),
});
const stateSchema = v.strictObject({
  current: versionSchema,
  /** Shown until a while ago: pages that are still open may ask for more of it. */
  previous: v.nullable(versionSchema),
  /** Checked, and to be shown from the next visit on. */
  next: v.nullable(versionSchema),
});
export type Version = v.InferOutput<typeof versionSchema>;
export type State = v.InferOutput<typeof stateSchema>;

/** Which versions there are; undefined before the first. */
export async function readState(): Promise<State | undefined> {
  // Looking leaves nothing behind: an opened cache would be there from then on.
  const response = await caches.match("/state", { cacheName: STATE });
  const result = v.safeParse(stateSchema, await response?.json());
  return result.success ? result.output : undefined;
}

export async function writeState(state: State): Promise<void> {
  await (await caches.open(STATE)).put("/state", Response.json(state));
  const wanted = [state.current, state.previous, state.next].flatMap((one) => (one ? [VERSION + one.hash] : []));
  const left = (await caches.keys()).filter((name) => name.startsWith(VERSION) && !wanted.includes(name));
  await Promise.all(left.map((name) => caches.delete(name)));
}

/** Shows the version that was taken, if there is one. Called when a page is opened. */
export async function turnPage(state: State): Promise<Version> {
  if (state.next === null) return state.current;
  await writeState({ current: state.next, previous: state.current, next: null });
  return state.next;
}

/** The charter that this browser first met here. All later ones are held against it. */
export async function readCharter(): Promise<Uint8Array | undefined> {
  const response = await caches.match("/charter", { cacheName: STATE });
  return response && new Uint8Array(await response.arrayBuffer());
}

export async function writeCharter(bytes: Uint8Array): Promise<void> {
  await (await caches.open(STATE)).put("/charter", new Response(bytes as BodyInit));
}

/** The manifest that the site offers now. Rejects when it cannot be had. */
export async function offeredManifest(): Promise<SiteManifest> {
  return readManifest(await (await fetched(MANIFEST_PATH)).text());
}

/** A manifest's hash as versions are named. */
export const nameOf = (manifest: SiteManifest): string => toHex(manifestHash(manifest));

/** Fetches every file of a version and keeps it, if each is what the manifest says. Otherwise keeps none. */
export async function keepVersion(manifest: SiteManifest): Promise<void> {
  const name = VERSION + nameOf(manifest);
  try {
    const cache = await caches.open(name);
    const wanted = Object.entries(manifest.files);
    for (let at = 0; at < wanted.length; at += AT_ONCE) {
      await Promise.all(wanted.slice(at, at + AT_ONCE).map(([path, digest]) => keepFile(cache, path, digest)));
    }
    await cache.put(MANIFEST_PATH, Response.json({ manifest }));
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
}

/** A file that is not as its manifest says. */
export class WrongFile extends Error {}

async function keepFile(cache: Cache, path: string, digest: string): Promise<void> {
  const bytes = new Uint8Array(await (await fetched(path)).arrayBuffer());
  if (fileDigest(bytes) !== digest) throw new WrongFile(path);
  await cache.put(path, new Response(bytes));
}

/** A file of a version; undefined when it has none of this address. */
export async function keptFile({ hash }: Version, path: string): Promise<Response | undefined> {
  return (await caches.open(VERSION + hash)).match(path, { ignoreSearch: true });
}

async function fetched(path: string): Promise<Response> {
  const response = await fetch(path, { cache: "no-cache", credentials: "omit", redirect: "error" });
  if (!response.ok) throw new TypeError(`${path} was not there`);
  return response;
}
