/** BagIt 1.0 (RFC 8493): the four text files of a bag, in one fixed order, so that two bags can be compared. */
import type { Sha256 } from "../kernel/digest.ts";

/** A file of the bag by its path, e.g. "data/original/…". */
export interface BagFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: Sha256;
}

export const BAG_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
export const PAYLOAD_MANIFEST = "manifest-sha256.txt";
/** The one file that no list names; its bytes follow from the others. */
export const TAG_MANIFEST = "tagmanifest-sha256.txt";

export const isPayload = (path: string): boolean => path.startsWith("data/");

/** Byte order, as `LC_ALL=C sort` gives it. */
export const inByteOrder = <T extends { readonly path: string }>(files: readonly T[]): T[] =>
  files.toSorted((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));

/** As `sha256sum` prints it. Our paths hold no line break and no "%", so nothing is to be encoded. */
export const digestList = (files: readonly BagFile[]): string =>
  inByteOrder(files)
    .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
    .join("");

export const payloadManifest = (files: readonly BagFile[]): string =>
  digestList(files.filter(({ path }) => isPayload(path)));

/** Over every file that is no payload, but itself. */
export const tagManifest = (files: readonly BagFile[]): string =>
  digestList(files.filter(({ path }) => !isPayload(path) && path !== TAG_MANIFEST));

export interface BagInfo {
  readonly organization: string;
  readonly packageId: string;
  /** A date, e.g. "2026-11-24". */
  readonly date: string;
}

export function bagInfo(
  { organization, packageId, date }: BagInfo,
  files: readonly BagFile[],
): string {
  return (
    `Source-Organization: ${organization}\n` +
    `Bagging-Date: ${date}\n` +
    `External-Identifier: ${packageId}\n` +
    `Payload-Oxum: ${payloadOxum(files)}\n` +
    "Holdfast-Package-Version: 1\n"
  );
}

/** "octets.files" of the payload. */
export function payloadOxum(files: readonly BagFile[]): string {
  const payload = files.filter(({ path }) => isPayload(path));
  const sizeBytes = payload.reduce((sum, file) => sum + file.sizeBytes, 0);
  return `${sizeBytes}.${payload.length}`;
}
