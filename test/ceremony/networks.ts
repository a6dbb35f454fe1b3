/**
 * Networks of their own for organisations that run apart: each reaches the machine with the board, and nothing else. A
 * trustee only calls out (§1), so nothing more than this may be needed of its network.
 */
import { spawnSync } from "node:child_process";
import { randomBytes, randomInt } from "node:crypto";

type Network = { readonly name: string; readonly board: string };

export class Networks {
  /** Two runs on one machine are to stay apart. */
  readonly #range = `10.${randomInt(64, 192)}`;
  readonly #mark = randomBytes(2).toString("hex");
  readonly #made = new Map<string, Network>();

  /** Whether this machine lets us have them: Linux with `ip`, as root. */
  static possible(): boolean {
    const name = `chorus-${randomBytes(2).toString("hex")}`;
    return ip("netns", "add", name) && ip("netns", "del", name);
  }

  /** The network of one organisation, made when it is asked for first. */
  of(organisation: string): Network {
    const known = this.#made.get(organisation);
    if (known !== undefined) return known;
    const number = this.#made.size;
    const name = `chorus-${this.#mark}-${number}`;
    const [ours, theirs] = [`c${this.#mark}h${number}`, `c${this.#mark}t${number}`];
    const address = `${this.#range}.${number}`;
    const made = [
      ["netns", "add", name],
      ["link", "add", ours, "type", "veth", "peer", "name", theirs],
      ["link", "set", theirs, "netns", name],
      ["addr", "add", `${address}.1/30`, "dev", ours],
      ["link", "set", ours, "up"],
      ["-n", name, "addr", "add", `${address}.2/30`, "dev", theirs],
      ["-n", name, "link", "set", theirs, "up"],
      ["-n", name, "link", "set", "lo", "up"],
    ].every((args) => ip(...args));
    if (!made) throw new Error(`no network could be made for ${organisation}`);
    const network = { name, board: `${address}.1` };
    this.#made.set(organisation, network);
    return network;
  }

  /** A command as it is run there. */
  within(organisation: string, command: readonly string[]): readonly string[] {
    return ["ip", "netns", "exec", this.of(organisation).name, ...command];
  }

  close(): void {
    for (const { name } of this.#made.values()) ip("netns", "del", name);
  }
}

function ip(...args: string[]): boolean {
  return spawnSync("ip", args, { stdio: "ignore" }).status === 0;
}
