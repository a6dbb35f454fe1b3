/** A picture as a phone makes it: pixels, and in front of them where, when and with what. */
import type { Page } from "playwright-core";

export const CARRIED = { make: "Orchard", model: "Phone 12", taken: "2024:05:03 22:14:09" };
/** 48° 51' 30" north, 2° 17' 40" east. */
const PLACE = { latitude: [48, 51, 30], longitude: [2, 17, 40] } as const;

type Entry = readonly [tag: number, type: 2 | 4 | 5, value: string | number | readonly number[]];

/** A directory of TIFF (little-endian) at `start`, its values behind it. */
function directory(entries: readonly Entry[], start: number): Buffer {
  const head = Buffer.alloc(2 + 12 * entries.length + 4);
  const values: Buffer[] = [];
  let at = start + head.length;
  head.writeUInt16LE(entries.length);
  for (const [i, [tag, type, value]] of entries.entries()) {
    const bytes = valueBytes(type, value);
    const place = 2 + 12 * i;
    head.writeUInt16LE(tag, place);
    head.writeUInt16LE(type, place + 2);
    head.writeUInt32LE(type === 2 ? bytes.length : type === 5 ? bytes.length / 8 : 1, place + 4);
    if (bytes.length <= 4) bytes.copy(head, place + 8);
    else {
      head.writeUInt32LE(at, place + 8);
      values.push(bytes);
      at += bytes.length;
    }
  }
  return Buffer.concat([head, ...values]);
}

function valueBytes(type: Entry[1], value: Entry[2]): Buffer {
  if (type === 2) return Buffer.from(`${value}\0`, "latin1");
  const numbers = typeof value === "number" ? [value] : (value as readonly number[]);
  const all = type === 4 ? numbers : numbers.flatMap((one) => [one, 1]);
  const bytes = Buffer.alloc(4 * all.length);
  for (const [i, one] of all.entries()) bytes.writeUInt32LE(one, 4 * i);
  return bytes;
}

function exif(): Buffer {
  const main = (exifAt: number, gpsAt: number) =>
    directory(
      [
        [0x010f, 2, CARRIED.make],
        [0x0110, 2, CARRIED.model],
        [0x8769, 4, exifAt],
        [0x8825, 4, gpsAt],
      ],
      8,
    );
  const exifAt = 8 + main(0, 0).length;
  const taken = directory([[0x9003, 2, CARRIED.taken]], exifAt);
  const gpsAt = exifAt + taken.length;
  const gps = directory(
    [
      [1, 2, "N"],
      [2, 5, PLACE.latitude],
      [3, 2, "E"],
      [4, 5, PLACE.longitude],
    ],
    gpsAt,
  );
  const tiff = Buffer.concat([Buffer.from("49492a0008000000", "hex"), main(exifAt, gpsAt), taken, gps]);
  const body = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  const marker = Buffer.from("ffe10000", "hex");
  marker.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([marker, body]);
}

/** Draws a picture in the browser and puts the details of a phone in front. */
export async function phonePicture(page: Page, width = 640, height = 480): Promise<Buffer> {
  const drawn = await page.evaluate(
    async ([w, h]) => {
      const canvas = new OffscreenCanvas(w, h);
      const ink = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
      for (const [i, colour] of ["#20324a", "#5a4632", "#c9b28f", "#8a9c7c"].entries()) {
        ink.fillStyle = colour;
        ink.fillRect((i * w) / 4, 0, w / 4, h);
      }
      const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
      return [...new Uint8Array(await blob.arrayBuffer())];
    },
    [width, height] as const,
  );
  const jpeg = Buffer.from(drawn);
  return Buffer.concat([jpeg.subarray(0, 2), exif(), jpeg.subarray(2)]);
}
