/**
 * Time-stamps of RFC 3161 behind the TimeStampVerifier port, by PKI.js. A token is read more strictly than the RFC asks,
 * so that none of its bits can be changed unseen: DER, one signer, that signer's certificate alone, bound by its hash
 * (ESSCertIDv2, RFC 5816), and nothing that is not signed.
 */
import { fromBER, Integer, Null, OctetString, Sequence } from "asn1js";
import {
  Certificate,
  ContentInfo,
  ExtKeyUsage,
  IssuerAndSerialNumber,
  type PkiObject,
  SignedData,
  type SignerInfo,
  TSTInfo,
} from "pkijs";
import { equalBytes, utf8 } from "../../core/bytes/bytes.ts";
import { malformed, rejected } from "../../core/bytes/errors.ts";
import { sha256 } from "../../core/crypto/hash.ts";
import type { TimeStamp, TimeStampVerifier } from "../../core/ports.ts";

const OID = {
  tstInfo: "1.2.840.113549.1.9.16.1.4",
  sha256: "2.16.840.1.101.3.4.2.1",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  commonName: "2.5.4.3",
  extKeyUsage: "2.5.29.37",
  timeStamping: "1.3.6.1.5.5.7.3.8",
} as const;

export const timeStamps: TimeStampVerifier = {
  async verify(token, text) {
    const { signed, info, signer, certificate } = readToken(token);
    if (info.messageImprint.hashAlgorithm.algorithmId !== OID.sha256) {
      throw rejected("time-stamp-imprint", "the time-stamp is not made on a SHA-256");
    }
    if (!(await signatureHolds(signed, text))) {
      throw rejected("time-stamp-signature", "the time-stamp is on something else, or its signature does not hold");
    }
    return judgeCertificate(info, signer, certificate);
  },
};

type Token = {
  readonly signed: SignedData;
  readonly info: TSTInfo;
  readonly signer: SignerInfo;
  readonly certificate: Certificate;
};

function readToken(token: Uint8Array): Token {
  try {
    const signed = parse(token);
    const [signer, ...signers] = signed.signerInfos;
    const [certificate, ...certificates] = signed.certificates ?? [];
    if (signer && certificate instanceof Certificate && signers.length + certificates.length === 0) {
      checkForm(token, signed, signer, certificate);
      return { signed, info: TSTInfo.fromBER(content(signed)), signer, certificate };
    }
  } catch {
    // falls through to the one error
  }
  throw malformed("time-stamp", "the time-stamp is not in the one form that is taken here");
}

function parse(token: Uint8Array): SignedData {
  const info = ContentInfo.fromBER(token.slice().buffer);
  if (info.contentType !== ContentInfo.SIGNED_DATA) throw new RangeError("not signed data");
  return new SignedData({ schema: info.content });
}

/** What is outside the signature must have the one value that it can have. */
function checkForm(token: Uint8Array, signed: SignedData, signer: SignerInfo, certificate: Certificate): void {
  const again = new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: signed.toSchema(true) });
  const { algorithmParams } = signer.signatureAlgorithm;
  const fixed =
    equalBytes(derOf(again), token) &&
    signed.version === 3 &&
    signer.version === 1 &&
    signed.encapContentInfo.eContentType === OID.tstInfo &&
    signed.digestAlgorithms.length === 1 &&
    signed.digestAlgorithms[0]?.isEqual(signer.digestAlgorithm) === true &&
    signed.crls === undefined &&
    signer.unsignedAttrs === undefined &&
    signer.sid instanceof IssuerAndSerialNumber &&
    equalBytes(derOf(signer.sid.issuer), derOf(certificate.issuer)) &&
    (algorithmParams instanceof Null || (algorithmParams === undefined && isPairOfNumbers(signer.signature)));
  if (!fixed) throw new RangeError("another form");
}

const INTEGER_TAG = 2;

/** An ECDSA signature is itself DER, which the library reads less strictly. */
function isPairOfNumbers({ valueBlock: { valueHexView } }: OctetString): boolean {
  const { result } = fromBER(valueHexView);
  const numbers = result instanceof Sequence ? result.valueBlock.value : [];
  const pair =
    numbers.length === 2 && numbers.every((one) => one instanceof Integer && one.idBlock.tagNumber === INTEGER_TAG);
  return pair && equalBytes(new Uint8Array(new Sequence({ value: numbers }).toBER()), valueHexView);
}

function derOf(value: PkiObject): Uint8Array {
  return new Uint8Array(value.toSchema().toBER());
}

function content({ encapContentInfo: { eContent } }: SignedData): ArrayBuffer {
  if (!(eContent instanceof OctetString)) throw malformed("time-stamp", "the time-stamp is empty");
  return eContent.getValue();
}

/** Checks the imprint, the digest and the signature; not the chain above the certificate. */
async function signatureHolds(signed: SignedData, text: string): Promise<boolean> {
  try {
    return await signed.verify({ signer: 0, data: utf8(text).slice().buffer as ArrayBuffer, checkChain: false });
  } catch {
    return false;
  }
}

function judgeCertificate(info: TSTInfo, signer: SignerInfo, certificate: Certificate): TimeStamp {
  const hash = sha256(derOf(certificate));
  const { notBefore, notAfter } = certificate;
  if (!maySignTime(certificate) || info.genTime < notBefore.value || info.genTime > notAfter.value) {
    throw rejected("time-stamp-certificate", "the certificate behind the time-stamp may not stamp this time");
  }
  const bound = attribute(signer, OID.signingCertificateV2);
  if (bound === undefined || !equalBytes(firstCertificateHash(bound as Sequence), hash)) {
    throw rejected("time-stamp-certificate", "the time-stamp was made under another certificate");
  }
  return { seconds: Math.floor(info.genTime.getTime() / 1000), authority: nameOf(certificate), certificate: hash };
}

/** RFC 3161 §2.3: the one purpose, and critical. */
function maySignTime({ extensions = [] }: Certificate): boolean {
  const usage = extensions.find(({ extnID }) => extnID === OID.extKeyUsage);
  const purposes = usage?.parsedValue instanceof ExtKeyUsage ? usage.parsedValue.keyPurposes : [];
  return usage?.critical === true && purposes.length === 1 && purposes[0] === OID.timeStamping;
}

function attribute({ signedAttrs }: SignerInfo, type: string): unknown {
  return signedAttrs?.attributes.find((one) => one.type === type)?.values[0];
}

/** SigningCertificateV2 → the first ESSCertIDv2 → its hash, which is SHA-256 where no algorithm is named. */
function firstCertificateHash(signingCertificate: Sequence): Uint8Array {
  const [list] = signingCertificate.valueBlock.value as Sequence[];
  const [first] = (list?.valueBlock.value ?? []) as Sequence[];
  const [hash] = first?.valueBlock.value ?? [];
  return hash instanceof OctetString ? new Uint8Array(hash.getValue()) : new Uint8Array();
}

function nameOf({ subject }: Certificate): string {
  const names = subject.typesAndValues;
  const name = names.find(({ type }) => type === OID.commonName) ?? names.at(-1);
  return String(name?.value.valueBlock.value ?? "");
}
