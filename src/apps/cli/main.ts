#!/usr/bin/env node
/** `chorus`: reads the command line and says what went wrong, if anything did. */
import { ChorusError } from "../../core/bytes/errors.ts";
import { BoardUnreachable } from "../../edge/shared/http-client.ts";
import { chorusProgram } from "./program.ts";

// The exit codes are told by `chorus --help`.
try {
  await chorusProgram().parseAsync();
} catch (error) {
  const known = error instanceof ChorusError || error instanceof BoardUnreachable;
  console.error(known ? `chorus: ${error.message}` : error);
  if (error instanceof BoardUnreachable) console.error("Nothing is lost. Is the board running, and the address right?");
  process.exitCode = error instanceof ChorusError ? 1 : known ? 2 : 70;
}
