import { createReadStream, existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

/** A built web app being served on this machine. */
export interface Site {
  readonly origin: string;
  /** The folder of the build. */
  readonly folder: string;
  close(): Promise<void>;
}

/** Answers a request itself and says `true`, or leaves it to the files. For a board's `/v1`, for instance. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => boolean;

interface PathHeaders {
  readonly prefix: string;
  readonly headers: Record<string, string>;
}

/** Builds the web app into a folder of its own, as `vite build src/apps/web` does. */
export async function buildSite(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "chorus-web-"));
  const root = fileURLToPath(new URL("../../src/apps/web", import.meta.url));
  const configFile = join(root, "vite.config.ts");
  await build({ root, configFile, logLevel: "error", build: { outDir: folder, emptyOutDir: true } });
  return folder;
}

/** Builds the app and serves it with the headers that the build itself asks for; unknown paths get index.html. */
export async function serveSite(answer: Answer = () => false): Promise<Site> {
  const folder = await buildSite();
  const policies = JSON.parse(readFileSync(join(folder, "headers.json"), "utf8")) as PathHeaders[];
  const server = createServer((request, response) => {
    if (!answer(request, response)) sendFile(folder, policies, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    folder,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function sendFile(folder: string, policies: PathHeaders[], request: IncomingMessage, response: ServerResponse): void {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const wanted = join(folder, normalize(decodeURIComponent(pathname)));
  const isFile = wanted.startsWith(folder) && existsSync(wanted) && statSync(wanted).isFile();
  if (!isFile && pathname.startsWith("/assets/")) {
    response.writeHead(404).end();
    return;
  }
  const file = isFile ? wanted : join(folder, "index.html");
  const headers = policies.find(({ prefix }) => pathname.startsWith(prefix))?.headers ?? {};
  response.writeHead(200, { ...headers, "Content-Type": types[extname(file)] ?? "application/octet-stream" });
  createReadStream(file).pipe(response);
}
