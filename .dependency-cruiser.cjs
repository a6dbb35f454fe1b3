/** The arrows of docs: apps → edge → roles → core, never up, never round; core imports only what its short list allows. */
const CORE_LIBRARIES = [
  "@noble/",
  "@scure/",
  "cborg",
  "valibot",
  "libsodium-wrappers-sumo",
  "libphonenumber-js",
  "tldts",
  "any-ascii",
  "punycode",
  "fast-uri",
  "uri-js",
];

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "core-looks-at-nothing-above",
      severity: "error",
      from: { path: "^src/core" },
      to: { path: "^src/(roles|edge|apps)" },
    },
    {
      name: "roles-look-at-core-alone",
      severity: "error",
      from: { path: "^src/roles" },
      to: { path: "^src/(edge|apps)" },
    },
    {
      name: "roles-import-no-library-but-shapes",
      severity: "error",
      from: { path: "^src/roles" },
      to: { path: "node_modules", pathNot: "node_modules/valibot" },
    },
    { name: "edge-below-apps", severity: "error", from: { path: "^src/edge" }, to: { path: "^src/apps" } },
    {
      name: "shared-runs-everywhere",
      severity: "error",
      from: { path: "^src/edge/shared" },
      to: { path: "^src/edge/(node|browser)" },
    },
    {
      name: "browser-without-node",
      severity: "error",
      from: { path: "^src/(edge/browser|apps/web)" },
      to: { path: "^src/edge/node" },
    },
    {
      name: "core-has-a-short-list",
      severity: "error",
      from: { path: "^src/core" },
      to: { path: "node_modules", pathNot: `node_modules/(${CORE_LIBRARIES.join("|")})` },
    },
    {
      name: "no-orphans",
      severity: "error",
      from: { orphan: true, path: "^src", pathNot: "\\.d\\.ts$|^src/apps/web/|^src/core/index" },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default"] },
    exclude: { path: "\\.svelte$" },
  },
};
