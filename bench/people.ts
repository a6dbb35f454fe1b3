/**
 * An escrow as it is in earnest: three trustees, two of them enough, hybrid age recipients, an RSA key of 3072 bits
 * behind the credentials. Only the people are invented.
 */
import { constants, createPrivateKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { generateHybridIdentity, identityToRecipient } from "age-encryption";
import { concat } from "../src/core/bytes/bytes.ts";
import type { Group } from "../src/core/crypto/group.ts";
import { sodiumGroup } from "../src/core/crypto/group-sodium.ts";
import type { KeyShares } from "../src/core/crypto/keygen.ts";
import { sodiumSigner } from "../src/core/crypto/signer-sodium.ts";
import type { Signer } from "../src/core/ports.ts";
import { encodeAccount, encodeWho } from "../src/core/protocol/account.ts";
import { ceremonyOf, charterOf, type Proposal } from "../src/core/protocol/ceremony.ts";
import { type Charter, type Escrow, escrowOf } from "../src/core/protocol/charter.ts";
import { type Counsel, type CounselCard, counselIdOf } from "../src/core/protocol/counsel.ts";
import { type Credential, credentialMessage } from "../src/core/protocol/credential.ts";
import { plainIncident } from "../src/core/protocol/incident.ts";
import type { SealingInput } from "../src/core/protocol/seal.ts";
import { systemRng } from "../src/edge/node/platform.ts";
import { runKeygen } from "../test/actors.ts";

export type BenchTrustee = { readonly seed: Uint8Array; readonly identity: string; readonly shares: KeyShares };

export type BenchEscrow = {
  readonly group: Group;
  readonly signer: Signer;
  readonly charter: Charter;
  readonly escrow: Escrow;
  readonly trustees: readonly BenchTrustee[];
  readonly registrarSeed: Uint8Array;
  readonly counsel: Counsel;
  readonly counselSeed: Uint8Array;
  /** A credential for an author's seed, as the registrar and the unblinding would give it. */
  credential(authorSeed: Uint8Array): Credential;
};

/** Founds it in memory, by the real key generation. */
export async function foundBenchEscrow(): Promise<BenchEscrow> {
  const group = await sodiumGroup();
  const signer = await sodiumSigner();
  const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 3072,
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "der" },
  });
  const seeds = [1, 2, 3].map(() => systemRng.bytes(32));
  const identities = await Promise.all(seeds.map(() => generateHybridIdentity()));
  const registrarSeed = systemRng.bytes(32);
  const proposal: Proposal = {
    v: 1,
    name: "Measured escrow",
    nonce: systemRng.bytes(32),
    threshold: 2,
    trustees: await Promise.all(
      seeds.map(async (seed, i) => ({
        name: `Trustee ${i + 1}`,
        signingKey: signer.publicKey(seed),
        recipient: await identityToRecipient(identities[i] as string),
      })),
    ),
    registrar: {
      name: "Registrar",
      signingKey: signer.publicKey(registrarSeed),
      recipient: await identityToRecipient(await generateHybridIdentity()),
      credentialKey: new Uint8Array(publicKey),
      admits: "open",
    },
    board: { origin: "board.example/chorus", signingKey: signer.publicKey(systemRng.bytes(32)) },
    policy: { recordsPerYear: 12, slotsPerYear: 192, witnesses: 2 },
  };
  const { keys, transcript } = runKeygen(group, ceremonyOf(proposal), systemRng);
  const charter = charterOf(proposal, (keys[0] as KeyShares).keys, transcript);
  const escrow = escrowOf(group, charter);
  const key = createPrivateKey({ key: privateKey, format: "der", type: "pkcs8" });
  const counselSeed = systemRng.bytes(32);
  return {
    group,
    signer,
    charter,
    escrow,
    trustees: keys.map((shares, i) => ({ seed: seeds[i] as Uint8Array, identity: identities[i] as string, shares })),
    registrarSeed,
    counsel: await counselOf(signer, counselSeed),
    counselSeed,
    credential: (seed) => credentialFor(key, credentialMessage(escrow, signer.publicKey(seed))),
  };
}

async function counselOf(signer: Signer, seed: Uint8Array): Promise<Counsel> {
  const card: CounselCard = {
    v: 1,
    name: "Counsel",
    profession: "lawyer",
    about: "",
    signingKey: signer.publicKey(seed),
    recipient: await identityToRecipient(await generateHybridIdentity()),
  };
  return { id: counselIdOf(card), card };
}

/** Blind or not, the signature that comes out is the same RSA-PSS (RFC 9474). */
function credentialFor(key: KeyObject, message: Uint8Array): Credential {
  const prefix = systemRng.bytes(32);
  const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
  return { prefix, signature: new Uint8Array(sign("sha384", concat(prefix, message), pss)) };
}

/** What is sealed: as many names as fill the slots, and a page of text. */
export function sealingInput(
  counsel: Counsel,
  names: readonly string[],
  author: { readonly seed: Uint8Array; readonly credential: Credential },
): SealingInput {
  return {
    identifiers: names.map((text) => ({ text, confirmFirst: false })),
    quorum: 2,
    counsel: [counsel],
    who: encodeWho({ v: 1, names: [], description: "the person in room four" }),
    account: encodeAccount({
      v: 1,
      incidents: [plainIncident("What happened, in my own words. ".repeat(90))],
      contact: { ways: [], never: "" },
      attachments: [],
      files: [],
    }),
    rules: 1,
    authorSeed: author.seed,
    credential: author.credential,
  };
}

/** As many distinct names as make a record of so many slots, all real: the most work for the sealing client. */
export function namesFor(slots: number, respondent: string): string[] {
  return Array.from({ length: slots }, (_, i) => `email:${respondent}-${i}@example.org`);
}

export const SLOTS = [4, 8, 16] as const;
