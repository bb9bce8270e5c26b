/** Files of a package about time: the stamped checkpoint, its tokens, and the certificates of the authorities. */
import type { OutsideProof } from "../anchors/outside-proof.ts";
import { type PackageFile, fileOf } from "./contents.ts";
import { authorityPath, checkpointPath, tokenPath } from "./package-layout.ts";

/** None for a checkpoint without tokens: the proof holds it already. */
export function timestampFiles({ anchor, tokens }: OutsideProof): readonly PackageFile[] {
  if (tokens.length === 0) return [];
  return [
    fileOf(checkpointPath(anchor), anchor.note),
    ...tokens.flatMap(({ authority, response, rootsPem }) => [
      fileOf(tokenPath(anchor, authority), response),
      fileOf(authorityPath(authority), rootsPem),
    ]),
  ];
}

/** Of files with one path the first: several proofs lead to one checkpoint. */
export const oncePerPath = (files: readonly PackageFile[]): PackageFile[] =>
  [...new Map(files.toReversed().map((file) => [file.path, file])).values()].reverse();
