/** Argon2id by hash-wasm, the same in a worker and in Node. */
import { argon2id } from "hash-wasm";
import type { Kdf } from "../../core/ports.ts";

/** About half a second on a laptop, and 64 MiB, for whoever tries one passphrase. */
export const argon2: Kdf = {
  argon2id: (password, salt) =>
    argon2id({
      password,
      salt,
      memorySize: 64 * 1024,
      iterations: 3,
      parallelism: 1,
      hashLength: 32,
      outputType: "binary",
    }),
};
