/** Files of a package about time: the stamped checkpoint, its tokens, and the certificates of the authorities. */
import type { CarriedRenewal } from "../anchors/carried-renewals.ts";
import type { OutsideProof } from "../anchors/outside-proof.ts";
import { authorityPath, checkpointPath, renewalFiles, tokenPath } from "../anchors/proof-paths.ts";
import { type PackageFile, fileOf } from "./contents.ts";

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

/** A renewal with the certificates under which its stamps are judged. */
export const renewalFilesOf = ({
  renewal,
  files,
  tokens,
}: CarriedRenewal): readonly PackageFile[] => [
  ...files.map(({ path, sizeBytes, sha256, object }) => ({
    ...{ path, sizeBytes, sha256 },
    source: { kind: "object", ...object } as const,
  })),
  ...tokens.flatMap(({ authority, response, rootsPem }) => [
    fileOf(renewalFiles(renewal).token(authority), response),
    fileOf(authorityPath(authority), rootsPem),
  ]),
];

/** Of files with one path the first: several proofs lead to one checkpoint. */
export const oncePerPath = (files: readonly PackageFile[]): PackageFile[] =>
  [...new Map(files.toReversed().map((file) => [file.path, file])).values()].reverse();
