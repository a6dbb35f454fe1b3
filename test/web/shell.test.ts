import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

const shell = new URL("../../src/apps/web/shell/", import.meta.url);
const room = (name: string): Promise<unknown> => import(new URL(name, shell).href);

interface Listener {
  pressed(left: number): void;
  lapsed(): void;
  thrice(): void;
}
type Press = (event: { key: string; shiftKey: boolean }) => void;
const { shiftThrice, patience } = (await room("shift-thrice.ts")) as {
  shiftThrice(listener: Listener): Press;
  patience: number;
};

describe("Shift three times", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function listening() {
    const told: string[] = [];
    const press = shiftThrice({
      pressed: (left) => told.push(`${left} left`),
      lapsed: () => told.push("lapsed"),
      thrice: () => told.push("leave"),
    });
    const shift = () => press({ key: "Shift", shiftKey: false });
    return { told, press, shift };
  }

  test("leaves, saying before how many presses are left", () => {
    const { told, shift } = listening();
    shift();
    shift();
    shift();
    expect(told).toEqual(["2 left", "1 left", "leave"]);
  });

  test("begins anew after another key", () => {
    const { told, press, shift } = listening();
    shift();
    shift();
    press({ key: "a", shiftKey: false });
    shift();
    expect(told).toEqual(["2 left", "1 left", "lapsed", "2 left"]);
  });

  test("begins anew after five seconds without a press, and each press gives five more", () => {
    const { told, shift } = listening();
    shift();
    vi.advanceTimersByTime(patience - 1);
    shift();
    vi.advanceTimersByTime(patience - 1);
    expect(told).toEqual(["2 left", "1 left"]);
    vi.advanceTimersByTime(1);
    expect(told).toEqual(["2 left", "1 left", "lapsed"]);
  });

  test("does not count Shift that makes a capital letter", () => {
    const { told, press, shift } = listening();
    for (const key of ["A", "B", "C"]) {
      press({ key, shiftKey: true });
      shift();
    }
    expect(told).toEqual([]);
  });
});

describe("leaving", () => {
  const steps: string[] = [];
  beforeEach(() => {
    steps.length = 0;
    vi.resetModules();
    vi.stubGlobal("document", {
      documentElement: { classList: { add: (name: string) => steps.push(`covered: ${name}`) } },
      querySelector: () => null,
      createElement: () => ({}),
      body: { append: () => undefined },
    });
    vi.stubGlobal("sessionStorage", { setItem: (name: string) => steps.push(`remembered: ${name}`) });
    vi.stubGlobal("location", { replace: (address: string) => steps.push(`gone to ${address}`) });
  });
  afterEach(() => void vi.unstubAllGlobals());

  interface Leave {
    leave(said: string): void;
    onLeave(hook: () => void): () => void;
    setLeaveTo(address: string): void;
    leaveTo(): string;
  }
  const fresh = async () => (await room("leave.ts")) as Leave;

  test("covers first, locks then, and only then goes; a hook that fails keeps nobody here", async () => {
    const { leave, onLeave } = await fresh();
    const forget = [
      onLeave(() => {
        throw new Error("locking failed");
      }),
      onLeave(() => steps.push("locked")),
    ];
    leave("Loading.");
    for (const take of forget) take();
    expect(steps).toEqual(["covered: leaving", "locked", "remembered: left", "gone to https://www.bbc.com/weather"]);
  });

  test("still goes where the browser refuses storage", async () => {
    vi.stubGlobal("sessionStorage", undefined);
    const { leave } = await fresh();
    leave("Loading.");
    expect(steps.at(-1)).toBe("gone to https://www.bbc.com/weather");
  });

  test("takes an https address from the operator, and nothing else", async () => {
    const { leaveTo, setLeaveTo } = await fresh();
    for (const refused of ["javascript:alert(1)", "http://weather.example/", "weather", ""]) setLeaveTo(refused);
    expect(leaveTo()).toBe("https://www.bbc.com/weather");
    setLeaveTo("https://weather.example/today");
    expect(leaveTo()).toBe("https://weather.example/today");
    setLeaveTo("https://www.bbc.com/weather");
  });
});

describe("paths", async () => {
  const { matched } = (await room("paths.ts")) as {
    matched(pattern: string, path: string): Record<string, string> | undefined;
  };

  test("fit segment by segment, with names for what varies", () => {
    expect(matched("/", "/")).toEqual({});
    expect(matched("/write", "/write/")).toEqual({});
    expect(matched("/desk/case/:id", "/desk/case/a%20b")).toEqual({ id: "a b" });
  });

  test("do not fit when longer, shorter or other; a broken escape is left as it is", () => {
    expect(matched("/desk", "/desk/case")).toBeUndefined();
    expect(matched("/desk/case/:id", "/desk/case")).toBeUndefined();
    expect(matched("/write", "/seal")).toBeUndefined();
    expect(matched("/desk/case/:id", "/desk/case/%")).toEqual({ id: "%" });
  });
});
