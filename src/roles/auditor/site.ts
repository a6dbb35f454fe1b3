/**
 * Are the pages that a board serves those of a build that one made oneself (§9)? Every file, every header, the manifest
 * and its place in the log are compared. What differs is named; nothing is explained away.
 */
import { toHex } from "../../core/bytes/bytes.ts";
import { ChorusError } from "../../core/bytes/errors.ts";
import type { Signer } from "../../core/ports.ts";
import type { Charter } from "../../core/protocol/charter.ts";
import { manifestHash, readManifest, type SiteManifest, type SiteProof, verifySite } from "../../core/protocol/site.ts";

/** A file as it should be, or as it is: its digest as manifests write it, and its headers, names in lower case. */
export type SiteFile = { readonly digest: string; readonly headers: Readonly<Record<string, string>> };

/** One's own build. */
export type ExpectedSite = { readonly manifest: SiteManifest; readonly files: ReadonlyMap<string, SiteFile> };

/** What a board serves: undefined where there is nothing. */
export type ServedSite = {
  readonly manifest: string | undefined;
  readonly proof: SiteProof | undefined;
  file(path: string): Promise<SiteFile | undefined>;
};

export type Difference = { readonly rule: string; readonly path?: string; readonly message: string };

export type SiteReport = {
  readonly version: string;
  /** SHA-256 of the build's manifest, in hexadecimal: what the log should hold. */
  readonly hash: string;
  readonly files: number;
  readonly position: number | null;
  readonly hour: number | null;
  readonly differences: readonly Difference[];
};

/** Headers that say nothing about what a page may do, which a server or something in front of it adds. */
const HARMLESS = [
  "accept-ranges",
  "age",
  "alt-svc",
  "connection",
  "content-encoding",
  "content-length",
  "date",
  "etag",
  "keep-alive",
  "last-modified",
  "onion-location",
  "server",
  "strict-transport-security",
  "transfer-encoding",
  "vary",
  "via",
];

/** Addresses that are pages though no file has their name: the browser's router takes over. */
const PAGES = ["/", "/help-now", "/a/page/that/nobody/made"];

export async function compareSite(
  signer: Signer,
  charter: Pick<Charter, "board" | "trustees" | "policy">,
  expected: ExpectedSite,
  served: ServedSite,
): Promise<SiteReport> {
  const differences: Difference[] = [...compareManifests(expected.manifest, served.manifest)];
  for (const [path, file] of expected.files) differences.push(...compareFile(path, file, await served.file(path)));
  const first = expected.files.get(expected.manifest.default_fallback) as SiteFile;
  for (const path of PAGES) differences.push(...compareFile(path, first, await served.file(path)));
  const place = placeInLog(signer, charter, expected.manifest, served.proof);
  if ("rule" in place) differences.push(place);
  const { position, hour } = "rule" in place ? { position: null, hour: null } : place;
  const hash = toHex(manifestHash(expected.manifest));
  return { version: expected.manifest.version, hash, files: expected.files.size, position, hour, differences };
}

function compareManifests(expected: SiteManifest, text: string | undefined): Difference[] {
  if (text === undefined) return [{ rule: "manifest-missing", message: "the board shows no manifest of its pages" }];
  let served: SiteManifest;
  try {
    served = readManifest(text);
  } catch (error) {
    if (error instanceof ChorusError) return [{ rule: error.rule, message: error.message }];
    throw error;
  }
  const { files, ...rest } = served;
  const { files: ours, ...our } = expected;
  const paths = [...new Set([...Object.keys(ours), ...Object.keys(files)])].sort();
  const differences = paths.flatMap((path): Difference[] => {
    if (ours[path] === files[path]) return [];
    if (ours[path] === undefined)
      return [{ rule: "file-extra", path, message: "is in the board's manifest, and not in the build" }];
    if (files[path] === undefined)
      return [{ rule: "file-left-out", path, message: "is in the build, and not in the board's manifest" }];
    return [{ rule: "manifest-digest", path, message: "is another file in the board's manifest" }];
  });
  if (toHex(manifestHash({ ...rest, files: {} })) !== toHex(manifestHash({ ...our, files: {} }))) {
    differences.push({
      rule: "manifest-rules",
      message: "the board's manifest names another version or other policies",
    });
  }
  return differences;
}

function compareFile(path: string, expected: SiteFile, served: SiteFile | undefined): Difference[] {
  if (served === undefined) return [{ rule: "file-missing", path, message: "is not served" }];
  const differences: Difference[] = [];
  if (served.digest !== expected.digest)
    differences.push({ rule: "file-changed", path, message: "is not the file of the build" });
  for (const [name, value] of Object.entries(expected.headers)) {
    if (served.headers[name] === value) continue;
    const message = name in served.headers ? `has another ${name}` : `lacks ${name}`;
    differences.push({ rule: "header-changed", path, message });
  }
  for (const name of Object.keys(served.headers)) {
    if (name in expected.headers || HARMLESS.includes(name) || name.startsWith("x-ratelimit-")) continue;
    differences.push({ rule: "header-extra", path, message: `comes with ${name}, which the build does not ask for` });
  }
  return differences;
}

function placeInLog(
  signer: Signer,
  charter: Pick<Charter, "board" | "trustees" | "policy">,
  manifest: SiteManifest,
  proof: SiteProof | undefined,
): { readonly position: number; readonly hour: number } | Difference {
  if (proof === undefined) {
    return {
      rule: "site-unlogged",
      message: "the board does not show these pages in its log, cosigned by enough trustees",
    };
  }
  try {
    return verifySite(signer, charter, manifest, proof);
  } catch (error) {
    if (error instanceof ChorusError) return { rule: error.rule, message: error.message };
    throw error;
  }
}
