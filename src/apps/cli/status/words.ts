/** The status on one screen. */
import { toHex } from "../../../core/bytes/bytes.ts";
import type { Figure } from "../../../edge/node/metrics.ts";
import type { EscrowStatus, TrusteeStanding } from "../../../edge/node/status/escrow.ts";
import type { FolderStatus } from "../../../edge/node/status/folder.ts";
import type { Status } from "./concerns.ts";

export function statusInWords({ now, escrow, services }: Status, concerns: readonly string[]): string {
  return [
    ...(escrow === undefined ? [] : [escrowInWords(escrow, now)]),
    ...services.map((service) => serviceInWords(service, now)),
    concerns.length === 0 ? "All is well." : concerns.map((one) => `! ${one}`).join("\n"),
  ].join("\n\n");
}

function escrowInWords(escrow: EscrowStatus, now: number): string {
  const { name, url, charter, epoch, size, cosigned, trustees, pagesLogged, certificateEnds } = escrow;
  const width = Math.max(...trustees.map((one) => one.name.length));
  return [
    `${name}  ${url}`,
    `  charter ${toHex(charter).slice(0, 16)}…, epoch ${epoch}`,
    `  log      ${size} entries, ${cosigned} cosigned by enough trustees`,
    `  pages    ${pagesLogged ? "in the log, cosigned" : "NOT shown by a cosigned log"}`,
    ...(certificateEnds === null ? [] : [`  https    certificate ends in ${span(certificateEnds - now)}`]),
    ...trustees.map((one) => standing(one, size, width, now)),
  ].join("\n");
}

function standing({ trustee, name, size, seconds }: TrusteeStanding, all: number, width: number, now: number): string {
  const last = seconds === null ? "has cosigned nothing" : `last cosigned ${span(now - seconds)} ago`;
  const behind = size < all ? `, ${all - size} behind` : "";
  return `  ${String(trustee).padStart(2)}  ${name.padEnd(width)}  ${last}${behind}`;
}

function serviceInWords({ folder, service, figures, bytes, diskFreeBytes, backup }: FolderStatus, now: number): string {
  const disk = `${size(bytes)} kept, ${size(diskFreeBytes)} free`;
  return [
    `${service}  ${folder}`,
    `  disk     ${disk}`,
    `  backup   ${backup === null ? "none known" : `${span(now - backup)} ago`}`,
    ...figures.map(figureInWords),
  ].join("\n");
}

function figureInWords({ name, value }: Figure): string {
  const label = name.replaceAll("_", " ");
  const text =
    typeof value === "number" ? String(value) : [...value].map(([one, number]) => `${one} ${number}`).join(", ");
  return `  ${label}  ${text || "none"}`;
}

const SPANS = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** The largest unit that fits, as people say it. */
function span(seconds: number): string {
  const [unit, each] = SPANS.find(([, length]) => seconds >= length) ?? SPANS[3];
  const many = Math.max(0, Math.floor(seconds / each));
  return `${many} ${unit}${many === 1 ? "" : "s"}`;
}

function size(bytes: number): string {
  const units = ["B", "KB", "MB", "GB", "TB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)} ${units[power]}`;
}
