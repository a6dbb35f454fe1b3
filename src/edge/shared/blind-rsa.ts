/** RFC 9474's client side, RSABSSA-SHA384-PSS-Randomized, by @cloudflare/blindrsa-ts. */
import { RSABSSA } from "@cloudflare/blindrsa-ts";
import { CREDENTIAL_PREFIX_BYTES } from "../../core/bytes/sizes.ts";
import type { BlindSigner } from "../../roles/author/author.ts";

const suite = RSABSSA.SHA384.PSS.Randomized();

/** In browsers and in Node; keys go through WebCrypto. */
export const blindSigner: BlindSigner = {
  async blind(publicKey, message) {
    const key = await crypto.subtle.importKey(
      "spki",
      publicKey as BufferSource,
      { name: "RSA-PSS", hash: "SHA-384" },
      true,
      ["verify"],
    );
    const prepared = suite.prepare(message);
    const { blindedMsg, inv } = await suite.blind(key, prepared);
    return {
      prefix: prepared.slice(0, CREDENTIAL_PREFIX_BYTES),
      blinded: blindedMsg,
      finalize: (blindSignature) => suite.finalize(key, prepared, blindSignature, inv),
    };
  },
};
