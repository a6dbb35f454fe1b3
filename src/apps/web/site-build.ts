/**
 * What a build makes besides pages: the service worker, in one file, and the manifest of all files (WEBCAT's form) whose
 * hash the log holds. Nothing in either depends on where, when or by whom they are built.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { build, type Plugin, type ResolvedConfig, type Rolldown } from "vite";
import { fileDigest, MANIFEST_PATH, readManifest } from "../../core/protocol/site.ts";
import { headerPolicy, workerPolicy } from "./policy.ts";

/** The operator's own file may change without a new build; what is well-known is about the build, not of it. */
const NOT_OF_THE_BUILD = ["/help.json", "/.well-known/"];

/** Emits `service-worker.js`. It has a fixed name and place, because both are what a browser knows it by. */
export function serviceWorker(): Plugin {
  return {
    name: "chorus-service-worker",
    apply: "build",
    async generateBundle() {
      const result = await build({
        root: import.meta.dirname,
        configFile: false,
        publicDir: false,
        logLevel: "error",
        build: {
          write: false,
          // Not every browser runs workers of several modules.
          rolldownOptions: {
            input: join(import.meta.dirname, "service-worker/main.ts"),
            output: { format: "iife", entryFileNames: "service-worker.js" },
          },
        },
      });
      const [{ output }] = [result].flat() as [Rolldown.RolldownOutput];
      if (output.length !== 1) throw new Error("the service worker must be one file");
      this.emitFile({ type: "asset", fileName: "service-worker.js", source: output[0].code });
    },
  };
}

/** Writes the manifest once every file of the build is there. */
export function siteManifest(): Plugin {
  let config: ResolvedConfig;
  return {
    name: "chorus-site-manifest",
    apply: "build",
    configResolved(resolved) {
      config = resolved;
    },
    writeBundle: {
      order: "post",
      sequential: true,
      handler({ dir = config.build.outDir }) {
        const path = join(dir, MANIFEST_PATH);
        mkdirSync(dirname(path), { recursive: true });
        const text = `${JSON.stringify({ manifest: describe(dir) }, null, 2)}\n`;
        readManifest(text);
        writeFileSync(path, text);
      },
    },
  };
}

function describe(folder: string) {
  const files = filesOf(folder);
  const compiled = Object.entries(files).filter(([path]) => path.endsWith(".wasm"));
  return {
    name: "chorus",
    version: packageVersion(),
    default_csp: headerPolicy(),
    extra_csp: { "/assets/worker-": headerPolicy(workerPolicy) },
    default_index: "index.html",
    default_fallback: "/index.html",
    wasm: [...new Set(compiled.map(([, digest]) => digest))].sort(),
    files,
  };
}

function packageVersion(): string {
  const file = join(import.meta.dirname, "../../../package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

/** Every file of the build by its address, in an order that no locale changes. */
function filesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const named = files
    .map((file) => [`/${relative(folder, file).split(sep).join("/")}`, fileDigest(readFileSync(file))] as const)
    .filter(([path]) => !NOT_OF_THE_BUILD.some((prefix) => path.startsWith(prefix)));
  return Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)));
}
