/** The way to the registrar: a sealed file goes through, and its answer comes back unchanged. The board reads neither. */
import { type ChorusError, unavailable } from "../../../core/bytes/errors.ts";

const TIMEOUT_MILLISECONDS = 20_000;

export type Relayed = { readonly status: number; readonly type: string; readonly body: Buffer };

/** @throws ChorusError `unavailable` when this board has no registrar, or it does not answer */
export async function relayToRegistrar(url: string | undefined, file: Uint8Array): Promise<Relayed> {
  if (url === undefined) throw unreachable();
  const response = await fetch(`${url}/issue`, {
    method: "POST",
    headers: { "content-type": "application/cbor" },
    body: file as BodyInit,
    signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
  }).catch(() => {
    throw unreachable();
  });
  const type = response.headers.get("content-type") ?? "application/octet-stream";
  return { status: response.status, type, body: Buffer.from(await response.arrayBuffer()) };
}

function unreachable(): ChorusError {
  return unavailable("registrar", "the registrar cannot be reached now; nothing was asked of it, try again later");
}
