/** What a person is told of how their words are kept: never more than is so. */
import { describe, expect, test } from "vitest";
import { type Heard, NOTHING_HEARD, savingOf, waiting } from "../../src/apps/web/write/saving.ts";

const told = (heard: Partial<Heard>) => savingOf({ ...NOTHING_HEARD, ...heard }).state;

describe("with a copy on the device", () => {
  test("words are saved once the device has them, and said to wait for the board when it is away", () => {
    expect(told({ kept: "waiting" })).toBe("saving");
    expect(told({ kept: "kept", sent: "sent" })).toBe("saved");
    expect(told({ kept: "kept", sent: "unreachable" })).toBe("here");
  });

  test("a full device is told of at once, unless the board has the words", () => {
    expect(told({ kept: "full", sent: "unreachable" })).toBe("full");
    expect(told({ kept: "full", sent: "waiting" })).toBe("full");
    expect(told({ kept: "not-kept", sent: "waiting" })).toBe("failed");
    expect(told({ kept: "full", sent: "sent" })).toBe("saved");
  });
});

describe("without a copy on the device", () => {
  test("only what the board has is saved", () => {
    expect(told({ traces: false, kept: "kept", sent: "waiting" })).toBe("saving");
    expect(told({ traces: false, kept: "kept", sent: "sent" })).toBe("saved");
    expect(told({ traces: false, kept: "kept", sent: "unreachable" })).toBe("failed");
  });
});

test("what was saved is not called so any more once there is more to save", () => {
  const sent: Heard = { ...NOTHING_HEARD, kept: "kept", sent: "sent" };
  for (const heard of [sent, { ...sent, traces: false }]) {
    expect(savingOf(heard).state).toBe("saved");
    expect(savingOf(waiting(heard)).state).toBe("saving");
  }
});
