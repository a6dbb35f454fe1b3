/** A running board's pages as a browser gets them, and a build in a folder as they should be. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { malformed } from "../../core/bytes/errors.ts";
import { fileDigest, MANIFEST_PATH } from "../../core/protocol/site.ts";
import type { ExpectedSite, ServedSite, SiteFile } from "../../roles/auditor/site.ts";
import { boardClient } from "../shared/board-client.ts";
import { BoardUnreachable } from "../shared/http-client.ts";
import { readSite } from "./board/site-files.ts";

/** Asks as Tor Browser does, so that a board that lies to some cannot easily tell who is checking. */
const LIKE_A_BROWSER = {
  "user-agent": "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0",
  accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
  "accept-language": "en-US,en;q=0.5",
};

/** @param folder a build, as `npm run build:web` makes it */
export function expectedSite(folder: string): ExpectedSite {
  const site = existsSync(join(folder, MANIFEST_PATH)) ? readSite(folder) : undefined;
  if (site === undefined) throw malformed("build", "there is no build of the pages in this folder", "build");
  const files = Object.keys(site.manifest.files).map((path): [string, SiteFile] => {
    const { bytes, headers } = site.files.get(path) as { bytes: Buffer; headers: Record<string, string> };
    return [path, { digest: fileDigest(bytes), headers: lowerCase(Object.entries(headers)) }];
  });
  return { manifest: site.manifest, files: new Map(files) };
}

export async function servedSite(base: string): Promise<ServedSite> {
  const manifest = await fetchLikeABrowser(base + MANIFEST_PATH);
  return {
    manifest: manifest === undefined ? undefined : await manifest.text(),
    proof: await boardClient(base).site(),
    async file(path) {
      const response = await fetchLikeABrowser(base + path);
      if (response === undefined) return undefined;
      const bytes = new Uint8Array(await response.arrayBuffer());
      return { digest: fileDigest(bytes), headers: lowerCase(response.headers) };
    },
  };
}

/** Undefined for anything but an answer of 200 from that very address. */
async function fetchLikeABrowser(url: string): Promise<Response | undefined> {
  try {
    const response = await fetch(url, { headers: LIKE_A_BROWSER, redirect: "manual" });
    return response.status === 200 ? response : undefined;
  } catch {
    throw new BoardUnreachable();
  }
}

function lowerCase(headers: Iterable<[string, string]>): Record<string, string> {
  return Object.fromEntries([...headers].map(([name, value]) => [name.toLowerCase(), value]));
}
