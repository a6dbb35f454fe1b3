/**
 * Counsel's desk with many cases, by the code that its worker runs: real records and real openings of three trustees. Of
 * the board there is what it would answer, from memory, and of the device what it would keep; network, passphrase and
 * painting are not in it.
 *
 * *The first time* everything is checked and opened. *Later* the desk goes on from what it kept, sealed, on the device.
 */
import { toHex, utf8 } from "../src/core/bytes/bytes.ts";
import { sha256 } from "../src/core/crypto/hash.ts";
import { encodeAccount } from "../src/core/protocol/account.ts";
import { plainIncident } from "../src/core/protocol/incident.ts";
import { practiceHome } from "../src/core/protocol/practice.ts";
import { systemRng } from "../src/edge/node/platform.ts";
import { CaseDesk } from "../src/edge/shared/case-desk.ts";
import { KeptDesk } from "../src/edge/shared/kept-desk.ts";
import type { CaseEntry } from "../src/roles/counsel/casework.ts";
import { foundEscrow, type TestEscrow } from "../test/actors.ts";
import { Mailbox, partsInMemory } from "../test/desk/mailbox.ts";
import { type Effort, type Row, rowOf, wallTimes } from "./measure.ts";

const GROUP = "desk";
const RECORDS = 20;
const LIST = { atMost: 200, of: "median" } as const;
const OPEN = { atMost: 1000, of: "median" } as const;

export async function desk({ quick }: Effort): Promise<Row[]> {
  const cases = quick ? 25 : 500;
  const row = (name: string, samples: readonly number[], target?: Row["target"]) =>
    rowOf(GROUP, `${cases} cases of ${RECORDS} records, ${name}`, "ms", samples, target);
  const world = await foundEscrow();
  const mailbox = await filled(world, cases);
  const kept = new KeptDesk(practiceHome(world.counsel.seed, world.escrow.charterId), partsInMemory(), systemRng);
  const unlocked = () => unlockedDesk(mailbox, kept, cases);

  const first = await timed(async () => listOf(unlocked()));
  const shown = await wallTimes(10, () => kept.list());
  const later = await wallTimes(5, async () => listOf(unlocked()));
  const open = unlocked();
  const list = await listOf(open);
  const again = await wallTimes(10, () => listOf(open));
  const read = await wallTimes(10, (run) => open.read((list[run + 1] as { id: string }).id));
  return [
    row("first time: read, check, open and list all", [first]),
    row("later: the list from what was kept", shown, LIST),
    row("later: taken up and looked through", later),
    row("list again", again, LIST),
    row("open a case", read, OPEN),
  ];
}

async function filled(world: TestEscrow, cases: number): Promise<Mailbox> {
  const mailbox = new Mailbox(world);
  const account = encodeAccount({
    v: 1,
    incidents: [plainIncident("What happened, in my own words. ".repeat(90))],
    contact: { ways: [], never: "" },
    attachments: [],
    files: [],
  });
  for (let i = 0; i < cases; i++) await mailbox.addCase(respondent(i), RECORDS, account);
  return mailbox;
}

const respondent = (i: number) => `Respondent ${i}`;

/** A desk that has just been unlocked; every case has passed its conflict check and has some notes and a task. */
function unlockedDesk(mailbox: Mailbox, kept: KeptDesk, cases: number): CaseDesk {
  const entries: CaseEntry[] = Array.from({ length: cases }, (_, i) => said(toHex(sha256(utf8(respondent(i)))))).flat();
  const notes = { entries, pull: async () => undefined, say: async () => undefined };
  return new CaseDesk(mailbox.seat(), notes, { rng: systemRng, seconds: () => 1, by: "Dana", kept });
}

function said(matter: string): CaseEntry[] {
  const entry = (one: CaseEntry["said"]): CaseEntry => ({ at: 1, by: "Dana", matters: [matter], said: one });
  return [
    entry({ kind: "conflict", conflict: "none" }),
    entry({ kind: "state", state: "reading" }),
    entry({ kind: "task", id: "task", text: "Ask about the second evening", due: "" }),
    ...Array.from({ length: 5 }, (_, i) =>
      entry({ kind: "note", id: `note ${i}`, text: "They met twice. ".repeat(10) }),
    ),
  ];
}

async function listOf(one: CaseDesk) {
  await one.look();
  return one.list();
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
