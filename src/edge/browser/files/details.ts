/**
 * The details that a picture carries unseen, and a copy of it without them. Reading is the library's (exifreader); a clean
 * copy is drawn anew, so that nothing but what can be seen is in it.
 */
import type { ExpandedTags } from "exifreader";

/** What a picture would tell. `takenAt` is as the camera wrote it: `2024-05-03 22:14`, without a zone. */
export type Details = {
  readonly place: { readonly latitude: number; readonly longitude: number } | undefined;
  readonly device: string;
  readonly takenAt: string;
  /** Names and words that a program or a person put in. */
  readonly words: readonly string[];
};

/** `unread`: nobody can say here what a file of this kind carries. */
export type Revealed =
  | { readonly kind: "details"; readonly details: Details; readonly cleanable: boolean }
  | { readonly kind: "nothing"; readonly cleanable: boolean }
  | { readonly kind: "unread" };

const WORDS = ["Artist", "Copyright", "ImageDescription", "UserComment", "BodySerialNumber", "CameraOwnerName"];
/** What a clean copy is written as. Pictures that browsers read but do not write become JPEG. */
const WRITTEN: Readonly<Record<string, string>> = {
  "image/jpeg": "image/jpeg",
  "image/png": "image/png",
  "image/webp": "image/webp",
  "image/heic": "image/jpeg",
  "image/heif": "image/jpeg",
  "image/avif": "image/jpeg",
};
const QUALITY = 0.92;

export const mayBeCleaned = (mediaType: string): boolean => mediaType in WRITTEN;

/** Looks into a picture. */
export async function revealed(picture: Blob): Promise<Revealed> {
  if (!picture.type.startsWith("image/")) return { kind: "unread" };
  const cleanable = mayBeCleaned(picture.type) && (await canBeDrawn(picture));
  const { default: reader } = await import("exifreader");
  try {
    const details = detailsOf(reader.load(await picture.arrayBuffer(), { expanded: true }));
    const isNothing = !details.place && `${details.device}${details.takenAt}${details.words.join("")}` === "";
    return isNothing ? { kind: "nothing", cleanable } : { kind: "details", details, cleanable };
  } catch {
    return cleanable ? { kind: "nothing", cleanable } : { kind: "unread" };
  }
}

/** The picture drawn anew, with nothing in it but what is seen; undefined when this browser cannot draw it. */
export async function cleaned(picture: Blob): Promise<Blob | undefined> {
  const type = WRITTEN[picture.type];
  if (type === undefined) return undefined;
  const drawn = await createImageBitmap(picture, { imageOrientation: "from-image" }).catch(() => undefined);
  if (drawn === undefined) return undefined;
  const canvas = new OffscreenCanvas(drawn.width, drawn.height);
  canvas.getContext("2d")?.drawImage(drawn, 0, 0);
  drawn.close();
  return canvas.convertToBlob({ type, quality: QUALITY }).catch(() => undefined);
}

async function canBeDrawn(picture: Blob): Promise<boolean> {
  const drawn = await createImageBitmap(picture).catch(() => undefined);
  drawn?.close();
  return drawn !== undefined;
}

function detailsOf({ exif, gps, iptc, xmp }: ExpandedTags): Details {
  const said = (from: object | undefined, name: string) => {
    const { description } = (Object.entries(from ?? {}).find(([key]) => key === name)?.[1] ?? {}) as {
      description?: unknown;
    };
    return typeof description === "string" ? description.trim() : "";
  };
  const { Latitude: latitude, Longitude: longitude } = gps ?? {};
  const place = latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
  const device = [said(exif, "Make"), said(exif, "Model")].filter((part) => part !== "").join(" ");
  const taken = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d)/.exec(said(exif, "DateTimeOriginal") || said(exif, "DateTime"));
  const words = [
    ...WORDS.map((name) => said(exif, name)),
    said(iptc, "By-line"),
    said(iptc, "Caption/Abstract"),
    said(xmp, "creator"),
    said(xmp, "description"),
  ];
  return {
    place,
    device,
    takenAt: taken ? `${taken[1]}-${taken[2]}-${taken[3]} ${taken[4]}` : "",
    words: [...new Set(words.filter((text) => text !== ""))],
  };
}
