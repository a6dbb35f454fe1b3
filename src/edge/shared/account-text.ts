/** An opened account as plain text in English, for the command line and for files. Pages have words of their own. */
import type { Account } from "../../core/protocol/account.ts";
import type { Incident, Passage, Question, When } from "../../core/protocol/incident.ts";

/** What stands above the answer to each question. Part of `pageText`, so these words never change. */
export const ABOUT: Readonly<Record<Question, string>> = {
  happened: "",
  senses: "What they remember of it",
  they: "What the other person did and said",
  you: "What the author did and said",
  knew: "How they knew each other",
  place: "Where",
  near: "Who was near",
  told: "Whom they told, and when",
  kept: "What they kept",
  since: "How it has been since",
  unsure: "What they are not sure of",
  wish: "What they would wish to come of it",
};

/** Everything the author told, incident by incident, in the order in which it was written. */
export function accountText({ incidents }: Account): string {
  return incidents.map(incidentText).join("\n\n\n");
}

/** One incident as a file of its own: what a dated note is made on (§9.7), so that counsel can make the very bytes again. */
export function pageText(incident: Incident): string {
  return `${incidentText(incident)}\n`;
}

function incidentText({ title, when, passages }: Incident): string {
  return [title, whenText(when), ...passages.map(passageText)].filter((part) => part !== "").join("\n\n");
}

function whenText({ from, to, about, words }: When): string {
  const days = from === to ? from : `${from || "?"} to ${to || "?"}`;
  const range = days === "" ? "" : `${about ? "around " : ""}${days}`;
  const said = [words, words === "" || range === "" ? range : `(${range})`].filter((part) => part !== "").join(" ");
  return said === "" ? "" : `When: ${said}`;
}

function passageText({ question, text, earlier }: Passage): string {
  const before = earlier.map((one) => `[before ${dayOf(one.changed)}]\n${one.text}`);
  return [ABOUT[question], text, ...before].filter((part) => part !== "").join("\n");
}

const dayOf = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);
