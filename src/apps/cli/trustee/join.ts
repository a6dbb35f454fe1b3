/** `chorus trustee init` and `join`: an organisation makes its keys, and lets the others know of it. */
import { rejected } from "../../../core/bytes/errors.ts";
import { encodeJoiner } from "../../../core/protocol/ceremony.ts";
import type { TrusteeCard } from "../../../core/protocol/charter.ts";
import { FINGERPRINT_WORDS, spokenWords } from "../../../core/protocol/spoken.ts";
import { secretOf } from "../../../edge/node/secret.ts";
import { initTrustee } from "../../../edge/node/trustee/keys.ts";
import { ceremonyBoard } from "../../../edge/shared/ceremony-board.ts";
import { tell } from "./ask.ts";
import { passphrase, type SeatOptions, takeSeat } from "./seat.ts";

/** The words by which an organisation knows its card again. */
export function cardWords(card: TrusteeCard): string[] {
  return spokenWords(encodeJoiner({ v: 1, role: "trustee", card }), FINGERPRINT_WORDS);
}

export async function addCard(options: {
  readonly name: string;
  readonly data: string;
  readonly json?: boolean;
}): Promise<void> {
  await initTrustee(options.data, options.name, passphrase());
  const { card } = await takeSeat({ ...options, board: "" });
  const words = cardWords(card);
  const kept =
    passphrase() === undefined
      ? "Nothing protects the key file but the rights of its folder."
      : "The key file needs its passphrase.";
  tell(
    options.json,
    "keys",
    `The keys of “${card.name}” are in ${options.data}. ${kept}\n\nThe words of its card, to read to the others:\n\n    ${words.join(" ")}\n`,
    { name: card.name, words },
  );
}

export async function joinCommand(options: SeatOptions): Promise<void> {
  const seat = await takeSeat(options);
  await ceremonyBoard(seat.board).join({ v: 1, role: "trustee", card: seat.card }, setupToken());
  const words = cardWords(seat.card);
  tell(options.json, "joined", `The board has the card of “${seat.card.name}”. The others can propose it now.`, {
    words,
  });
}

/** The board's set-up token; its operator gives it to those who are to join. */
export function setupToken(): string {
  const token = secretOf("CHORUS_SETUP_TOKEN", process.env);
  if (!token) throw rejected("setup-token", "set CHORUS_SETUP_TOKEN to the token that the board's operator gave you");
  return token;
}
