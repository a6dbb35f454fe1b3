/** The registrar's memory on each database: an invitation is used once, whoever comes at the same moment. */
import { afterEach, expect, test } from "vitest";
import { utf8 } from "../../src/core/bytes/bytes.ts";
import { openRegistrarStore } from "../../src/edge/node/registrar/store.ts";
import { onEachDatabase } from "./databases.ts";

await onEachDatabase((database) => {
  type Store = Awaited<ReturnType<typeof openRegistrarStore>>;
  const open: Store[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((store) => store.close()));
  });
  async function storeAt(location: string): Promise<Store> {
    const store = await openRegistrarStore(location);
    open.push(store);
    return store;
  }

  test("invitations: unknown, claimed, the same again, used; and still so after a restart", async () => {
    const location = await database.make();
    const store = await storeAt(location);
    expect(await store.claim(utf8("code"), utf8("a"))).toBe("unknown");
    await store.addInvitation(utf8("code"));
    expect(await store.claim(utf8("code"), utf8("a"))).toBe("claimed");
    await store.addInvitation(utf8("code"));
    const again = await storeAt(location);
    expect(await again.claim(utf8("code"), utf8("a"))).toBe("same-again");
    expect(await again.claim(utf8("code"), utf8("b"))).toBe("used");
  });

  test("of many who claim one code at once, one has it", async () => {
    const store = await storeAt(await database.make());
    await store.addInvitation(utf8("code"));
    const claims = await Promise.all(Array.from({ length: 12 }, (_, i) => store.claim(utf8("code"), utf8(`${i}`))));
    expect(claims.filter((claim) => claim === "claimed")).toHaveLength(1);
    expect(claims.filter((claim) => claim === "used")).toHaveLength(11);
  });

  test("what was logged is known", async () => {
    const store = await storeAt(await database.make());
    expect(await store.logged(utf8("use"))).toBe(false);
    await store.markLogged(utf8("use"));
    await store.markLogged(utf8("use"));
    expect(await store.logged(utf8("use"))).toBe(true);
  });
});
