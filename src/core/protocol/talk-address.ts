/** Where an author can be written to (§18): part of the sealed account, made for one record alone. */
import * as v from "valibot";
import { fixedBytes, text } from "../bytes/schema.ts";
import { BOX_ID_BYTES, SIGNING_KEY_BYTES } from "../bytes/sizes.ts";

export const talkAddressSchema = v.strictObject({
  box: fixedBytes(BOX_ID_BYTES),
  recipient: text(4096, 1),
  signingKey: fixedBytes(SIGNING_KEY_BYTES),
});
export type TalkAddress = v.InferOutput<typeof talkAddressSchema>;
