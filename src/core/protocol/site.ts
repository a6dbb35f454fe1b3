/**
 * The pages as something that can be checked (§9). A build is described by a manifest in WEBCAT's form: every file and
 * its SHA-256, and the policy that the browser holds it to. The log holds the manifest's hash. So a board cannot serve
 * one person other code than everybody, unseen: what a browser takes must stand in a log that the trustees cosigned.
 */
import { base64, base64urlnopad } from "@scure/base";
import * as v from "valibot";
import { equalBytes, utf8 } from "../bytes/bytes.ts";
import { decode, encode } from "../bytes/cbor.ts";
import { malformed, rejected } from "../bytes/errors.ts";
import { LABELS } from "../bytes/labels.ts";
import { boundedBytes, fixedBytes, text, version, whole } from "../bytes/schema.ts";
import { HASH_BYTES } from "../bytes/sizes.ts";
import { sha256 } from "../crypto/hash.ts";
import type { Signer } from "../ports.ts";
import { logKey, openCheckpoint } from "../tlog/checkpoint.ts";
import { cosignedAt, witnessKey } from "../tlog/cosignature.ts";
import { leafHash, verifyInclusion } from "../tlog/merkle.ts";
import { decodeBase64, isSignedBy, NOTE_MAX_CHARACTERS, readNote, signNote, writeNote } from "../tlog/note.ts";
import type { BoardCard, Charter } from "./charter.ts";
import { leafOf, readEntry } from "./entry.ts";

/** Where a site serves its manifest (WEBCAT). */
export const MANIFEST_PATH = "/.well-known/webcat/manifest.json";

/** Text whose canonical JSON is its plain JSON: no control characters, which the two write differently. */
const line = (most: number) => v.pipe(text(most, 1), v.regex(/^\P{Cc}+$/u));
const path = v.pipe(line(500), v.startsWith("/"));
const digest = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));

const manifestSchema = v.looseObject({
  version: line(100),
  default_csp: line(4000),
  extra_csp: v.record(path, line(4000)),
  default_index: line(100),
  default_fallback: path,
  /** Digests of WebAssembly that pages compile, in base64url without padding, as all of them here. */
  wasm: v.array(digest),
  files: v.record(path, digest),
});
/** WEBCAT's manifest of one build. Members beyond these are kept and hashed. */
export type SiteManifest = v.InferOutput<typeof manifestSchema>;

const documentSchema = v.looseObject({ manifest: manifestSchema });

/**
 * Reads the document that a site serves at `MANIFEST_PATH`.
 *
 * @throws ChorusError `malformed`
 */
export function readManifest(json: string): SiteManifest {
  const result = v.safeParse(documentSchema, parsed(json));
  if (result.success) return result.output.manifest;
  throw malformed(
    "manifest",
    "the manifest of the pages is not in the right form",
    v.getDotPath(result.issues[0]) ?? "",
  );
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw malformed("manifest", "the manifest of the pages is not JSON");
  }
}

/**
 * SHA-256 of the manifest in canonical JSON (OLPC's, as WEBCAT has it). WEBCAT's `timestamp`, which signing with Sigsum
 * adds, stays out: so anyone who builds the same commit has the same hash.
 */
export function manifestHash({ timestamp: _, ...manifest }: SiteManifest): Uint8Array {
  return sha256(utf8(JSON.stringify(sorted(manifest))));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]));
}

/** A file's SHA-256 as a manifest writes it. */
export function fileDigest(bytes: Uint8Array): string {
  return base64urlnopad.encode(sha256(bytes));
}

/** The body of a `site` entry. More signature lines than the board's may follow, such as an operator's own. */
const entrySchema = v.strictObject({ v: version(1), note: text(NOTE_MAX_CHARACTERS, 1) });

/** What a board says when it begins to serve a build: a signed note (C2SP) in the body of a `site` entry. */
export function signSite(signer: Signer, origin: string, manifest: SiteManifest, seed: Uint8Array): Uint8Array {
  const said = `${LABELS.site}\n${origin}\n${manifest.version}\n${base64.encode(manifestHash(manifest))}\n`;
  const note = writeNote(said, [signNote(signer, logKey(origin, signer.publicKey(seed)), said, seed)]);
  return encode({ v: 1, note } satisfies v.InferOutput<typeof entrySchema>);
}

/**
 * Reads the body of a `site` entry.
 *
 * @throws ChorusError `malformed`, or `rejected` when the board did not sign it
 */
export function openSite(
  signer: Signer,
  board: BoardCard,
  body: Uint8Array,
): { readonly version: string; readonly hash: Uint8Array } {
  const note = readNote(decode(entrySchema, body, "entry about the pages", 2 * NOTE_MAX_CHARACTERS).note);
  const [label, origin, named, hash, last, ...rest] = note.text.split("\n");
  if (label !== LABELS.site || !named || !hash || last !== "" || rest.length > 0) {
    throw malformed("site-form", "the entry about the pages is not in the right form");
  }
  if (origin !== board.origin || !isSignedBy(signer, note, logKey(board.origin, board.signingKey))) {
    throw rejected("site-signature", "the entry about the pages is not signed by this board");
  }
  return { version: named, hash: decodeBase64(hash) };
}

/** What a board hands out to show that a build stands in the log. */
export const siteProofSchema = v.strictObject({
  v: version(1),
  position: whole(0, Number.MAX_SAFE_INTEGER),
  entry: boundedBytes(1, NOTE_MAX_CHARACTERS),
  path: v.pipe(v.array(fixedBytes(HASH_BYTES)), v.maxLength(64)),
  /** A checkpoint at least as long as the position, with cosignatures. */
  checkpoint: text(NOTE_MAX_CHARACTERS, 1),
});
export type SiteProof = v.InferOutput<typeof siteProofSchema>;

/**
 * Does this build stand in the log of this escrow, cosigned by as many trustees as its charter asks for?
 *
 * @returns its place and hour
 * @throws ChorusError `rejected` or `malformed`, naming what does not hold
 */
export function verifySite(
  signer: Signer,
  charter: Pick<Charter, "board" | "trustees" | "policy">,
  manifest: SiteManifest,
  proof: SiteProof,
): { readonly position: number; readonly hour: number } {
  const entry = readEntry(proof.entry);
  if (entry.type !== "site") throw rejected("site-type", "the entry is not about pages");
  if (!equalBytes(openSite(signer, charter.board, entry.body).hash, manifestHash(manifest))) {
    throw rejected("site-manifest", "the entry is about another build of the pages");
  }
  const { origin, signingKey } = charter.board;
  const { checkpoint, note } = openCheckpoint(signer, logKey(origin, signingKey), proof.checkpoint);
  const leaf = leafHash(leafOf(proof.entry));
  if (!verifyInclusion(leaf, proof.position, checkpoint.size, proof.path, checkpoint.root)) {
    throw rejected("site-inclusion", "the log does not hold the entry about the pages");
  }
  const witnesses = charter.trustees.filter(
    (trustee, i) => cosignedAt(signer, note, witnessKey(origin, i + 1, trustee.signingKey)) !== undefined,
  );
  if (witnesses.length < charter.policy.witnesses) {
    throw rejected("site-witnesses", "too few trustees have cosigned the log that holds these pages");
  }
  return { position: proof.position, hour: entry.hour };
}
