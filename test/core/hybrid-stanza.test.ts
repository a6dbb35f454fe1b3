/** The hybrid stanza has two implementations, TypeScript and libsodium; a file must not tell which one wrote it. */
import { generateHybridIdentity, generateX25519Identity, identityToRecipient, Stanza } from "age-encryption";
import { beforeAll, describe, expect, it } from "vitest";
import { utf8 } from "../../src/core/bytes/bytes.ts";
import { nodeSealer } from "../../src/edge/node/age.ts";
import { HybridIdentity, HybridRecipient } from "../../src/edge/node/hybrid.ts";
import { ageSealer } from "../../src/edge/shared/age.ts";

const content = utf8("content");
const newKeys = async (identity: string) => ({ identity, recipient: await identityToRecipient(identity) });
type Keys = Awaited<ReturnType<typeof newKeys>>;
const hybridKeys = async () => newKeys(await generateHybridIdentity());
let alice: Keys;
let bob: Keys;
let carol: Keys;

beforeAll(async () => {
  [alice, bob, carol] = await Promise.all([hybridKeys(), hybridKeys(), hybridKeys()]);
});

describe.each([
  ["libsodium writes, TypeScript reads", nodeSealer, ageSealer],
  ["TypeScript writes, libsodium reads", ageSealer, nodeSealer],
  ["libsodium writes and reads", nodeSealer, nodeSealer],
])("%s", (_, writer, reader) => {
  it("for each of the readers, whatever their place, and for nobody else", async () => {
    const readers = [alice, bob, carol];
    const file = await writer.seal(
      content,
      readers.map(({ recipient }) => recipient),
    );
    for (const { identity } of [...readers, ...readers.toReversed()]) {
      expect(await reader.open(file, identity)).toEqual(content);
    }
    expect(await reader.open(file, (await hybridKeys()).identity)).toBeUndefined();
  });

  it("beside keys of another kind", async () => {
    const classic = await newKeys(await generateX25519Identity());
    const file = await writer.seal(content, [classic.recipient, alice.recipient]);
    expect(await reader.open(file, alice.identity)).toEqual(content);
    expect(await reader.open(file, classic.identity)).toEqual(content);
  });

  it("and not when a byte was changed", async () => {
    const file = await writer.seal(content, [alice.recipient, bob.recipient]);
    for (let i = 22; i < file.length; i += 97) {
      const changed = file.with(i, (file[i] as number) ^ 1);
      expect(await reader.open(changed, bob.identity).catch(() => undefined)).toBeUndefined();
    }
  });
});

describe("the identity by libsodium", () => {
  const fileKey = new Uint8Array(16).fill(7);
  const wrapFor = async (keys: Keys) => (await new HybridRecipient(keys.recipient).wrapFileKey(fileKey))[0] as Stanza;

  it("finds its stanza when the order is another than last time", async () => {
    const identity = new HybridIdentity(bob.identity);
    const [forAlice, forBob, forCarol] = await Promise.all([alice, bob, carol].map(wrapFor));
    const stanzas = [forAlice, forBob, forCarol] as Stanza[];
    for (const order of [stanzas, stanzas, stanzas.toReversed(), stanzas.slice(1), stanzas.slice(0, 2)]) {
      expect(await identity.unwrapFileKey(order)).toEqual(fileKey);
    }
    expect(await identity.unwrapFileKey([stanzas[0], stanzas[2]] as Stanza[])).toBeNull();
    expect(await identity.unwrapFileKey([])).toBeNull();
  });

  it("refuses a file in which any hybrid stanza is malformed, wherever its own stands", async () => {
    const mine = await wrapFor(alice);
    const short = new Stanza([mine.args[0] as string, (mine.args[1] as string).slice(0, -4)], mine.body);
    const long = new Stanza([...mine.args, "more"], mine.body);
    const thin = new Stanza(mine.args, mine.body.slice(1));
    for (const malformed of [short, long, thin]) {
      for (const stanzas of [
        [malformed, mine],
        [mine, malformed],
      ]) {
        await expect(new HybridIdentity(alice.identity).unwrapFileKey(stanzas)).rejects.toThrow();
      }
    }
  });

  it("refuses keys that are not of this kind", async () => {
    const classic = await newKeys(await generateX25519Identity());
    expect(() => new HybridRecipient(classic.recipient)).toThrow("malformed");
    expect(() => new HybridIdentity(classic.identity)).toThrow("malformed");
    expect(() => new HybridIdentity(alice.recipient)).toThrow("malformed");
  });
});
