/** Invitations as cards to print, cut, and hand out: a code each, and the same as a QR code. Nothing says what it is for. */
import { renderSVG } from "uqr";

const STYLE = `
  @page { size: A4; margin: 1cm; } body { margin: 0; font: 11pt/1.4 Georgia, serif; color: #111; }
  main { display: grid; grid-template-columns: 1fr 1fr; }
  section { border: 1px dashed #999; padding: .6cm; display: flex; gap: .5cm; align-items: center; break-inside: avoid; }
  svg { width: 3.2cm; height: 3.2cm; flex: none; } code { font: 13pt monospace; } p { margin: .2em 0; overflow-wrap: anywhere; }`;

/** @param address where people write; without it the QR code holds the invitation alone */
export function invitationCards(codes: readonly string[], address: string): string {
  const where = address.replace(/\/$/, "");
  const cards = codes.map((code) => {
    // What follows # stays in the browser; no server sees it.
    const picture = renderSVG(where === "" ? code : `${where}/#invitation=${code}`, { border: 1 });
    return `<section>${picture}<div><p><code>${code}</code></p><p>${plain(where)}</p></div></section>`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Cards</title><style>${STYLE}</style><main>${cards.join("")}</main></html>
`;
}

function plain(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
