/**
 * The web application's files. They are read once, held against the manifest of their build, and served from memory:
 * what people get is what the log says, whatever happens to the folder afterwards.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import * as v from "valibot";
import { rejected } from "../../../core/bytes/errors.ts";
import { fileDigest, MANIFEST_PATH, readManifest, type SiteManifest } from "../../../core/protocol/site.ts";
import { missing } from "./http.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};
/** Already compressed. */
const DENSE = [".png", ".woff2"];
const WELL_KNOWN = "/.well-known/webcat";

const headersSchema = v.array(v.strictObject({ prefix: v.string(), headers: v.record(v.string(), v.string()) }));

type ServedFile = {
  readonly bytes: Buffer;
  readonly zipped: Buffer | undefined;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
};
/** A build, ready to be served. */
export type SiteFiles = { readonly manifest: SiteManifest; readonly files: ReadonlyMap<string, ServedFile> };

/**
 * Reads a build. Undefined when there is none in the folder.
 *
 * @throws ChorusError `rejected` when the files are not those of their manifest
 */
export function readSite(folder: string): SiteFiles | undefined {
  if (!existsSync(join(folder, "index.html"))) return undefined;
  const manifest = readManifest(readFileSync(join(folder, MANIFEST_PATH), "utf8"));
  const rules = v.parse(headersSchema, JSON.parse(readFileSync(join(folder, "headers.json"), "utf8")));
  const headersOf = (path: string) => ({
    ...rules.find(({ prefix }) => path.startsWith(prefix))?.headers,
    // Names in assets/ carry a hash of the content; everything else may change with the next release.
    "cache-control": path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    "content-type": TYPES[extname(path)] ?? "application/octet-stream",
  });
  const files = new Map<string, ServedFile>();
  for (const [path, digest] of Object.entries(manifest.files)) {
    const bytes = readFileSync(join(folder, path));
    if (fileDigest(bytes) !== digest) {
      throw rejected("site-file", `${path} is not what the manifest of the pages says; build the pages anew`);
    }
    files.set(path, servedFile(path, bytes, headersOf(path)));
  }
  for (const path of besides(folder))
    files.set(path, servedFile(path, readFileSync(join(folder, path)), headersOf(path)));
  return { manifest, files };
}

/** What is served beside the build: the operator's numbers, the manifest, and WEBCAT's documents if there are any. */
function besides(folder: string): string[] {
  const wellKnown = readdirSync(join(folder, WELL_KNOWN)).filter((name) => name.endsWith(".json"));
  const help = existsSync(join(folder, "help.json")) ? ["/help.json"] : [];
  return [...help, ...wellKnown.map((name) => `${WELL_KNOWN}/${name}`)];
}

function servedFile(path: string, bytes: Buffer, headers: Record<string, string>): ServedFile {
  const zipped = DENSE.includes(extname(path)) ? undefined : gzipSync(bytes, { level: 9 });
  return { bytes, zipped, etag: `"${fileDigest(bytes)}"`, headers };
}

/** A first visit asks for some hundreds of files, and many may come by one address: a shelter, an onion service. */
const FILES_FOR_ONE_REQUEST = 50;

/**
 * Serves a build, or only says that there is none; `helpFile` stands in place of the build's own help.json. Files lie in
 * memory and cost little, so they are counted apart from other requests.
 */
export function addSiteFiles(
  server: FastifyInstance,
  site: SiteFiles | undefined,
  { helpFile, ratePerMinute }: { readonly helpFile: string | undefined; readonly ratePerMinute: number },
): void {
  server.setNotFoundHandler((_request, reply) => missing(reply));
  if (helpFile !== undefined) {
    // Read each time, so that an operator can edit it while the board runs.
    server.get("/help.json", (_request, reply) =>
      reply.header("cache-control", "no-cache").type("application/json").send(readFileSync(helpFile)),
    );
  }
  if (site === undefined) return;
  const first = site.files.get(site.manifest.default_fallback);
  const config = { rateLimit: { max: FILES_FOR_ONE_REQUEST * ratePerMinute, groupId: "pages" } };
  server.get("/*", { config }, (request, reply) => {
    const path = request.url.replace(/[?#].*/s, "");
    const file = site.files.get(path) ?? (isPage(path) ? first : undefined);
    return file === undefined ? missing(reply) : send(request, reply, file);
  });
}

/** The addresses of pages have no extension; the browser's router knows which there are. */
function isPage(path: string): boolean {
  return !/\.\w+$/.test(path) && !/^\/(v1|tile|assets|\.well-known)\//.test(path);
}

function send(request: FastifyRequest, reply: FastifyReply, file: ServedFile): FastifyReply {
  reply.headers(file.headers).header("etag", file.etag);
  if (file.zipped !== undefined) reply.header("vary", "accept-encoding");
  if (request.headers["if-none-match"] === file.etag) return reply.status(304).send();
  const unzips = /(^|,)\s*gzip\s*(,|$)/.test(String(request.headers["accept-encoding"] ?? ""));
  if (file.zipped === undefined || !unzips) return reply.send(file.bytes);
  return reply.header("content-encoding", "gzip").send(file.zipped);
}
