/**
 * Marks of signatures, found in any container: each kind carries bytes that nothing else holds by chance.
 *
 * A mark says that something is there, never that it holds; and who strips a signature strips the mark.
 */
import type { Bytes } from "./bytes.ts";
import { GB35114_MARK_BYTES, hasGb35114 } from "./gb35114.ts";
import { manyMarks } from "./many-marks.ts";
import type { SourceKind } from "./verdict.ts";

/** By their bytes; what stands for a kind more than once has a row for each. */
const MARKS: readonly (readonly [SourceKind, Buffer])[] = [
  // ONVIF Media Signing Specification 23.06: UUID of its SEI (user data unregistered, H.264 D.1.7).
  ["onvif-media-signing", Buffer.from("005bc93f2d715e95ada4796f90877a6f", "hex")],
  // Signed Video of Axis, from before ONVIF took it up: "Signed Video...0".
  ["axis-signed-video", Buffer.from("Signed Video...0", "latin1")],
  // C2PA 2.2, 11.1.4.2: type of the manifest store in its JUMBF description, in every container.
  ["c2pa", Buffer.from("6332706100110010800000aa00389b71", "hex")],
  // C2PA 2.2, 11.4: the XMP property that names a manifest elsewhere.
  ["c2pa", Buffer.from("dcterms:provenance", "latin1")],
];
/** In the order of verdicts. */
const KINDS: readonly SourceKind[] = [
  "onvif-media-signing",
  "axis-signed-video",
  "c2pa",
  "gb35114",
];
const search = manyMarks(MARKS.map(([, mark]) => mark));
/** Longest mark. */
const MARK_BYTES = GB35114_MARK_BYTES;
const WINDOW_BYTES = 4 << 20;

/** Kinds whose mark is somewhere in `bytes`, in the order of verdicts. `signal` ends the search. */
export async function findMarks(bytes: Bytes, signal: AbortSignal): Promise<readonly SourceKind[]> {
  const found = new Set<SourceKind>();
  const room = Buffer.allocUnsafeSlow(Math.min(bytes.sizeBytes, WINDOW_BYTES + MARK_BYTES - 1));
  // Windows overlap by a byte less than a mark: none is missed, none is seen twice.
  for (let at = 0; at < bytes.sizeBytes; at += WINDOW_BYTES) {
    signal.throwIfAborted();
    const window = await bytes.read(at, WINDOW_BYTES + MARK_BYTES - 1, room);
    search(window, (number) => {
      const kind = MARKS[number]?.[0];
      if (kind !== undefined) found.add(kind);
    });
    if (!found.has("gb35114") && hasGb35114(window)) found.add("gb35114");
    if (found.size === KINDS.length) break;
  }
  return KINDS.filter((kind) => found.has(kind));
}
