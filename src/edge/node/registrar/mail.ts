/** Codes by mail. What the message says gives nothing away to whoever sees it on a screen. */
import { unavailable } from "../../../core/bytes/errors.ts";
import type { EmailPort } from "../../../roles/registrar/registrar.ts";
import { mailServer } from "../mail.ts";
import type { RegistrarKeys } from "./keys.ts";
import { MAIL_WORDS } from "./mail-words.ts";

/** @param name the registrar's, as the sender */
export function emailBy({ domains, smtp, from }: NonNullable<RegistrarKeys["email"]>, name: string): EmailPort {
  const transport = mailServer(smtp);
  return {
    domains,
    async send(address, code, language) {
      const { subject, body } = MAIL_WORDS[language];
      const spaced = `${code.slice(0, 4)} ${code.slice(4)}`;
      const message = { from: { name, address: from }, to: { name: "", address }, subject, text: body(spaced) };
      await transport.sendMail(message).catch(() => {
        throw unavailable("email", "the message could not be sent now; try again later");
      });
    },
  };
}
