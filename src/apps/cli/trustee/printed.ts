/** A page to print after a ceremony: what was founded, in words and numbers that people can compare in twenty years. */
import { toHex } from "../../../core/bytes/bytes.ts";
import type { Escrow } from "../../../core/protocol/charter.ts";
import { FINGERPRINT_WORDS, spokenWords } from "../../../core/protocol/spoken.ts";

const STYLE = `
  body { font: 11pt/1.5 Georgia, serif; max-width: 17cm; margin: 2cm auto; color: #111; }
  h1 { font-size: 20pt; font-weight: normal; margin: 0 0 .5em; }
  ol.words { columns: 3; padding-left: 2em; } table { width: 100%; border-collapse: collapse; margin: 1em 0; }
  td, th { text-align: left; padding: .6em .5em .6em 0; border-bottom: 1px solid #999; vertical-align: bottom; }
  td.sign { width: 45%; } code { font: 9pt monospace; overflow-wrap: anywhere; } @page { size: A4; }`;

export function printedRecord(escrow: Escrow): string {
  const { charterId, charter } = escrow;
  const words = spokenWords(charterId, FINGERPRINT_WORDS)
    .map((word) => `<li>${word}</li>`)
    .join("");
  const rows = charter.trustees
    .map(({ name, signingKey }, i) => {
      const key = `<br><code>${toHex(signingKey)}</code>`;
      return `<tr><td>${i + 1}</td><td>${plain(name)}${key}</td><td class="sign"></td></tr>`;
    })
    .join("");
  const change = charter.epoch === 0 ? "" : `<p>The trustees have changed ${charter.epoch} times.</p>`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${plain(charter.name)}</title><style>${STYLE}</style>
<h1>${plain(charter.name)}</h1>
<p>Any ${charter.threshold} of these ${charter.trustees.length} organisations, together, match what is sealed and open it. Fewer can do nothing.</p>${change}
<p>The escrow's name, in words. Whoever has other words has another escrow:</p>
<ol class="words">${words}</ol>
<p><code>${toHex(charterId)}</code></p>
<table><tr><th></th><th>Trustee, and its key</th><th>Signed, and date</th></tr>${rows}</table>
<p>Registrar: ${plain(charter.registrar.name)}. Log: <code>${plain(charter.board.origin)}</code></p>
<p>This page holds no secret. Keep it where others cannot change it.</p></html>
`;
}

function plain(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
