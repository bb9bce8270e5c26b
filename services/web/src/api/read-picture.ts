/** A picture of an item as a data: address, which the page may keep without reading (and recording) it again. */
import { Problem, addressOf } from "./request.ts";

/** @throws Problem */
export async function readPicture(
  path: string,
  purpose: string,
  signal: AbortSignal,
): Promise<string> {
  // Parts of one reading share an access event, and a picture is one part.
  const response = await fetch(addressOf(path, { purpose }), {
    headers: { Range: "bytes=0-" },
    signal,
  });
  if (!response.ok) throw new Problem(response.status, null);
  return await dataAddress(await response.blob());
}

const dataAddress = (picture: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error ?? new Error("the picture could not be read"));
    reader.readAsDataURL(picture);
  });
