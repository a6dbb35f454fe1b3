/** The way to an operator's mail server. */
import { createTransport, type Transporter } from "nodemailer";

const TIMEOUT_MILLISECONDS = 15_000;

/** @param smtp smtp:// or smtps://, with the account in it */
export function mailServer(smtp: string): Transporter {
  return createTransport(smtp, {
    connectionTimeout: TIMEOUT_MILLISECONDS,
    greetingTimeout: TIMEOUT_MILLISECONDS,
    socketTimeout: TIMEOUT_MILLISECONDS,
  } as object);
}
