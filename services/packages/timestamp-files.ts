/** Files of a package about time: the stamped checkpoint, its tokens, and the certificates of the authorities. */
import type { CarriedRenewal } from "../anchors/carried-renewals.ts";
import type { OutsideProof } from "../anchors/outside-proof.ts";
import {
  authorityPath,
  checkpointPath,
  listPath,
  renewalFiles,
  tokenPath,
} from "../anchors/proof-paths.ts";
import type { KeptToken } from "../anchors/token-store.ts";
import { type PackageFile, fileOf } from "./contents.ts";

/** None for a checkpoint without tokens: the proof holds it already. */
export function timestampFiles({
  anchor,
  tokens,
}: Pick<OutsideProof, "anchor" | "tokens">): readonly PackageFile[] {
  if (tokens.length === 0) return [];
  return [
    fileOf(checkpointPath(anchor), anchor.note),
    ...tokens.flatMap((token) => tokenFiles(token, tokenPath(anchor, token.authority))),
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
  ...tokens.flatMap((token) => tokenFiles(token, renewalFiles(renewal).token(token.authority))),
];

/** A token with what it is judged by. */
const tokenFiles = (
  { authority, response, rootsPem, lists }: KeptToken,
  path: string,
): readonly PackageFile[] => [
  fileOf(path, response),
  fileOf(authorityPath(authority), rootsPem),
  ...lists.map((list) => fileOf(listPath(authority, list), list.der)),
];

/** Of files with one path the first: several proofs lead to one checkpoint. */
export const oncePerPath = (files: readonly PackageFile[]): PackageFile[] =>
  [...new Map(files.toReversed().map((file) => [file.path, file])).values()].reverse();
