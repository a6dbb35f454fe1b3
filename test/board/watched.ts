/** Every answer of a board is held to what all answers must have; a refusal leaves the board as it was. */
import * as cborg from "cborg";
import { afterEach, expect } from "vitest";
import type { Served } from "./served.ts";

export const SECURITY_HEADERS = [
  "content-security-policy",
  "referrer-policy",
  "cross-origin-opener-policy",
  "cross-origin-embedder-policy",
  "cross-origin-resource-policy",
  "x-content-type-options",
  "permissions-policy",
];

let answered: Response[] = [];

/** Remembers every answer of this board, to be looked at after each test. */
export function watch(served: Served): void {
  for (const method of ["get", "post", "request"] as const) remember(served, method);
}

function remember(served: Served, method: "get" | "post" | "request"): void {
  const real = (served[method] as (...args: unknown[]) => Promise<Response>).bind(served);
  (served as unknown as Record<string, unknown>)[method] = async (...args: unknown[]) => {
    const answer = await real(...args);
    answered.push(answer);
    return answer;
  };
}

/** To be called once in a file. */
export function holdAnswers(): void {
  afterEach(() => {
    for (const answer of answered) {
      for (const name of SECURITY_HEADERS)
        expect(answer.headers.get(name), `${answer.url} without ${name}`).not.toBeNull();
      expect(answer.headers.get("set-cookie")).toBeNull();
      if (answer.status >= 400) expect(answer.headers.get("content-type")).toContain("application/problem+json");
    }
    answered = [];
  });
}

export async function cborOf(answer: Promise<Response>): Promise<Record<string, unknown>> {
  return cborg.decode(new Uint8Array(await (await answer).arrayBuffer())) as Record<string, unknown>;
}

/** The answer is this refusal, in problem details, and nothing has changed at the board. */
export async function expectRefusal(
  served: Served,
  ask: () => Promise<Response>,
  status: number,
  rule: string,
  field?: string,
): Promise<void> {
  const before = await served.state();
  const answer = await ask();
  const problem = (await answer.json()) as Record<string, unknown>;
  expect(problem).toMatchObject({ status, rule, ...(field === undefined ? {} : { field }) });
  expect(answer.status).toBe(status);
  expect(problem["title"]).toBeTypeOf("string");
  expect(problem["detail"]).toBeTypeOf("string");
  expect(await served.state()).toBe(before);
}
