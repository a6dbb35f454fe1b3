/** The options that say in which bucket a board keeps the pieces of files. The key's secret is no option. */
import type { Command } from "commander";
import { malformed } from "../core/bytes/errors.ts";
import type { Bucket } from "../edge/node/board/piece-bucket.ts";
import { secretOf } from "../edge/node/secret.ts";

export type BucketOptions = {
  readonly bucket?: string;
  readonly bucketRegion?: string;
  readonly bucketKeyId?: string;
};

export function withBucketOptions(command: Command): Command {
  return command
    .option(
      "--bucket <url>",
      "a bucket for the pieces of files, in place of the data folder: https://store.example/bucket",
    )
    .option("--bucket-region <name>", "its region, as its store calls it", "us-east-1")
    .option("--bucket-key-id <id>", "the id of the access key; CHORUS_BUCKET_SECRET holds its secret");
}

/** @throws ChorusError `malformed` (`bucket`) when only a part of what it takes is there */
export function bucketOf(
  { bucket: url, bucketRegion: region = "us-east-1", bucketKeyId: keyId }: BucketOptions,
  environment: Readonly<Record<string, string | undefined>>,
): Bucket | undefined {
  if (url === undefined) return undefined;
  const secret = secretOf("CHORUS_BUCKET_SECRET", environment);
  if (keyId === undefined || secret === undefined) {
    throw malformed(
      "bucket",
      "a bucket needs bucket-key-id, and CHORUS_BUCKET_SECRET_FILE or CHORUS_BUCKET_SECRET",
      "bucket",
    );
  }
  return { url, region, keyId, secret };
}
