/** Bytes as a request carries them. */

/** In pieces, because a function takes only so many arguments. */
export function base64Of(bytes: Uint8Array): string {
  const PIECE = 0x8000;
  let text = "";
  for (let at = 0; at < bytes.length; at += PIECE) {
    text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  }
  return btoa(text);
}

export const bytesOfBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** @throws DOMException where the file cannot be read any more. */
export const base64OfFile = async (file: Blob): Promise<string> =>
  base64Of(new Uint8Array(await file.arrayBuffer()));
