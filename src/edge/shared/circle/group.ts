/**
 * The circle's group: MLS (RFC 9420) by ts-mls, under its post-quantum hybrid suite, so that messages have forward
 * secrecy, and whoever is removed reads nothing that follows. Functions take a state and give the next one.
 */
import {
  acceptAll,
  type CiphersuiteImpl,
  type ClientState,
  createApplicationMessage,
  createCommit,
  createGroup,
  decodeGroupState,
  decodeMlsMessage,
  defaultCapabilities,
  defaultLifetime,
  emptyPskIndex,
  encodeGroupState,
  encodeMlsMessage,
  generateKeyPackage,
  getCiphersuiteFromName,
  getCiphersuiteImpl,
  joinGroup,
  type KeyPackage,
  type MLSMessage,
  mlsExporter,
  type Proposal,
  processMessage,
  zeroOutUint8Array,
} from "ts-mls";
import { defaultClientConfig } from "ts-mls/clientConfig.js";
import type { PrivateKeyPackage } from "ts-mls/keyPackage.js";
import { equalBytes, toHex } from "../../../core/bytes/bytes.ts";
import { malformed, rejected } from "../../../core/bytes/errors.ts";
import { LABELS } from "../../../core/bytes/labels.ts";
import { ROOM_ID_BYTES } from "../../../core/bytes/sizes.ts";

const SUITE = "MLS_256_XWING_CHACHA20POLY1305_SHA512_Ed25519";

let suite: Promise<CiphersuiteImpl> | undefined;
const theSuite = () => {
  suite ??= getCiphersuiteImpl(getCiphersuiteFromName(SUITE));
  return suite;
};

/** One member's state of the group at one epoch. Secret: whoever has it reads what follows. */
export type GroupState = ClientState;

/** What a future member keeps until the welcome comes. */
export type JoinKeys = { readonly keyPackage: Uint8Array; readonly secrets: PrivateKeyPackage };

/** Makes a key package for a voice. */
export async function makeJoinKeys(voice: Uint8Array): Promise<JoinKeys> {
  const { publicPackage, privatePackage } = await generateKeyPackage(
    { credentialType: "basic", identity: voice },
    defaultCapabilities(),
    defaultLifetime,
    [],
    await theSuite(),
  );
  return { keyPackage: writeKeyPackage(publicPackage), secrets: privatePackage };
}

/** Begins the group of a circle, with its maker alone in it. */
export async function beginGroup(circle: Uint8Array, keys: JoinKeys): Promise<GroupState> {
  return createGroup(circle, readKeyPackage(keys.keyPackage), keys.secrets, [], await theSuite());
}

/** Enters a group by the welcome that a member left. */
export async function enterGroup(circle: Uint8Array, keys: JoinKeys, welcome: Uint8Array): Promise<GroupState> {
  const message = readMessage(welcome);
  if (message.wireformat !== "mls_welcome") throw malformed("welcome", "this is no welcome to a circle");
  const keyPackage = readKeyPackage(keys.keyPackage);
  const state = await joinGroup(message.welcome, keyPackage, keys.secrets, emptyPskIndex, await theSuite()).catch(
    () => {
      throw rejected("welcome", "the welcome does not fit the acceptance");
    },
  );
  if (!equalBytes(state.groupContext.groupId, circle)) throw rejected("welcome", "the welcome is to another circle");
  return state;
}

/** A change of members, not yet in force: it is when it stands first in the room. */
export type GroupChange = {
  readonly next: GroupState;
  readonly commit: Uint8Array;
  /** For those who are taken in; null when nobody is. */
  readonly welcome: Uint8Array | null;
};

/**
 * Prepares to take members in and to take members out.
 *
 * @param join key packages whose voice has been compared with the acceptance they came in
 * @param out voices in hex
 * @throws ChorusError `group-change` when the group's rules forbid it, as for a key package that does not fit
 */
export async function changeGroup(
  state: GroupState,
  join: readonly Uint8Array[],
  out: ReadonlySet<string>,
): Promise<GroupChange> {
  const extraProposals: Proposal[] = [
    ...join.map((bytes): Proposal => ({ proposalType: "add", add: { keyPackage: readKeyPackage(bytes) } })),
    ...leavesOf(state)
      .filter(({ voice }) => out.has(voice))
      .map(({ leaf }): Proposal => ({ proposalType: "remove", remove: { removed: leaf } })),
  ];
  const made = await createCommit(
    { state, cipherSuite: await theSuite() },
    { extraProposals, ratchetTreeExtension: true },
  ).catch(() => {
    throw rejected("group-change", "the group does not allow this change of its members");
  });
  const welcome = made.welcome && {
    welcome: made.welcome,
    wireformat: "mls_welcome" as const,
    version: "mls10" as const,
  };
  return {
    next: made.newState,
    commit: encodeMlsMessage(made.commit),
    welcome: welcome ? encodeMlsMessage(welcome) : null,
  };
}

