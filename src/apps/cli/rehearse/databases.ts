/** Fresh PostgreSQL databases for one rehearsal, one for each process, dropped when it is over. */
import { randomBytes } from "node:crypto";
import pg from "pg";

export type Databases = { readonly urlOf: (process: string) => string; drop(): Promise<void> };

/** @param url of a server on which the user may create databases */
export async function createDatabases(url: string, processes: readonly string[]): Promise<Databases> {
  const suffix = randomBytes(4).toString("hex");
  const nameOf = (process: string) => `chorus_rehearsal_${suffix}_${process.replaceAll("-", "_")}`;
  const each = async (statement: (name: string) => string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (const process of processes) await client.query(statement(nameOf(process)));
    await client.end();
  };
  await each((name) => `create database ${name}`);
  return {
    urlOf: (process) => {
      const own = new URL(url);
      own.pathname = `/${nameOf(process)}`;
      return own.href;
    },
    drop: () => each((name) => `drop database if exists ${name} with (force)`),
  };
}
