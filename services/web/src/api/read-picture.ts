/** A small file of an item, which the page may keep without reading (and recording) it again; a picture as a data: address. */
import { Problem, addressOf } from "./request.ts";

type Why = Readonly<Record<string, string>>;

/** @throws Problem */
export const readPicture = async (path: string, why: Why, signal: AbortSignal): Promise<string> =>
  dataAddress(await (await reading(path, why, signal)).blob());

/** @throws Problem */
export const readBytes = async (path: string, why: Why, signal: AbortSignal): Promise<Uint8Array> =>
  new Uint8Array(await (await reading(path, why, signal)).arrayBuffer());

async function reading(path: string, why: Why, signal: AbortSignal): Promise<Response> {
  // Parts of one reading share an access event, and a small file is one part.
  const response = await fetch(addressOf(path, why), { headers: { Range: "bytes=0-" }, signal });
  if (!response.ok) throw new Problem(response.status, null);
  return response;
}

const dataAddress = (picture: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error ?? new Error("the picture could not be read"));
    reader.readAsDataURL(picture);
  });
