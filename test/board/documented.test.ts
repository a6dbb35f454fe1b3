/** docs/http.md lists exactly the routes that the board serves. */
import { readFileSync } from "node:fs";
import pino from "pino";
import { expect, test } from "vitest";
import { openServer } from "../../src/edge/node/board/http.ts";
import { addRoutes } from "../../src/edge/node/board/routes.ts";
import type { Routes } from "../../src/edge/node/board/shared.ts";
import { addVaultRoutes } from "../../src/edge/node/board/vault-routes.ts";

/** The routes of the application's own files, which are added where there is an application to serve. */
const OF_THE_APPLICATION = ["GET /help.json", "GET /.well-known/webcat/manifest.json"];

async function served(): Promise<string[]> {
  const server = await openServer(pino({ level: "silent" }), 100);
  const found: string[] = [];
  server.addHook("onRoute", ({ method, url }) => {
    for (const one of [method].flat()) if (one !== "HEAD" && one !== "OPTIONS") found.push(`${one} ${url}`);
  });
  const routes = { context: { store: {}, signer: {}, clock: {} }, pieces: {} } as unknown as Routes;
  await addRoutes(server, routes);
  addVaultRoutes(server, routes.pieces, new Uint8Array(32));
  await server.close();
  return [...found.map((route) => route.replace(/:\w+/g, "*")), ...OF_THE_APPLICATION];
}

/** Every `METHOD /address` of the document. Capitals stand for what varies; an address without a method has the last one's. */
function documented(): string[] {
  const text = readFileSync(new URL("../../docs/http.md", import.meta.url), "utf8");
  let method = "";
  return [...text.matchAll(/`(?:(GET|POST|PUT|DELETE) )?(\/[^\s`]*)[^`]*`/g)].flatMap(([, named, address = ""]) => {
    method = named ?? method;
    const plain = address.replace(/\?.*/, "").replace(/\/[A-Z]+(?=\/|$)/g, "/*");
    return plain === "/v1" ? [] : [`${method} ${plain}`];
  });
}

test("every route is documented, and every documented route is there", async () => {
  const [have, say] = [await served(), documented()];
  expect([...new Set(say)].sort()).toEqual([...new Set(have)].sort());
});
