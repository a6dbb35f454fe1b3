/**
 * What the browser may do on our pages, and nothing more. The build writes these headers to `headers.json` beside the
 * pages, for whichever server hands them out, and repeats the policy inside index.html, so that a server that forgets
 * the headers still serves pages that can neither load from a stranger nor be written into by one.
 */
const page = {
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self'",
  "img-src": "'self' data: blob:",
  "font-src": "'self'",
  "media-src": "'self' blob:",
  "connect-src": "'self'",
  "worker-src": "'self'",
  "manifest-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'none'",
  "require-trusted-types-for": "'script'",
  "trusted-types": "svelte-trusted-html chorus-worker",
};

/** Workers hold no document; they alone may compile WebAssembly (Argon2 in the vault). */
export const workerPolicy = { ...page, "script-src": "'self' 'wasm-unsafe-eval'" };

type Policy = Record<string, string>;
const written = (policy: Policy) => Object.entries(policy).map(([directive, sources]) => `${directive} ${sources}`);

/** The policy as a header. Framing can be forbidden only here: a meta element may not say it. */
export const headerPolicy = (policy: Policy = page) => [...written(policy), "frame-ancestors 'none'"].join("; ");

/** The policy as index.html repeats it. */
export const metaPolicy = () => written(page).join("; ");

/** The policy while developing: Vite adds style elements, which carry this nonce, and talks over a socket. */
export const developmentPolicy = (nonce: string) =>
  headerPolicy({ ...page, "style-src": `'self' 'nonce-${nonce}'`, "connect-src": "'self' ws:" });

const always = {
  "Referrer-Policy": "no-referrer",
  // Links to elsewhere are not looked up before they are followed.
  "X-DNS-Prefetch-Control": "off",
  "X-Content-Type-Options": "nosniff",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(self), microphone=(self), geolocation=(), browsing-topics=()",
};

/** Headers by path prefix, the longest prefix first; a server uses the first that fits. */
export const headersByPath = [
  { prefix: "/assets/worker-", headers: { ...always, "Content-Security-Policy": headerPolicy(workerPolicy) } },
  { prefix: "/", headers: { ...always, "Content-Security-Policy": headerPolicy() } },
];
