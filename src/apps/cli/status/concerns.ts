/** What somebody should do something about. */
import type { EscrowStatus } from "../../../edge/node/status/escrow.ts";
import type { FolderStatus } from "../../../edge/node/status/folder.ts";

/** Everything that was looked at, and when. */
export type Status = {
  readonly now: number;
  readonly escrow: EscrowStatus | undefined;
  readonly services: readonly FolderStatus[];
};

const HOUR = 3600;
const DAY = 24 * HOUR;
/** Trustees cosign within seconds; one that is behind for longer than this is away. */
const BEHIND = 10 * 60;
const DISK_FREE_SHARE = 0.1;
const BACKUP_AGE = 2 * DAY;
const CERTIFICATE_LEFT = 14 * DAY;

/** In plain words, each with what to do. Empty when all is well. */
export function concernsOf(status: Status): string[] {
  const { now, escrow, services } = status;
  return [...(escrow === undefined ? [] : outside(escrow, now)), ...services.flatMap((one) => inside(one, now))];
}

function outside({ size, cosigned, trustees, pagesLogged, certificateEnds }: EscrowStatus, now: number): string[] {
  const away = trustees.filter((one) => one.size < size && (one.seconds === null || now - one.seconds > BEHIND));
  const concerns = away.map(
    ({ trustee, name }) => `Trustee ${trustee}, ${name}, is behind: is its machine up, and its log quiet?`,
  );
  if (cosigned < size && away.length > 0) {
    concerns.push("Too few trustees cosign: nothing new opens, and receipts stay incomplete, until more are back.");
  }
  if (!pagesLogged)
    concerns.push("The pages are not shown by a cosigned log: browsers keep the version that they have.");
  if (certificateEnds !== null && certificateEnds - now < CERTIFICATE_LEFT) {
    concerns.push("The board's certificate ends within two weeks: renew it.");
  }
  return concerns;
}

function inside({ folder, service, figures, diskFreeBytes, diskBytes, backup }: FolderStatus, now: number): string[] {
  const at = `The ${service} in ${folder}`;
  const number = (name: string) => {
    const value = figures.find((figure) => figure.name === name)?.value;
    return typeof value === "number" ? value : 0;
  };
  return [
    ...(diskFreeBytes < diskBytes * DISK_FREE_SHARE
      ? [`${at} has less than a tenth of its disk left: make room.`]
      : []),
    ...(backup === null && service !== "registrar"
      ? [`${at} was never backed up, as far as is known: run chorus backup, or name the folder with --backups.`]
      : []),
    ...(backup !== null && now - backup > BACKUP_AGE ? [`${at} was last backed up more than two days ago.`] : []),
    ...(number("misconduct") > 0 ? [`${at} has kept evidence against the board: run chorus misconduct.`] : []),
    ...(number("parcels") > 0 ? [`${at} has messages that the board has not taken yet: can it reach the board?`] : []),
  ];
}
