/**
 * Networks of their own for organisations that run apart: each reaches the board, and nothing else. A trustee only calls
 * out (§1), so nothing more than this may be needed of its network.
 *
 * No cable leads into such a network, because a browser that is tested at the same time would break off what it fetches
 * when the machine's own network changes. What calls the board's address in there is heard out here, through a socket
 * that was opened in there and handed over.
 */
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { connect, type Server, type Socket } from "node:net";

/** It ends when the socket is in other hands, or it would hear the callers itself. */
const LISTEN = `
  const server = require("node:net").createServer();
  server.listen(Number(process.argv[1]), "127.0.0.1", () => process.send("listening", server));
  process.once("message", () => process.exit());
`;

export class Networks {
  readonly #mark = randomBytes(2).toString("hex");
  readonly #names = new Map<string, string>();
  readonly #doors = new Map<string, Promise<Server>>();

  /** Whether this machine lets us have them: Linux with `ip`, as root. */
  static possible(): boolean {
    const name = `chorus-${randomBytes(2).toString("hex")}`;
    return ip("netns", "add", name) && ip("netns", "del", name);
  }

  /** A command as it is run in an organisation's network, which is made when it is asked for first. */
  within(organisation: string, command: readonly string[]): readonly string[] {
    return ["ip", "netns", "exec", this.#of(organisation), ...command];
  }

  /** From now on this port of the machine, the board's, is reached from an organisation's network as it is from here. */
  async lead(organisation: string, port: number): Promise<void> {
    const door = `${organisation} ${port}`;
    const opening = this.#doors.get(door) ?? this.#open(organisation, port);
    this.#doors.set(door, opening);
    await opening;
  }

  #of(organisation: string): string {
    const known = this.#names.get(organisation);
    if (known !== undefined) return known;
    const name = `chorus-${this.#mark}-${this.#names.size}`;
    if (!ip("netns", "add", name) || !ip("-n", name, "link", "set", "lo", "up"))
      throw new Error(`no network could be made for ${organisation}`);
    this.#names.set(organisation, name);
    return name;
  }

  #open(organisation: string, port: number): Promise<Server> {
    const [program, ...args] = this.within(organisation, [process.execPath, "-e", LISTEN, String(port)]);
    const child = spawn(program as string, args, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
    let door: Server | undefined;
    child.once("message", (_, server) => {
      door = server as Server;
      door.on("connection", (caller) => join(caller, connect(port, "127.0.0.1")));
      child.send("taken");
    });
    return new Promise((resolve, reject) => {
      child.once("exit", () => {
        if (door) resolve(door);
        else reject(new Error(`no way to the board could be opened for ${organisation}`));
      });
    });
  }

  async close(): Promise<void> {
    for (const door of this.#doors.values()) (await door.catch(() => undefined))?.close();
    for (const name of this.#names.values()) ip("netns", "del", name);
  }
}

function join(one: Socket, other: Socket): void {
  one.pipe(other).pipe(one);
  one.on("error", () => other.destroy()).on("close", () => other.destroy());
  other.on("error", () => one.destroy()).on("close", () => one.destroy());
}

function ip(...args: string[]): boolean {
  return spawnSync("ip", args, { stdio: "ignore" }).status === 0;
}
