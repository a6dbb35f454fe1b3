/** Links, and handles that may come as links: recognises the service that an address belongs to. */

import type { WebAddress } from "./address.ts";
import { readWebAddress } from "./address.ts";
import { isWithin } from "./domain.ts";
import type { Reading } from "./identifier.ts";
import { noted, unusable } from "./identifier.ts";
import { instagram } from "./instagram.ts";
import type { Service } from "./service.ts";
import { handleIn } from "./service.ts";

/** Every service that Chorus knows. */
export const SERVICES: readonly Service[] = [instagram];

/** Reads a pasted link of any kind. */
export function readLink(text: string): Reading {
  const address = readWebAddress(text);
  return address === undefined ? unusable("not-a-link") : readAddress(address);
}

/** Reads what was written for one service: its handle, or a link. A link of another service says what it is itself. */
export function readProfile(service: Service, text: string): Reading {
  const address = readWebAddress(text);
  if (address === undefined) return service.readHandle(handleIn(text, service.nicknames));
  const reading = readAddress(address);
  return serviceOf(address) === service ? reading : noted(reading, "another-service");
}

function readAddress(address: WebAddress): Reading {
  return serviceOf(address)?.readPage(address) ?? unusable("not-a-profile");
}

/** The service whose page this is, if we know it. */
export function serviceOf({ host }: WebAddress): Service | undefined {
  return SERVICES.find(({ domains }) => domains.some((domain) => isWithin(host, domain)));
}
