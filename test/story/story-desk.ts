/** What counsel of a story has on the desk: everything in the mailbox, opened as far as it can be. */
import { toHex } from "../../src/core/bytes/bytes.ts";
import type { ChorusError } from "../../src/core/bytes/errors.ts";
import type { Account, Who } from "../../src/core/protocol/account.ts";
import { accountText } from "../../src/edge/shared/account-text.ts";
import { ageSealer } from "../../src/edge/shared/age.ts";
import type { BoardStore } from "../../src/roles/board/ports.ts";
import {
  type Case,
  type CounselContext,
  casesOf,
  type Desk,
  openAccount,
  openWho,
  receive,
} from "../../src/roles/counsel/counsel.ts";
import type { TestCounsel, TestEscrow } from "../actors.ts";

export type OpenedStory = {
  readonly record: string;
  readonly who: Who | undefined;
  readonly account: Account | undefined;
};
export type StoryDesk = {
  readonly cases: readonly Case[];
  readonly faults: readonly ChorusError[];
  readonly letters: number;
  readonly opened: readonly OpenedStory[][];
};

/** Reads the mailbox from the beginning. */
export async function readDesk(world: TestEscrow, boardStore: BoardStore, counsel: TestCounsel): Promise<StoryDesk> {
  const { group, signer, escrow } = world;
  const context: CounselContext = { group, signer, sealer: ageSealer, escrow, identity: counsel.identity };
  const mail = await boardStore.transaction((tables) => tables.mail(`counsel/${toHex(counsel.id)}`, 0, 1000));
  let desk: Desk = new Map();
  const faults: ChorusError[] = [];
  for (const { bytes } of mail) {
    const taken = await receive(context, desk, bytes);
    desk = taken.desk;
    if (taken.fault) faults.push(taken.fault);
  }
  const cases = casesOf(desk);
  const opened = await Promise.all(cases.map((one) => openCase(context, boardStore, one)));
  return { cases, faults, letters: mail.length, opened };
}

async function openCase(context: CounselContext, boardStore: BoardStore, one: Case): Promise<OpenedStory[]> {
  return Promise.all(
    one.records.map(async (record) => {
      const id = toHex(record.header.record);
      const part = (name: "who" | "account") => boardStore.transaction((tables) => tables.part(id, name));
      const [who, account] = [await part("who"), await part("account")];
      return {
        record: id,
        who: who && (await openWho(context, record, who)),
        account: account && (await openAccount(context, record, account)),
      };
    }),
  );
}

/** The texts of the accounts that counsel can read, in the order of their sealing. */
export const texts = ({ opened }: StoryDesk): string[] =>
  opened.flat().flatMap(({ account }) => (account ? [accountText(account)] : []));
