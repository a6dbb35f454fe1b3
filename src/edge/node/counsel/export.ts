/** The export of a case into a folder that only its owner reads. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CaseProofs } from "../../shared/case-proofs.ts";
import { exportCase } from "../../shared/counsel-export.ts";
import type { OpenedCase } from "../../shared/desk.ts";

/** Writes a case into `folder`/case-…; answers the paths, relative to `folder`. */
export async function writeExport(
  folder: string,
  opened: OpenedCase,
  exportIdentity: string,
  proofs: CaseProofs,
): Promise<string[]> {
  const written: string[] = [];
  await exportCase(opened, exportIdentity, proofs, (path, bytes) => {
    mkdirSync(join(folder, path, ".."), { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, path), bytes, { mode: 0o600 });
    written.push(path);
  });
  return written;
}
