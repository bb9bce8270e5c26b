/** What an initialisation says of its media: whether there are pictures, and in which codecs (RFC 6381), as far as it is needed to offer a track. Pure. */

export interface InitLook {
  readonly hasPictures: boolean;
  /** Null: one of them is not known here. */
  readonly codecs: readonly string[] | null;
}

/** Names of boxes stand in it as they are; an initialisation holds nothing else that is long. */
export function lookAtInit(init: Uint8Array): InitLook {
  const bytes = Buffer.from(init.buffer, init.byteOffset, init.byteLength);
  const handlers = placesOf(bytes, "hdlr").map((at) => bytes.toString("latin1", at + 12, at + 16));
  const media = handlers.filter((handler) => handler === "vide" || handler === "soun");
  const codecs = [
    ...placesOf(bytes, "avcC").map((at) => `avc1.${bytes.toString("hex", at + 5, at + 8)}`),
    ...placesOf(bytes, "esds").map(() => "mp4a.40.2"),
    ...placesOf(bytes, "dOps").map(() => "opus"),
  ];
  return {
    hasPictures: media.includes("vide"),
    codecs: codecs.length > 0 && codecs.length === media.length ? codecs : null,
  };
}

function placesOf(bytes: Buffer, name: string): readonly number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + 4)) places.push(at);
  return places;
}
