import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin, type UserConfig } from "vite";
import { developmentPolicy, headerPolicy, headersByPath, metaPolicy } from "./policy.ts";
import { serviceWorker, siteManifest } from "./site-build.ts";
import { towns } from "./towns-build.ts";
import en from "./words/en.ts";
import es from "./words/es.ts";
import fr from "./words/fr.ts";

/** Lets only our own style elements through while developing; a build has no inline styles and no nonce. */
const nonce = "development";

const languages = { en, es, fr };

/** The few words that stand in index.html itself, for the moments before (or without) any script. */
function inEveryLanguage(write: (words: typeof en) => string): string {
  return Object.entries(languages)
    .map(([code, words]) => `<div lang="${code}">${write(words as typeof en)}</div>`)
    .join("");
}

const withoutScripts = () => inEveryLanguage((words) => `<p>${words["shell.noScript"]}</p>`);
const missing = () =>
  inEveryLanguage(
    (words) =>
      `<h1>${words["shell.failed.title"]}</h1><p>${words["shell.failed.text"]}</p>` +
      `<p><a href="">${words["shell.failed.reload"]}</a></p>`,
  );

function ownPage(): Plugin {
  return {
    name: "chorus-page",
    transformIndexHtml: {
      order: "pre",
      handler(html, { server }) {
        const policy = server ? "" : `<meta http-equiv="Content-Security-Policy" content="${metaPolicy()}" />`;
        return html
          .replace("<!-- policy -->", policy)
          .replace("<!-- words -->", withoutScripts())
          .replace("<!-- missing -->", missing())
          .replaceAll("%leave%", en["leave.button"]);
      },
    },
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "headers.json", source: `${JSON.stringify(headersByPath, null, 2)}\n` });
    },
  };
}

export default defineConfig(({ command }) => {
  // The surroundings must not decide what is built: under a test runner this says "test", and pages would be others.
  if (command === "build") process.env["NODE_ENV"] = "production";
  return settings(command);
});

const settings = (command: "build" | "serve"): UserConfig => ({
  root: import.meta.dirname,
  base: "/",
  plugins: [svelte({ configFile: "svelte.config.js" }), ownPage(), towns(), serviceWorker(), siteManifest()],
  ...(command === "serve" ? { html: { cspNonce: nonce } } : {}),
  build: {
    outDir: "../../../dist/web",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // One small file: a part whose look did not come would be shown without it, and many requests are many that can fail.
    cssCodeSplit: false,
    sourcemap: false,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  worker: {
    format: "es",
    rolldownOptions: { output: { entryFileNames: "assets/worker-[name]-[hash].js" } },
  },
  server: {
    port: 7310,
    proxy: { "/v1": "http://127.0.0.1:7300" },
    headers: { "Content-Security-Policy": developmentPolicy(nonce), "Referrer-Policy": "no-referrer" },
  },
  preview: { headers: { "Content-Security-Policy": headerPolicy(), "Referrer-Policy": "no-referrer" } },
});
