/** A service's figures while it runs: read from its database by a connection of their own, when somebody asks. */
import { existsSync } from "node:fs";
import type { Logger } from "pino";
import { openDatabase } from "./database.ts";
import { type Figures, openMetrics, serveMetrics, writeMetrics } from "./metrics.ts";
import { FIGURES, type ServiceName } from "./status/figures.ts";

export type ServiceMetricsOptions = {
  /** `127.0.0.1:9301`; undefined: nothing listens. */
  readonly address: string | undefined;
  /** Undefined: nothing is written. */
  readonly file?: string | undefined;
  /** A database's file or URL. */
  readonly database: string;
  readonly logger: Logger;
};

const SECONDS_BETWEEN_FILES = 15;

/** Starts what was asked for. Answers where figures can be read, and how to stop. */
export async function startServiceMetrics(
  service: ServiceName,
  { address, file, database, logger }: ServiceMetricsOptions,
): Promise<{ readonly url: string | undefined; stop(): Promise<void> }> {
  const reader = figuresOf(service, database, logger);
  const metrics = openMetrics(service, reader.figures);
  const failed = () => logger.warn({ event: "metrics not written" });
  const server = address === undefined ? undefined : await serveMetrics(address, metrics);
  const stopWriting = file === undefined ? undefined : writeMetrics(file, metrics, SECONDS_BETWEEN_FILES, failed);
  return {
    url: server?.url,
    async stop() {
      stopWriting?.();
      await server?.close();
      await reader.close();
    },
  };
}

/** Before the first ceremony there may be no database; figures about the process itself are shown all the same. */
function figuresOf(
  service: ServiceName,
  location: string,
  logger: Logger,
): { readonly figures: Figures; close(): Promise<void> } {
  let db: ReturnType<typeof openDatabase<never>>["db"] | undefined;
  const isThere = () => location.includes("://") || existsSync(location);
  return {
    async figures() {
      if (!isThere()) return [];
      db ??= openDatabase<never>(location).db;
      return FIGURES[service](db).catch(() => {
        logger.warn({ event: "figures not read" });
        return [];
      });
    },
    close: async () => db?.destroy(),
  };
}
