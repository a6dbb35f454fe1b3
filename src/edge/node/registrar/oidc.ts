/** Sign-in by OpenID Connect: the code flow with PKCE. The board, which relays, sees neither the verifier nor the token. */
import * as client from "openid-client";
import * as v from "valibot";
import { decode, encode } from "../../../core/bytes/cbor.ts";
import { malformed, rejected, unavailable } from "../../../core/bytes/errors.ts";
import { text, version } from "../../../core/bytes/schema.ts";
import type { OidcPort } from "../../../roles/registrar/registrar.ts";
import type { RegistrarKeys } from "./keys.ts";

const keptSchema = v.strictObject({
  v: version(1),
  verifier: text(200, 40),
  state: text(200, 20),
  nonce: text(200, 20),
});

export function oidcBy({ issuer, clientId, clientSecret, redirect }: NonNullable<RegistrarKeys["oidc"]>): OidcPort {
  let known: Promise<client.Configuration> | undefined;
  const provider = () => {
    known ??= discover(issuer, clientId, clientSecret).catch(() => {
      known = undefined;
      throw unavailable("oidc", "the sign-in service cannot be reached now; try again later");
    });
    return known;
  };
  return {
    async begin() {
      const configuration = await provider();
      const [verifier, state, nonce] = [client.randomPKCECodeVerifier(), client.randomState(), client.randomNonce()];
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: redirect,
        scope: "openid", // nothing but who it is
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
        state,
        nonce,
      });
      return { url: url.href, state, keep: encode({ v: 1, verifier, state, nonce }) };
    },
    async finish(keep, callback) {
      const { verifier, state, nonce } = decode(keptSchema, keep, "sign-in", 1024);
      const configuration = await provider();
      const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
      const back = callbackUrl(callback, redirect);
      const tokens = await client.authorizationCodeGrant(configuration, back, checks).catch(() => {
        throw rejected("oidc-sign-in", "the sign-in service did not confirm the sign-in");
      });
      const claims = tokens.claims();
      if (claims === undefined) throw rejected("oidc-sign-in", "the sign-in service did not say who signed in");
      return { issuer: claims.iss, subject: claims.sub };
    },
  };
}

function discover(issuer: string, clientId: string, clientSecret: string): Promise<client.Configuration> {
  const url = new URL(issuer);
  const local = url.protocol === "http:" && ["127.0.0.1", "localhost"].includes(url.hostname);
  const secret = clientSecret === "" ? client.None() : client.ClientSecretBasic(clientSecret);
  return client.discovery(url, clientId, undefined, secret, local ? { execute: [client.allowInsecureRequests] } : {});
}

/** Only the query counts: it is read as if it had come to the page that was agreed on. */
function callbackUrl(callback: string, redirect: string): URL {
  const query = /\?([^#]*)/.exec(callback)?.[1];
  if (query === undefined) throw malformed("callback", "the address of the return carries nothing", "callback");
  const url = new URL(redirect);
  url.search = query;
  return url;
}
