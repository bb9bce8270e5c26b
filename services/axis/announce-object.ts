/** What an object is announced as: a file of the recording that its container stands for. Pure. */
import type { UploadId } from "../kernel/ids.ts";
import { parseInstant } from "../kernel/clock.ts";
import { METADATA_BOUNDS, formatMetadata } from "../ingest/upload-metadata.ts";
import type { Metadata } from "./axis-store.ts";

/** Containers of the system itself: who wears which camera. What they hold is a record and no recording. */
export const RECORD_CONTAINERS: readonly string[] = ["System", "Users", "Devices"];

/** File of a container's metadata as it was when the system declared it complete. */
export const CONTAINER_FILE = "container-metadata.json";

/** Rejected content carries the container it was meant for, so that it is found with its recording. */
const MEANT_FOR = "rejectedcontentoriginalcontainer";
const MAX_LINK = 200;

export interface ObjectFacts {
  readonly container: string;
  readonly name: string;
  readonly contentType: string | undefined;
  readonly containerMetadata: Metadata;
  readonly objectMetadata: Metadata;
  /** Declared MD5, hex. */
  readonly etag: string | null;
  /** An object of the same name that is here already. */
  readonly earlier: UploadId | null;
}

/** Upload-Metadata of the upload. Metadata beyond its bounds is not in it; the container's record keeps all. */
export function announcementOf(facts: ObjectFacts): string {
  const { container, name, containerMetadata, objectMetadata, etag, earlier } = facts;
  const said = { ...containerMetadata, ...objectMetadata };
  const meantFor = said[MEANT_FOR] ?? "";
  const recording = meantFor === "" || meantFor.length > MAX_LINK ? container : meantFor;
  const recordedAt = timeOf(objectMetadata);
  const own: Record<string, string> = {
    filename: name,
    filetype: mediaTypeOf(facts),
    [isSideFile(name) ? "belongsTo" : "recording"]: recording.replaceAll(/[\p{Cc}\uFFFD]/gu, "_"),
    ...(said["bwcserialnumber"] === undefined ? {} : { device: said["bwcserialnumber"] }),
    ...(recordedAt === null ? {} : { recordedAt }),
    ...(etag === null ? {} : { etag }),
    ...(earlier === null ? {} : { sameNameAs: earlier }),
  };
  // "Transferring" is true of every object on its way and would be read as the recording's state.
  const { status: _status, ...rest } = said;
  const prefixed = Object.entries(rest).map(([key, value]) => [`axis-${key}`, value]);
  return within([...Object.entries(own), ...(prefixed as [string, string][])]);
}

/** The first of `pairs` that have room: what this door says itself, then what the system said. */
function within(pairs: readonly (readonly [string, string])[]): string {
  const kept: Record<string, string> = {};
  for (const [name, value] of pairs.slice(0, METADATA_BOUNDS.pairs)) {
    const text = formatMetadata({ ...kept, [name]: value });
    if (text.length <= METADATA_BOUNDS.rawBytes) kept[name] = value;
  }
  return formatMetadata(kept);
}

/** Keys, bookmarks and positions; whatever is called otherwise is taken for a clip. */
export const isSideFile = (name: string): boolean =>
  /\.(key|json)$/i.test(name) || /^bookmark_/i.test(name);

function mediaTypeOf({ contentType, name }: ObjectFacts): string {
  const declared = /^[\w.+-]{1,60}\/[\w.+-]{1,60}/.exec(contentType ?? "")?.[0];
  if (declared !== undefined && declared !== "application/octet-stream") return declared;
  if (/\.mkv$/i.test(name)) return "video/x-matroska";
  if (/\.mp4$/i.test(name)) return "video/mp4";
  if (/\.json$/i.test(name)) return "application/json";
  return /^bookmark_/i.test(name) ? "text/plain" : "application/octet-stream";
}

/** StartTimeISO is RFC 3339; StartTime is that of a bookmark, and seconds since 1970 of everything else. */
function timeOf({ starttimeiso, starttime = "" }: Metadata): string | null {
  const seconds = /^\d{9,11}(\.\d{1,9})?$/.test(starttime) ? Number(starttime) : NaN;
  const epoch = Number.isNaN(seconds) ? null : new Date(seconds * 1000).toISOString();
  return parseInstant(starttimeiso ?? "") ?? parseInstant(starttime) ?? epoch;
}
