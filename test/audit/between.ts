/** A server between a client and a board: it answers some addresses otherwise than the board does. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type Answer = { status: number; headers: Headers; body: Buffer };
export type Between = { readonly url: string; close(): void };

/** Set anew by the client's side, since what passes here has been unpacked. */
const OF_THE_CONNECTION = ["connection", "content-encoding", "content-length", "keep-alive", "transfer-encoding"];

/** @param change is given each true answer by its address, and may change it in place */
export async function between(board: string, change: (path: string, answer: Answer) => void): Promise<Between> {
  const server = createServer(async (request, response) => {
    const real = await fetch(board + request.url, { redirect: "manual" });
    const headers = new Headers(real.headers);
    for (const name of OF_THE_CONNECTION) headers.delete(name);
    const answer = { status: real.status, headers, body: Buffer.from(await real.arrayBuffer()) };
    change(request.url ?? "", answer);
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
