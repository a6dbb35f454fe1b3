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
function wordsBeforeScripts(): string {
  const paragraphs = Object.entries(languages).map(
    ([code, words]) => `<p lang="${code}">${words["shell.noScript"]}</p>`,
  );
  return paragraphs.join("");
}

function ownPage(): Plugin {
  return {
    name: "chorus-page",
    transformIndexHtml: {
      order: "pre",
      handler(html, { server }) {
        const policy = server ? "" : `<meta http-equiv="Content-Security-Policy" content="${metaPolicy()}" />`;
        return html
          .replace("<!-- policy -->", policy)
          .replace("<!-- words -->", wordsBeforeScripts())
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
