/** A copy made again with real tools, of an original that is its bytes. */
import { Readable } from "node:stream";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type KeptCopy, rederive } from "../../../services/media/rederive.ts";
import { type RealMedia, never } from "./real-media.ts";

export const original = (bytes: Buffer) => ({
  ...{ sha256: sha256(bytes), sizeBytes: bytes.byteLength },
  read: () => Promise.resolve(Readable.from([bytes])),
});

export const rederived = ({ folders, tools }: RealMedia, bytes: Buffer, copy: KeptCopy) =>
  rederive({ folders, tools }, original(bytes), copy, () => undefined, never);
