/** Asking an authority for a time-stamp (RFC 3161 §2.4), and what of its answer is kept. */
import { OctetString } from "asn1js";
import {
  AlgorithmIdentifier,
  Certificate,
  ContentInfo,
  type IssuerAndSerialNumber,
  MessageImprint,
  PKIStatus,
  SignedData,
  TimeStampReq,
  TimeStampResp,
} from "pkijs";
import { utf8 } from "../../core/bytes/bytes.ts";
import { rejected } from "../../core/bytes/errors.ts";
import { sha256 } from "../../core/crypto/hash.ts";

const SHA256 = "2.16.840.1.101.3.4.2.1";

/** A request on SHA-256 of a text. The authority is asked for its certificate, without which nobody could verify later. */
export function timeStampRequest(text: string): Uint8Array {
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256 }),
      hashedMessage: new OctetString({ valueHex: sha256(utf8(text)).slice().buffer as ArrayBuffer }),
    }),
    certReq: true,
  });
  return new Uint8Array(request.toSchema().toBER());
}

/**
 * The token in an authority's answer, without certificates of others than the signer: they are not signed, so whoever held
 * the token could change them. To be verified by `timeStamps` before it is kept.
 *
 * @throws ChorusError `rejected`
 */
export function tokenOf(answer: Uint8Array): Uint8Array {
  const { status, timeStampToken } = readAnswer(answer);
  if (status.status !== PKIStatus.granted && status.status !== PKIStatus.grantedWithMods) {
    throw rejected("time-stamp-status", "the time-stamping authority refused");
  }
  if (timeStampToken === undefined) throw rejected("time-stamp-status", "the authority gave no time-stamp");
  const signed = new SignedData({ schema: timeStampToken.content });
  const sid = signed.signerInfos[0]?.sid as IssuerAndSerialNumber | undefined;
  signed.certificates = (signed.certificates ?? []).filter(
    (one) =>
      one instanceof Certificate && sid?.serialNumber !== undefined && one.serialNumber.isEqual(sid.serialNumber),
  );
  const kept = new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: signed.toSchema(true) });
  return new Uint8Array(kept.toSchema().toBER());
}

function readAnswer(answer: Uint8Array): TimeStampResp {
  try {
    return TimeStampResp.fromBER(answer.slice().buffer);
  } catch {
    throw rejected("time-stamp-status", "the answer is not that of a time-stamping authority");
  }
}
