/** A thread that reads the tags of one photograph after another. */
import { parentPort } from "node:worker_threads";
import ExifReader from "exifreader";
import { TAGS } from "../../../services/media/track/exif.ts";

const port = parentPort;
if (port === null) throw new Error("this is a thread of a process that reads photographs");
// It says what is wrong with a file in words of its own, and in the log of whoever started it.
Object.assign(console, { warn: () => undefined, error: () => undefined, log: () => undefined });
port.on("message", (photograph: Uint8Array) => port.postMessage({ tags: tagsOf(photograph) }));

/** Null for what is no photograph, or a broken one. */
function tagsOf({ buffer, byteOffset, byteLength }: Uint8Array): unknown {
  try {
    const bytes = Buffer.from(buffer, byteOffset, byteLength);
    // Nothing else is read: no thumbnail, no profile, no XML.
    return ExifReader.load(bytes, { expanded: true, includeTags: { exif: TAGS } }).exif ?? null;
  } catch {
    return null;
  }
}
