#!/usr/bin/env node
/** `chorus`: reads the command line and says what went wrong, if anything did. */
import { ChorusError } from "../../core/bytes/errors.ts";
import { BoardUnreachable } from "../../edge/shared/http-client.ts";
import { chorusProgram } from "./program.ts";

/**
 * Exit codes: 1 refused by a rule or input that cannot be read, 2 the board cannot be reached, 3 a person must compare
 * words, then run it again; 70 a fault of ours.
 */
try {
  await chorusProgram().parseAsync();
} catch (error) {
  const known = error instanceof ChorusError || error instanceof BoardUnreachable;
  console.error(known ? `chorus: ${error.message}` : error);
  if (error instanceof BoardUnreachable) console.error("Nothing is lost. Is the board running, and the address right?");
  process.exitCode = error instanceof ChorusError ? 1 : known ? 2 : 70;
}
