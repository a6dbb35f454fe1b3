/**
 * Every domain-separation string of the protocol, in one table (§3).
 *
 * Values that are derived from one secret never share a label. A test holds the table to being unique,
 * versioned and free of prefixes, so that no input of one kind can be read as another.
 */
export const LABELS = {
  identifier: "chorus/v1/identifier/", // H1's DST; the charterId in hex follows (§3)
  secondBase: "chorus/v1/second-base/", // DST of K' and G'; the charterId follows (§5)
  charter: "chorus/v1/charter-id",
  charterSignature: "chorus/v1/charter-signature",
  counselId: "chorus/v1/counsel-id",
  counselCard: "chorus/v1/counsel-card",
  counselAdmission: "chorus/v1/counsel-admission",
  recordId: "chorus/v1/record-id",
  headerLabel: "chorus/v1/header",
  sealChallenge: "chorus/v1/seal-challenge",
  sealSignature: "chorus/v1/seal-signature",
  envelopeSignature: "chorus/v1/envelope-signature",
  withdrawalSignature: "chorus/v1/withdrawal-signature",
  contributionSeed: "chorus/v1/contribution-seed",
  contributionWeight: "chorus/v1/contribution-weight",
  contributionChallenge: "chorus/v1/contribution-challenge",
  tag: "chorus/v1/tag",
  caseId: "chorus/v1/case",
  openingSalt: "chorus/v1/opening-salt",
  openingLeaf: "chorus/v1/opening-leaf",
  openingSeed: "chorus/v1/opening-seed",
  openingWeight: "chorus/v1/opening-weight",
  openingChallenge: "chorus/v1/opening-challenge",
  quorumStanza: "chorus/v1/quorum",
  verdictSignature: "chorus/v1/verdict-signature",
  messageSignature: "chorus/v1/message-signature",
  requestSignature: "chorus/v1/request-signature",
  ceremonyProposal: "chorus/v1/ceremony-proposal",
  ceremonySignature: "chorus/v1/ceremony-signature",
  issuanceSignature: "chorus/v1/issuance-signature",
  issuanceCommitment: "chorus/v1/issuance-commitment",
  invitation: "chorus/v1/invitation",
  erasureSignature: "chorus/v1/erasure-signature",
  keygenContext: "chorus/v1/keygen-context",
  keygenCommitment: "chorus/v1/keygen-commitment",
  keygenPossession: "chorus/v1/keygen-possession",
  keygenTranscript: "chorus/v1/keygen-transcript",
  reshareTranscript: "chorus/v1/reshare-transcript",
  site: "chorus/v1/site",
  vaultAccess: "chorus/v1/vault-access",
  vaultUpdate: "chorus/v1/vault-update",
  vaultSnapshot: "chorus/v1/vault-snapshot",
  vaultDevice: "chorus/v1/vault-device",
  doorName: "chorus/v1/door-name",
  doorSalt: "chorus/v1/door-salt",
  doorKit: "chorus/v1/door-kit",
  doorSignIn: "chorus/v1/door-sign-in",
  doorWrap: "chorus/v1/door-wrap",
  noteItem: "chorus/v1/note-item",
  noteCommitment: "chorus/v1/note-commitment",
} as const;

/** One of the table's strings; nothing else may be hashed or signed under. */
export type Label = (typeof LABELS)[keyof typeof LABELS];
