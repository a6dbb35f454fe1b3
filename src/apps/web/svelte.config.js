import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

export default {
  preprocess: vitePreprocess(),
  // Names of styles come from paths below this folder, so that a build is the same wherever it is made.
  compilerOptions: { runes: true, rootDir: import.meta.dirname },
};
