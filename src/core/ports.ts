/** What the pure floors ask of the world. Interfaces only; the edge carries them out. */

/** The one source of randomness: `bytes(n)` gives n bytes from a cryptographically secure generator. */
export interface Rng {
  bytes(length: number): Uint8Array;
}

/** Now, in whole seconds since 1970-01-01T00:00:00Z. */
export interface Clock {
  seconds(): number;
}

/**
 * age files (age-encryption.org/v1). Recipients and identities are age's own strings.
 *
 * `open` answers undefined when the file is not addressed to the identity, and throws `malformed` when it is
 * addressed to it and yet broken.
 */
export interface FileSealer {
  seal(plaintext: Uint8Array, recipients: readonly string[]): Promise<Uint8Array>;
  open(file: Uint8Array, identity: string): Promise<Uint8Array | undefined>;
  /** Seals under the one stanza `chorus-quorum` (§5): `wrapKey` wraps the file key, `share` names the point U. */
  sealForQuorum(
    plaintext: Uint8Array,
    stanza: { readonly point: Uint8Array; readonly wrapKey: Uint8Array },
  ): Promise<Uint8Array>;
  openForQuorum(
    file: Uint8Array,
    stanza: { readonly point: Uint8Array; readonly wrapKey: Uint8Array },
  ): Promise<Uint8Array>;
}

/** Ed25519 (RFC 8032). Keys are 32-byte seeds and 32-byte public keys. Verification is strict: no small-order keys. */
export interface Signer {
  publicKey(seed: Uint8Array): Uint8Array;
  sign(message: Uint8Array, seed: Uint8Array): Uint8Array;
  verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean;
}

/** RSASSA-PSS with SHA-384 and a 48-byte salt: what a blind signature looks like once it is unblinded (RFC 9474). */
export interface CredentialVerifier {
  /** @param publicKey SubjectPublicKeyInfo in DER */
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean>;
}

/** Argon2id (RFC 9106) with 64 MiB of memory, three passes, one lane, 32 bytes of output. */
export interface Kdf {
  argon2id(password: Uint8Array, salt: Uint8Array): Promise<Uint8Array>;
}

/** What an outside authority said: it saw the bytes by this time. */
export type TimeStamp = {
  /** Seconds since 1970. */
  readonly seconds: number;
  /** The name in the authority's certificate, as it calls itself. */
  readonly authority: string;
  /** SHA-256 of that certificate in DER. */
  readonly certificate: Uint8Array;
};

/** Time-stamps of RFC 3161. */
export interface TimeStampVerifier {
  /**
   * Checks that a token is on SHA-256 of this text, and is signed by the certificate that it carries, which may stamp time.
   * Whether that certificate is to be believed is for people to judge.
   *
   * @throws ChorusError `malformed` or `rejected`
   */
  verify(token: Uint8Array, text: string): Promise<TimeStamp>;
}
