/** What a file can be read from: the device, or the vault. */

import { PIECE_BYTES } from "../../../core/bytes/sizes.ts";
import type { Attachment } from "../../../core/protocol/attachment.ts";
import { openPiece } from "../../../core/protocol/attachment.ts";
import { ageSealer } from "../../shared/age.ts";
import type { PieceShelf } from "../../shared/attachments.ts";
import { BoardUnreachable } from "../../shared/http-client.ts";
import type { FileSource } from "../../shared/sending.ts";

export function sourceOf(content: Blob): FileSource {
  return {
    size: content.size,
    read: async (start, end) => new Uint8Array(await content.slice(start, end).arrayBuffer()),
  };
}

/** Reads piece by piece what is wholly kept; `start` is where a piece begins, as sending asks for it. */
export function keptSource(shelf: PieceShelf, manifest: Attachment): FileSource {
  return {
    size: manifest.size,
    async read(start) {
      const place = start / PIECE_BYTES;
      if (start === manifest.size) return new Uint8Array();
      const file = await shelf.get(place);
      if (file === undefined) throw new BoardUnreachable(404);
      return openPiece(ageSealer, manifest, place, file);
    },
  };
}
