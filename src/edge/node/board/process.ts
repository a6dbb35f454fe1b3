/** The board as a process: keys, database, routes, and the web application's files. */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";
import * as v from "valibot";
import { utf8 } from "../../../core/bytes/bytes.ts";
import { LABELS } from "../../../core/bytes/labels.ts";
import { fixedBytes, text, version } from "../../../core/bytes/schema.ts";
import { sodiumGroup } from "../../../core/crypto/group-sodium.ts";
import { deriveKey } from "../../../core/crypto/hash.ts";
import { sodiumSigner } from "../../../core/crypto/signer-sodium.ts";
import { manifestHash, signSite } from "../../../core/protocol/site.ts";
import type { BoardContext } from "../../../roles/board/board.ts";
import { claimPieces, type PieceContext, sweepPieces } from "../../../roles/board/pieces.ts";
import { openDatabase } from "../database.ts";
import { readKeyFile, writeKeyFile } from "../keyfile.ts";
import { nodeCredentialVerifier, systemClock, systemRng } from "../platform.ts";
import { Bell, openServer } from "./http.ts";
import { type Knocking, startKnocking } from "./knocking.ts";
import { type Bucket, pieceStore } from "./piece-bucket.ts";
import { pushSender } from "./push.ts";
import { addRoutes } from "./routes.ts";
import { type BoardDatabase, createBoardTables } from "./schema.ts";
import { addSiteFiles, readSite } from "./site-files.ts";
import { boardStore } from "./store.ts";
import { startTimeStamping, type TimeStamping } from "./time-stamping.ts";
import { addVaultRoutes } from "./vault-routes.ts";

export type BoardOptions = {
  readonly folder: string;
  readonly host: string;
  readonly port: number;
  /** The log's name, the first time; kept in the key file from then on. */
  readonly origin: string;
  readonly database?: string;
  /** Where the pieces of files lie, if not in the folder. */
  readonly bucket?: Bucket;
  readonly registrarUrl?: string;
  readonly setupToken?: string;
  /** The built web application; without it only the interface is served. */
  readonly web?: string;
  /** An operator's own help.json in place of the application's. */
  readonly helpFile?: string;
  readonly requestsPerMinute: number;
  /** Reverse proxies that say truly who asks: addresses or networks, with commas between. */
  readonly trustedProxies?: string;
  /** How much of attachments one vault may keep, and one credential with its records. */
  readonly vaultBytes?: number;
  readonly attachmentBytes?: number;
  /** An outside authority that stamps the log's checkpoints, if there is one. */
  readonly timeStamping?: TimeStamping;
  /** How counsel is told outside the desk, if it is. */
  readonly knocking?: Knocking;
  readonly logger: Logger;
};

const GIB = 2 ** 30;
/** No upload of a piece takes longer: files without a row that are older were left by a crash. */
const UPLOAD_SECONDS = 3600;

const CLOSING_MILLISECONDS = 10_000;

const keysSchema = v.strictObject({ v: version(1), origin: text(200, 1), seed: fixedBytes(32) });

/** Makes the board's key unless it is there. */
async function boardKeys(folder: string, origin: string) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, "board.key");
  if (!existsSync(path)) await writeKeyFile(path, { v: 1, origin, seed: systemRng.bytes(32) });
  return readKeyFile(path, keysSchema);
}

/** Follows from the board's key, so that several boards on one database count one address as one. */
function doorAddressKey(seed: Uint8Array): Uint8Array {
  return deriveKey(seed, new Uint8Array(), utf8(LABELS.doorAddress), 32);
}

/** Starts the board. Answers its address and how to stop it. */
export async function startBoard(options: BoardOptions): Promise<{ readonly url: string; close(): Promise<void> }> {
  const group = await sodiumGroup();
  const signer = await sodiumSigner();
  const keys = await boardKeys(options.folder, options.origin);
  const { db, dialect } = openDatabase<BoardDatabase>(options.database ?? join(options.folder, "board.sqlite"));
  await createBoardTables(db, dialect);
  const store = boardStore(db, dialect, { signer, clock: systemClock, origin: keys.origin, seed: keys.seed });
  const context: BoardContext = { group, signer, credentials: nodeCredentialVerifier, clock: systemClock, store };
  const files = options.web === undefined ? undefined : readSite(options.web);
  const site = files && {
    hash: manifestHash(files.manifest),
    entry: signSite(signer, keys.origin, files.manifest, keys.seed),
  };
  const bell = new Bell();
  const server = await openServer(options.logger, options.requestsPerMinute, options.trustedProxies);
  const pieces: PieceContext = {
    ...context,
    pieces: pieceStore(options.folder, options.bucket),
    rng: systemRng,
    limits: { vaultBytes: options.vaultBytes ?? 10 * GIB, attachmentBytes: options.attachmentBytes ?? 5 * GIB },
  };
  const push = options.knocking?.push && pushSender(options.knocking.push, keys.seed);
  await claimPieces(pieces);
  await sweepPieces(pieces, systemClock.seconds() - UPLOAD_SECONDS);
  await addRoutes(server, {
    context,
    pieces,
    card: { origin: keys.origin, signingKey: signer.publicKey(keys.seed) },
    bell,
    setupToken: options.setupToken,
    registrarUrl: options.registrarUrl,
    knocks: { mail: options.knocking?.mail !== undefined, push },
    ...(site ? { site } : {}),
  });
  addVaultRoutes(server, pieces, doorAddressKey(keys.seed));
  addSiteFiles(server, files, { helpFile: options.helpFile, ratePerMinute: options.requestsPerMinute });
  const url = await server.listen({ host: options.host, port: options.port });
  const stamping = options.timeStamping && startTimeStamping(context, options.timeStamping, options.logger);
  const knocking = options.knocking && startKnocking(context, options.knocking, push, options.logger);
  return {
    url,
    async close() {
      bell.end();
      // Whoever takes longer than this to send or to read is cut off.
      const patience = setTimeout(() => server.server.closeAllConnections(), CLOSING_MILLISECONDS);
      await stamping?.stop();
      await knocking?.stop();
      await server.close();
      clearTimeout(patience);
      await store.close();
    },
  };
}
