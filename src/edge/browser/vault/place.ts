/** Where in the notebook a person was, sealed on this device, so that opening it again leads back there. */
import * as v from "valibot";
import { concat, utf8 } from "../../../core/bytes/bytes.ts";
import { decode, encode } from "../../../core/bytes/cbor.ts";
import { LABELS } from "../../../core/bytes/labels.ts";
import { text, version, whole } from "../../../core/bytes/schema.ts";
import { openUnder, sealUnder } from "../../../core/crypto/sealed.ts";
import { type Vault, vaultKey } from "../../../core/protocol/vault.ts";
import { browserRng } from "../platform.ts";
import type { Device } from "./device.ts";

const count = whole(0, 2 ** 31);
const placeSchema = v.strictObject({
  v: version(1),
  path: text(300),
  /** How far the page was scrolled, in pixels. */
  scroll: count,
  /** Which of the page's fields had the focus, and what was selected in it. */
  field: v.nullable(v.strictObject({ index: count, start: count, end: count })),
});

export type Place = Omit<v.InferOutput<typeof placeSchema>, "v">;

const context = (vault: Vault) => concat(vault.id, utf8("place"));

export async function writePlace(vault: Vault, device: Device, place: Place): Promise<void> {
  const sealed = sealUnder(browserRng, vaultKey(vault, LABELS.vaultDevice), context(vault), encode({ v: 1, ...place }));
  await device.putNote("place", sealed);
}

export async function readPlace(vault: Vault, device: Device): Promise<Place | undefined> {
  const sealed = await device.note("place");
  if (sealed === undefined) return undefined;
  const content = openUnder(vaultKey(vault, LABELS.vaultDevice), context(vault), sealed);
  const { v: _, ...place } = decode(placeSchema, content, "place", 4096);
  return place;
}
