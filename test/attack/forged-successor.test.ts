/** A board hands a client a charter of its own making that claims to succeed the one the client has pinned. */
import { describe, expect, it } from "vitest";
import { encodeCharter, encodeSignedCharter, openCharter, signCharter } from "../../src/core/protocol/charter.ts";
import { encodeSuccessor, openSuccessor } from "../../src/core/protocol/succession.ts";
import { foundEscrow, type TestEscrow } from "../actors.ts";

function signedBy(world: TestEscrow, charter: TestEscrow["charter"]): Uint8Array {
  return encodeSignedCharter({
    v: 1,
    charter: encodeCharter(charter),
    signatures: world.trustees.map(({ index, seed }) => ({
      trustee: index,
      signature: signCharter(world.signer, charter, seed),
    })),
  });
}

describe("a forged charter", () => {
  it("is not taken for the pinned escrow because it names that escrow as its genesis", async () => {
    const real = await foundEscrow();
    const forger = await foundEscrow({ seed: "keys that the board made" });
    const { group, signer, escrow } = real;
    for (const epoch of [0, 1]) {
      const forged = signedBy(forger, { ...forger.charter, genesis: escrow.charterId, epoch });
      expect(() => openCharter(group, signer, forged, escrow.charterId)).toThrow();
    }
  });

  it("follows the pinned one only if enough of the trustees before signed it, and all of its own", async () => {
    const { group, signer, escrow, charter, trustees } = await foundEscrow();
    const next = { ...charter, genesis: escrow.charterId, epoch: 1 };
    const all = [1, 2, 3];
    const open = (changed: Partial<typeof next>, signing = all, before = [1, 2]) => {
      const said = { ...next, ...changed };
      const signed = (indexes: readonly number[]) =>
        indexes.map((trustee) => ({
          trustee,
          signature: signCharter(signer, said, trustees[trustee - 1]?.seed as Uint8Array),
        }));
      const successor = { v: 1 as const, charter: encodeCharter(said), signatures: signed(signing) };
      return openSuccessor(group, signer, escrow, encodeSuccessor({ ...successor, predecessors: signed(before) }));
    };
    expect(open({}).charter.epoch).toBe(1);
    expect(() => open({}, all, [1])).toThrow("too few");
    expect(() => open({}, all, [1, 1])).toThrow("too few");
    expect(() => open({}, [1, 2])).toThrow("not every trustee");
    expect(() => open({ epoch: 2 })).toThrow("does not follow");
    expect(() => open({ genesis: new Uint8Array(32) })).toThrow("another escrow");
    const other = { ...charter.keys, x: charter.keys.k };
    for (const change of [
      { name: "Another" },
      { keys: other },
      { board: { ...charter.board, origin: "elsewhere.example/log" } },
      { registrar: { ...charter.registrar, name: "Another" } },
      { policy: { ...charter.policy, recordsPerYear: 1000 } },
    ]) {
      expect(() => open(change)).toThrow("must not change");
    }
  });

  it("is not taken when it has no genesis either", async () => {
    const real = await foundEscrow();
    const forger = await foundEscrow({ seed: "keys that the board made" });
    const { group, signer, escrow } = real;
    expect(() => openCharter(group, signer, signedBy(forger, forger.charter), escrow.charterId)).toThrow(
      "not the escrow that was expected",
    );
    expect(openCharter(group, signer, signedBy(real, real.charter), escrow.charterId).charterId).toEqual(
      escrow.charterId,
    );
  });

  it("is refused without the signature of every trustee, and with a stranger's", async () => {
    const { group, signer, escrow, charter, trustees } = await foundEscrow();
    const signatures = trustees.map(({ index, seed }) => ({
      trustee: index,
      signature: signCharter(signer, charter, seed),
    }));
    const open = (list: typeof signatures) =>
      openCharter(
        group,
        signer,
        encodeSignedCharter({ v: 1, charter: encodeCharter(charter), signatures: list }),
        escrow.charterId,
      );
    const [first, second] = signatures as [(typeof signatures)[0], (typeof signatures)[0]];
    expect(() => open([first, second])).toThrow("trustee 3 has not signed");
    expect(() => open([first, second, { ...first, trustee: 3 }])).toThrow("trustee 3 has not signed");
    expect(() => open([...signatures, first])).toThrow();
  });
});
