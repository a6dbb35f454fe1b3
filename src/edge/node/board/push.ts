/**
 * Knocks by the push services of browsers (RFC 8030, with VAPID, RFC 8292): a message without any content, so that there is
 * nothing in it to read. The library makes the request; only services that the operator knows are asked, since a counsel
 * could name any address.
 */
import { createECDH } from "node:crypto";
import webPush from "web-push";
import { toBase64Url, utf8 } from "../../../core/bytes/bytes.ts";
import { LABELS } from "../../../core/bytes/labels.ts";
import { deriveKey } from "../../../core/crypto/hash.ts";

/** `contact`: whom a push service may write to (mailto: or https:). `services`: origins, a `*` for one part of a name. */
export type PushOptions = { readonly contact: string; readonly services: readonly string[] };

/** Of the browsers that can be had: Chrome and its kin, Firefox, Safari, Edge. */
export const PUSH_SERVICES = [
  "https://fcm.googleapis.com",
  "https://updates.push.services.mozilla.com",
  "https://web.push.apple.com",
  "https://*.notify.windows.com",
];

const TIMEOUT_MILLISECONDS = 15_000;
/** For so long a service keeps the message for a browser that is not there. */
const KEPT_SECONDS = 3 * 86_400;

export type PushSender = {
  /** The board's key, by which browsers know that it is this board that knocks (65 bytes). */
  readonly key: Uint8Array;
  knows(browser: string): boolean;
  /** `gone`: this browser listens no more. */
  send(browser: string): Promise<"sent" | "gone" | "failed">;
};

/** @param seed the board's own, from which the key for push services follows */
export function pushSender({ contact, services }: PushOptions, seed: Uint8Array): PushSender {
  const pair = createECDH("prime256v1");
  const secret = deriveKey(seed, new Uint8Array(), utf8(LABELS.pushKey), 32);
  pair.setPrivateKey(secret);
  const key = new Uint8Array(pair.getPublicKey());
  const vapidDetails = { subject: contact, publicKey: toBase64Url(key), privateKey: toBase64Url(secret) };
  const known = services.map(originPattern);
  const knows = (browser: string) => known.some((pattern) => pattern.test(originOf(browser)));
  return {
    key,
    knows,
    async send(browser) {
      if (!knows(browser)) return "gone";
      const { endpoint, method, headers } = webPush.generateRequestDetails(
        { endpoint: browser, keys: { p256dh: "", auth: "" } },
        null,
        { vapidDetails, TTL: KEPT_SECONDS },
      );
      const signal = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
      const sending = { method, headers: { ...headers }, signal, redirect: "manual" } as const;
      const answer = await fetch(endpoint, sending).catch(() => undefined);
      if (answer?.ok) return "sent";
      return answer?.status === 404 || answer?.status === 410 ? "gone" : "failed";
    },
  };
}

function originOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : "";
}

/** `https://*.example.org` stands for every name with one part more. */
function originPattern(service: string): RegExp {
  const parts = service.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\/]/g, "\\$&"));
  return new RegExp(`^${parts.join("[a-z0-9-]+")}$`);
}