/** Encrypts a message to the group. */
export async function encryptToGroup(
  state: GroupState,
  message: Uint8Array,
): Promise<{ readonly next: GroupState; readonly file: Uint8Array }> {
  const { newState, privateMessage, consumed } = await createApplicationMessage(state, message, await theSuite());
  consumed.forEach(zeroOutUint8Array);
  const file = encodeMlsMessage({ privateMessage, wireformat: "mls_private_message", version: "mls10" });
  return { next: newState, file };
}

/** What a file in the room was. `nothing`: not readable at this epoch, by accident or ill will. */
export type Received =
  | { readonly kind: "message"; readonly message: Uint8Array; readonly next: GroupState }
  | { readonly kind: "change"; readonly next: GroupState; readonly removed: boolean }
  | { readonly kind: "nothing" };

/** Reads a file of the room. Whatever does not hold is nothing: anybody who knows a room could leave rubbish there. */
export async function receiveInGroup(state: GroupState, file: Uint8Array): Promise<Received> {
  try {
    const message = readMessage(file);
    if (message.wireformat !== "mls_private_message") return { kind: "nothing" };
    const result = await processMessage(message, state, emptyPskIndex, acceptAll, await theSuite());
    result.consumed.forEach(zeroOutUint8Array);
    if (result.kind === "applicationMessage") {
      return { kind: "message", message: result.message, next: result.newState };
    }
    const { newState } = result;
    // Whoever is taken out stays at the epoch before.
    if (newState.groupActiveState.kind === "removedFromGroup") return { kind: "change", next: newState, removed: true };
    // A proposal by itself changes nothing here: members are taken in and out by commits alone.
    if (newState.groupContext.epoch === state.groupContext.epoch) return { kind: "nothing" };
    return { kind: "change", next: newState, removed: false };
  } catch {
    return { kind: "nothing" };
  }
}

/** The room of this epoch. Its name follows from the group's secret, so whoever was removed cannot even find the next. */
export async function roomOf(state: GroupState): Promise<Uint8Array> {
  const { exporterSecret } = state.keySchedule;
  return mlsExporter(exporterSecret, LABELS.circleRoom, state.groupContext.groupId, ROOM_ID_BYTES, await theSuite());
}

/** The voices in the group, in hex. */
export function voicesOf(state: GroupState): ReadonlySet<string> {
  return new Set(leavesOf(state).map(({ voice }) => voice));
}

/** The voice in a key package. Must be the one that the acceptance names. */
export function voiceOfKeyPackage(bytes: Uint8Array): Uint8Array {
  const { credential } = readKeyPackage(bytes).leafNode;
  if (credential.credentialType !== "basic") throw malformed("key-package", "the key package names no voice");
  return credential.identity;
}

export function encodeState(state: GroupState): Uint8Array {
  return encodeGroupState(state);
}

export function decodeState(bytes: Uint8Array): GroupState {
  const read = decodeGroupState(bytes, 0);
  if (read === undefined || read[1] !== bytes.length) throw malformed("group-state", "a circle's state is damaged");
  return { ...read[0], clientConfig: defaultClientConfig };
}

function leavesOf(state: GroupState): { readonly leaf: number; readonly voice: string }[] {
  return state.ratchetTree.flatMap((node, index) => {
    if (node?.nodeType !== "leaf" || node.leaf.credential.credentialType !== "basic") return [];
    return [{ leaf: index / 2, voice: toHex(node.leaf.credential.identity) }];
  });
}

function writeKeyPackage(keyPackage: KeyPackage): Uint8Array {
  return encodeMlsMessage({ keyPackage, wireformat: "mls_key_package", version: "mls10" });
}

function readKeyPackage(bytes: Uint8Array): KeyPackage {
  const message = readMessage(bytes);
  if (message.wireformat !== "mls_key_package") throw malformed("key-package", "this is no key package");
  return message.keyPackage;
}

function readMessage(bytes: Uint8Array): MLSMessage {
  const read = decodeMlsMessage(bytes, 0);
  if (read === undefined || read[1] !== bytes.length) throw malformed("mls", "this is no message of a group");
  return read[0];
}
