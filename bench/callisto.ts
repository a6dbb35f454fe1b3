/**
 * What a Callisto-style design costs for one submission (Rajan et al. 2018), on this machine, with its own kind of
 * library: one oblivious PRF of the name with one key server (RFC 9497, ristretto255-SHA512), and one point on a
 * Shamir line. There the client learns the PRF value, and one server knows the whole key; here neither is so, which
 * is what the difference in cost buys.
 */
import { Evaluation, EvaluationRequest, generateKeyPair, OPRFClient, OPRFServer, Oprf } from "@cloudflare/voprf-ts";
import { CryptoNoble } from "@cloudflare/voprf-ts/crypto-noble";
import { utf8 } from "../src/core/bytes/bytes.ts";
import { nobleGroup } from "../src/core/crypto/group-noble.ts";
import { shareAt } from "../src/core/crypto/shamir.ts";
import { systemRng } from "../src/edge/node/platform.ts";
import { cpuTime, type Effort, type Row, rowOf } from "./measure.ts";

const SUITE = Oprf.Suite.RISTRETTO255_SHA512;
const NAME = utf8("email:respondent@example.org");

/** A point on the line that is hidden in a PRF value: slope and constant term are drawn from it. */
function linePoint(value: Uint8Array): Uint8Array {
  const constant = nobleGroup.scalarFromUniform(value);
  const slope = nobleGroup.scalarFromUniform(value.toReversed());
  const at = new DataView(systemRng.bytes(4).slice().buffer).getUint32(0) + 1;
  return shareAt(nobleGroup, [constant, slope], at);
}

export async function callisto({ quick }: Effort): Promise<Row[]> {
  const { privateKey } = await generateKeyPair(SUITE, CryptoNoble);
  const client = new OPRFClient(SUITE, CryptoNoble);
  const server = new OPRFServer(SUITE, privateKey, CryptoNoble);
  const times = { client: [] as number[], server: [] as number[] };
  for (let run = -2; run < (quick ? 5 : 30); run++) {
    let sent = new Uint8Array();
    let answered = new Uint8Array();
    let kept: Awaited<ReturnType<typeof client.blind>>[0] | undefined;
    const blinding = await cpuTime(async () => {
      const [data, request] = await client.blind([NAME]);
      kept = data;
      sent = new Uint8Array(request.serialize());
    });
    const evaluating = await cpuTime(async () => {
      const request = EvaluationRequest.deserialize(SUITE, sent, CryptoNoble);
      answered = new Uint8Array((await server.blindEvaluate(request)).serialize());
    });
    const finishing = await cpuTime(async () => {
      const evaluation = Evaluation.deserialize(SUITE, answered, CryptoNoble);
      const [value] = await client.finalize(kept as NonNullable<typeof kept>, evaluation);
      linePoint(value as Uint8Array);
    });
    if (run < 0) continue;
    times.client.push(blinding + finishing);
    times.server.push(evaluating);
  }
  return [
    rowOf("Callisto-style", "client: blind, finalize, a Shamir point, one name", "ms CPU", times.client),
    rowOf("Callisto-style", "key server: evaluate, one name", "ms CPU", times.server),
  ];
}
