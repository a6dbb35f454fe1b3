/**
 * Figures for Prometheus: at an address of their own, which should be loopback, or in a file for node_exporter's textfile
 * collector. Counts and times alone; nothing in them names a person, a record or an address.
 */
import { renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";

/** One figure, or one for each value of a label. */
export type Figure = {
  readonly name: string;
  readonly help: string;
  readonly value: number | ReadonlyMap<string, number>;
  /** The label's name where `value` is a map. */
  readonly label?: string;
};

/** Looks at the service when it is asked, and not before. */
export type Figures = () => Promise<readonly Figure[]>;

export type Metrics = { readonly registry: Registry; text(): Promise<string> };

/** @param service `board`, `trustee` or `registrar`: the first part of each name after `chorus_` */
export function openMetrics(service: string, figures: Figures): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: `chorus_${service}_` });
  return {
    registry,
    async text() {
      for (const figure of await figures()) set(registry, `chorus_${service}_${figure.name}`, figure);
      return registry.metrics();
    },
  };
}

function set(registry: Registry, name: string, { help, value, label }: Figure): void {
  const labelNames = label === undefined ? [] : [label];
  const known = registry.getSingleMetric(name) as Gauge | undefined;
  const gauge = known ?? new Gauge({ name, help, labelNames, registers: [registry] });
  gauge.reset();
  if (typeof value === "number") gauge.set(value);
  else for (const [one, number] of value) gauge.set({ [label as string]: one }, number);
}

export type MetricsServer = { readonly url: string; close(): Promise<void> };

/** Serves the figures at `/metrics`, and nothing else. @param address `127.0.0.1:9300` */
export async function serveMetrics(address: string, metrics: Metrics): Promise<MetricsServer> {
  const at = address.lastIndexOf(":");
  const server = createServer((request, response) => {
    if (request.method !== "GET" || request.url !== "/metrics") return response.writeHead(404).end();
    return metrics.text().then(
      (text) => response.writeHead(200, { "content-type": metrics.registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  const host = address.slice(0, at).replace(/^\[|\]$/g, "");
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(Number(address.slice(at + 1)), host, resolve);
  });
  return {
    url: `http://${address.slice(0, at)}:${(server.address() as AddressInfo).port}/metrics`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Writes the figures whole or not at all, now and every `seconds`. Answers how to stop. */
export function writeMetrics(file: string, metrics: Metrics, seconds: number, failed: () => void): () => void {
  const write = async () => {
    writeFileSync(`${file}.new`, await metrics.text());
    renameSync(`${file}.new`, file);
  };
  const attempt = () => void write().catch(failed);
  attempt();
  const timer = setInterval(attempt, seconds * 1000);
  return () => clearInterval(timer);
}
