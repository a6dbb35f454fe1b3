#!/usr/bin/env node
/**
 * Starts `chorus` on a Node that can run it. Node 24 or newer does by itself; with an older one the Node that was installed
 * beside the package (an optional dependency of this platform) is started instead. Written so that old versions can read it.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const NEEDED = 24;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
// A checkout runs its sources; the package has none, and runs what was compiled.
const sources = join(root, "src/apps/cli/main.ts");
const main = existsSync(sources) ? sources : join(root, "dist/apps/cli/main.js");

if (Number(process.versions.node.split(".")[0]) >= NEEDED) await import(pathToFileURL(main).href);
else startOn(bundledNode());

/** The Node of this platform that npm installed with the package; undefined when optional dependencies were left out. */
function bundledNode() {
  const { resolve } = createRequire(import.meta.url);
  for (const name of [`node-${process.platform}-${process.arch}`, `node-bin-${process.platform}-${process.arch}`]) {
    try {
      const node = join(
        dirname(resolve(`${name}/package.json`)),
        "bin",
        process.platform === "win32" ? "node.exe" : "node",
      );
      if (existsSync(node)) return node;
    } catch {
      // not for this platform, or not installed
    }
  }
  return undefined;
}

function startOn(node) {
  if (node === undefined) {
    console.error(`chorus: Node ${NEEDED} or newer is needed; this is ${process.version}.`);
    console.error("Install it from https://nodejs.org, or install Chorus again with its optional dependencies.");
    process.exit(70);
  }
  const { status, signal } = spawnSync(node, [main, ...process.argv.slice(2)], { stdio: "inherit" });
  if (signal !== null) process.kill(process.pid, signal);
  process.exit(status === null ? 70 : status);
}
