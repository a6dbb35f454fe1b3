/**
 * Pieces as objects of a bucket, of Amazon's S3 or any store that speaks its language: the PieceStore port.
 *
 * Objects have the paths that the files of a folder have, so that any tool can carry them from the one to the other. A
 * piece is gathered and signed for whole before it is sent: a store that gets other bytes refuses them, and what breaks
 * off on its way leaves nothing.
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { AwsClient } from "aws4fetch";
import { XMLParser } from "fast-xml-parser";
import * as v from "valibot";
import { concat, utf8 } from "../../../core/bytes/bytes.ts";
import { type ChorusError, rejected, unavailable } from "../../../core/bytes/errors.ts";
import type { PieceStore } from "../../../roles/board/ports.ts";
import { pieceFolder, piecePath } from "./piece-folder.ts";

/** `url` names the bucket, by path or by host: https://store.example/bucket, https://bucket.store.example */
export type Bucket = {
  readonly url: string;
  readonly region: string;
  readonly keyId: string;
  readonly secret: string;
};

const OWNER = "owner";
/** Longer than any piece takes; a store that hangs must not hang the board. */
const PATIENCE_MILLISECONDS = 60_000;
const RETRIES = 3;
const NO_ROOM = /Quota|InsufficientStorage|StorageFull|EntityTooLarge/;

const listSchema = v.object({
  ListBucketResult: v.object({
    IsTruncated: v.optional(v.string(), "false"),
    NextContinuationToken: v.optional(v.string()),
    Contents: v.optional(
      v.array(v.object({ Key: v.string(), LastModified: v.pipe(v.string(), v.isoTimestamp()) })),
      [],
    ),
  }),
});
const versionedSchema = v.object({ VersioningConfiguration: v.object({ Status: v.literal("Enabled") }) });
const errorSchema = v.object({ Error: v.object({ Code: v.string() }) });
const xml = new XMLParser({ parseTagValue: false, isArray: (name) => name === "Contents" });

/** Where a board keeps the pieces of files: in a bucket, or in its data folder. */
export function pieceStore(folder: string, bucket: Bucket | undefined): PieceStore {
  return bucket === undefined ? pieceFolder(join(folder, "pieces")) : pieceBucket(bucket);
}

/** @param pageSize how many names are listed at once, at most 1000 */
export function pieceBucket({ url, region, keyId, secret }: Bucket, pageSize = 1000): PieceStore {
  const root = url.replace(/\/+$/, "");
  const client = new AwsClient({
    accessKeyId: keyId,
    secretAccessKey: secret,
    service: "s3",
    region,
    retries: RETRIES,
  });

  /** The store's answer, or `undefined` when there is nothing of that name. */
  async function ask(method: string, target: string, body?: Uint8Array<ArrayBuffer>): Promise<Response | undefined> {
    const hash = createHash("sha256")
      .update(body ?? "")
      .digest("hex");
    const asked = client.fetch(`${root}${target}`, {
      method,
      headers: { "x-amz-content-sha256": hash },
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
      ...(body === undefined ? {} : { body }),
    });
    const answer = await asked.catch(() => {
      throw unreachable("it does not answer");
    });
    if (answer.ok) return answer;
    const code = codeIn(await answer.text().catch(() => ""));
    if (answer.status === 404 && code !== "NoSuchBucket") return undefined;
    throw refused(answer.status, code);
  }

  async function read(target: string): Promise<Uint8Array | undefined> {
    const answer = await ask("GET", target);
    return answer && new Uint8Array(await answer.arrayBuffer());
  }

  return {
    async put(name, source) {
      const parts = [];
      for await (const part of source) parts.push(part);
      await ask("PUT", `/${piecePath(name)}`, new Uint8Array(concat(...parts)));
    },
    async get(name) {
      const bytes = await read(`/${piecePath(name)}`);
      return bytes && at(bytes);
    },
    async delete(name) {
      await ask("DELETE", `/${piecePath(name)}`);
    },
    async *list() {
      for (let token: string | undefined = ""; token !== undefined; ) {
        const more: string = token === "" ? "" : `&continuation-token=${encodeURIComponent(token)}`;
        const answer = await ask("GET", `?list-type=2&max-keys=${pageSize}${more}`);
        const { ListBucketResult: page } = shaped(listSchema, await answer?.text());
        for (const { Key, LastModified } of page.Contents) {
          const name = Key.slice(Key.indexOf("/") + 1);
          if (isPiece(Key, name)) yield { name, seconds: Math.floor(Date.parse(LastModified) / 1000) };
        }
        token = page.IsTruncated === "true" ? page.NextContinuationToken : undefined;
      }
    },
    async claim(owner) {
      const versions = await ask("GET", "?versioning").catch((error: ChorusError) => {
        // Some stores have no versions, and say that the question makes no sense.
        if (/ (400|405|501) /.test(error.message)) return undefined;
        throw error;
      });
      if (keepsVersions(await versions?.text())) {
        throw rejected("pieces-versions", "the bucket keeps old versions of what is deleted: switch that off first");
      }
      const before = await read(`/${OWNER}`);
      if (before === undefined) await ask("PUT", `/${OWNER}`, new Uint8Array(utf8(owner)));
      return new TextDecoder().decode(before ?? (await read(`/${OWNER}`)));
    },
  };
}

async function* at(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Whether it is an object of ours: the owner's mark, and what somebody else put there, are not. */
function isPiece(key: string, name: string): boolean {
  return /^[0-9a-f]{32}$/.test(name) && key === piecePath(name);
}

/** Whether deleting would only hide. Stores without versions answer this question in many ways. */
function keepsVersions(answer: string | undefined): boolean {
  return answer !== undefined && v.is(versionedSchema, xml.parse(answer));
}

function shaped<Schema extends v.GenericSchema>(schema: Schema, answer: string | undefined): v.InferOutput<Schema> {
  try {
    return v.parse(schema, xml.parse(answer ?? ""));
  } catch {
    throw unreachable("it does not answer in the language of S3");
  }
}

function codeIn(answer: string): string {
  try {
    return v.parse(errorSchema, xml.parse(answer)).Error.Code;
  } catch {
    return "without a reason";
  }
}

function refused(status: number, code: string): ChorusError {
  if (status !== 507 && !NO_ROOM.test(code)) return unreachable(`it answers ${status} ${code}`);
  return unavailable("storage-full", "the board has no room for more now; nothing that was stored is lost");
}

function unreachable(why: string): ChorusError {
  const lead = "the store in which the board keeps files cannot be used just now";
  return unavailable("storage-unreachable", `${lead} (${why}); nothing that was stored is lost`);
}
