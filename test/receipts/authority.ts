/** A time-stamping authority for tests: `openssl ts` behind a small HTTP server, under a root of its own. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

const CONFIGURATION = `
[req]
distinguished_name = name
prompt = no
[name]
CN = Example Root
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[stamping]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[signing]
basicConstraints = CA:FALSE
extendedKeyUsage = codeSigning
[tsa]
default_tsa = authority
[authority]
serial = serial
signer_cert = authority.pem
certs = root.pem
signer_key = authority.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;

export type Authority = {
  readonly url: string;
  /** Does OpenSSL agree that the token is on the text, under this authority's root? */
  agrees(token: Uint8Array, text: string): boolean;
  /** The same statement, signed by a certificate of the same root that is for another purpose, or for stamping. */
  forge(token: Uint8Array, purpose: "stamping" | "signing"): Uint8Array;
  /** The answer of the authority to a request, without HTTP. */
  answer(query: Uint8Array): Uint8Array;
  close(): Promise<void>;
};

/** Starts an authority. */
export async function startAuthority(): Promise<Authority> {
  const folder = mkdtempSync(join(tmpdir(), "chorus-authority-"));
  const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-config", "openssl.cnf"];
  writeFileSync(join(folder, "openssl.cnf"), CONFIGURATION);
  writeFileSync(join(folder, "serial"), "01");
  openssl("req", "-x509", ...key, "-keyout", "root.key", "-out", "root.pem", "-days", "9", "-extensions", "root");
  openssl("req", ...key, "-keyout", "authority.key", "-out", "authority.csr", "-subj", "/CN=Example Time Authority");
  const signed = ["-req", "-in", "authority.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial"];
  const certify = (purpose: string, out: string) =>
    openssl("x509", ...signed, "-days", "9", "-extfile", "openssl.cnf", "-extensions", purpose, "-out", out);
  certify("stamping", "authority.pem");
  certify("signing", "signing.pem");
  const answer = (query: Uint8Array) => {
    writeFileSync(join(folder, "query"), query);
    openssl("ts", "-reply", "-config", "openssl.cnf", "-section", "authority", "-queryfile", "query", "-out", "reply");
    return new Uint8Array(readFileSync(join(folder, "reply")));
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => response.end(answer(Buffer.concat(parts))));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}/stamp`,
    agrees(token, text) {
      writeFileSync(join(folder, "token"), token);
      writeFileSync(join(folder, "text"), text);
      try {
        openssl("ts", "-verify", "-data", "text", "-in", "token", "-token_in", "-CAfile", "root.pem");
        return true;
      } catch {
        return false;
      }
    },
    forge(token, purpose) {
      writeFileSync(join(folder, "token"), token);
      const der = ["-inform", "DER", "-outform", "DER"];
      openssl("cms", "-verify", "-noverify", "-binary", ...der, "-in", "token", "-out", "statement");
      const kind = [
        "-econtent_type",
        "1.2.840.113549.1.9.16.1.4",
        "-nodetach",
        "-cades",
        "-md",
        "sha256",
        "-nosmimecap",
      ];
      const signer = ["-signer", purpose === "stamping" ? "authority.pem" : "signing.pem", "-inkey", "authority.key"];
      openssl("cms", "-sign", "-binary", "-outform", "DER", ...kind, ...signer, "-in", "statement", "-out", "forged");
      return new Uint8Array(readFileSync(join(folder, "forged")));
    },
    answer,
    async close() {
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true });
    },
  };
}
