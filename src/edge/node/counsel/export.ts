/** The export of a case into a folder that only its owner reads. */
import { mkdirSync, writeFileSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { CaseProofs } from "../../shared/case-proofs.ts";
import { type ExportFacts, exportCase } from "../../shared/counsel-export.ts";
import type { CounselSeat, OpenedCase } from "../../shared/desk.ts";
import { face } from "../face.ts";

/** Writes a case into `folder`/case-…; answers paths relative to `folder`: what was written, and what could not be. */
export async function writeExport(
  seat: Pick<CounselSeat, "board">,
  folder: string,
  opened: OpenedCase,
  exportIdentity: string,
  proofs: CaseProofs,
): Promise<ExportFacts & { readonly written: readonly string[] }> {
  const written: string[] = [];
  const place = (path: string) => {
    mkdirSync(join(folder, path, ".."), { recursive: true, mode: 0o700 });
    return join(folder, path);
  };
  const how = { language: "en", made: Math.floor(Date.now() / 1000), face };
  const facts = await exportCase(seat, opened, exportIdentity, proofs, how, {
    write(path, bytes) {
      writeFileSync(place(path), bytes, { mode: 0o600 });
      written.push(path);
    },
    async stream(path, content) {
      await writeStream(place(path), content);
      written.push(path);
    },
  });
  return { ...facts, written };
}

/** Under its own name a file is whole and was checked; one that could not be is not there. */
async function writeStream(path: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const partial = `${path}.partial`;
  const file = await open(partial, "w", 0o600);
  try {
    for await (const chunk of content) await file.write(chunk);
    await file.sync();
    await rename(partial, path);
  } finally {
    await file.close();
    await rm(partial, { force: true });
  }
}
