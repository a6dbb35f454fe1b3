/** A ZIP file that grows as an export is made, in parts that the browser may lay aside. What is in it is sealed already. */
import { Zip, ZipPassThrough } from "fflate";
import type { ExportSink } from "../shared/counsel-export.ts";

const CHUNK_BYTES = 1024 * 1024;

/** Nothing is packed: age files do not get smaller. */
export function zipSink(): { readonly sink: ExportSink; end(): Blob } {
  const parts: Blob[] = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    parts.push(new Blob([bytes as BlobPart]));
  });
  const add = (path: string) => {
    const file = new ZipPassThrough(path);
    zip.add(file);
    return file;
  };
  return {
    sink: {
      write: (path, bytes) => add(path).push(bytes, true),
      async stream(path, content) {
        // A file that fails half-way must not be in the ZIP at all, and there is no taking back what has been added.
        const waiting: Blob[] = [];
        for await (const chunk of content) waiting.push(new Blob([chunk as BlobPart]));
        const whole = new Blob(waiting);
        const file = add(path);
        for (let at = 0; at < whole.size; at += CHUNK_BYTES) {
          file.push(new Uint8Array(await whole.slice(at, at + CHUNK_BYTES).arrayBuffer()));
        }
        file.push(new Uint8Array(), true);
      },
    },
    end() {
      zip.end();
      return new Blob(parts);
    },
  };
}
