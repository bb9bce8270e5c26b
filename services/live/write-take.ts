/**
 * Bytes of a take: appended to its upload, which makes them durable, before a row names them.
 *
 * A process may end between the two. What the upload holds and no row names is found by comparing both: the same bytes sent
 * again are adopted, and all else is kept as a segment that is not complete.
 */
import { Readable } from "node:stream";
import { sha256 } from "../kernel/digest.ts";
import { appendBytes } from "../ingest/append-bytes.ts";
import { openUpload } from "../ingest/open-upload.ts";
import type { Run, Upload } from "../ingest/upload.ts";
import { formatMetadata } from "../ingest/upload-metadata.ts";
import type { LiveDeps } from "./live-deps.ts";
import type { ChannelState, Segment } from "./live-store.ts";
import type { NewLink } from "./chain.ts";
import { untold } from "./move-channel.ts";
import type { OpenTake, Take } from "./take.ts";

export interface Landed {
  /** Bytes [from, from + block) are durable; null where the upload takes no more, or holds others there. */
  readonly fromBytes: number | null;
}

/** The upload of a take; made now if a process ended before it was. */
export async function uploadOf(
  { ingest }: LiveDeps,
  state: ChannelState,
  take: Take,
): Promise<Upload> {
  const { deviceId } = state.channel;
  const found = await ingest.uploads.find(take.id, deviceId);
  if (found !== null) return found;
  return openUpload(ingest, {
    ...{ id: take.id, deviceId, certificateSha256: null, lengthBytes: null, bodyBytes: null },
    rawMetadata: formatMetadata(announced(state, take)),
  });
}

const MEDIA_TYPES = { fmp4: "video/mp4", mpegts: "video/mp2t", other: "application/octet-stream" };
const ENDINGS = { fmp4: "mp4", mpegts: "ts", other: "bin" };

/** `session` puts the item to its session, as the word of the device. */
function announced({ channel, sessionNumber, caseNumber }: ChannelState, take: Take) {
  const { container, number, openedAt } = take;
  const media =
    container === "fmp4" && channel.kind === "audio" ? "audio/mp4" : MEDIA_TYPES[container];
  return {
    filename: `${sessionNumber} ${channel.name} ${number}.${ENDINGS[container]}`,
    filetype: media,
    recordedAt: openedAt,
    session: sessionNumber,
    ...(caseNumber === null ? {} : { case: caseNumber }),
    ...{ room: channel.room, channel: channel.name, liveChannel: channel.id, take: String(number) },
  };
}

/** @throws Refusal as `appendBytes`: then nothing counts, and what came durable all the same is found by the next. */
export async function appendBlock(
  deps: LiveDeps,
  state: ChannelState,
  take: OpenTake,
  block: Buffer,
  checkSender: () => Promise<void>,
): Promise<Landed> {
  const { ingest } = deps;
  const upload = await uploadOf(deps, state, take);
  if (upload.state !== "open") return { fromBytes: null };
  const unnamed = await unnamedRuns(deps, take, upload);
  const known = upload.offsetBytes - take.bytes;
  if (!beginsWith(block, unnamed, take.bytes)) return { fromBytes: null };
  const rest = block.subarray(known);
  if (rest.byteLength > 0) {
    const appended = await appendBytes(ingest, {
      ...{ uploadId: take.id, deviceId: state.channel.deviceId, checkSender },
      ...{ offsetBytes: upload.offsetBytes, lengthBytes: null, bodyBytes: rest.byteLength },
      ...{ checksum: null, takeBody: () => Readable.from([rest], { objectMode: false }) },
    });
    if (appended.offsetBytes !== take.bytes + block.byteLength) return { fromBytes: null };
  }
  return { fromBytes: take.bytes };
}

/** What the upload holds behind what rows name. */
async function unnamedRuns(
  { ingest }: LiveDeps,
  take: OpenTake,
  upload: Upload,
): Promise<readonly Run[]> {
  if (upload.offsetBytes === take.bytes) return [];
  const runs = await ingest.uploads.runs(take.id);
  return runs.filter(({ offsetBytes }) => offsetBytes >= take.bytes);
}

const beginsWith = (block: Buffer, runs: readonly Run[], fromBytes: number): boolean =>
  runs.every(({ offsetBytes, sizeBytes, sha256: digest }) => {
    const at = offsetBytes - fromBytes;
    const same = block.subarray(at, at + sizeBytes);
    return same.byteLength === sizeBytes && sha256(same) === digest;
  });

/** Links and rows for what the upload holds and nothing names, as segments that are not complete. */
export async function unfinished(
  deps: LiveDeps,
  state: ChannelState,
  take: OpenTake,
  upload: Upload,
): Promise<{ readonly links: readonly NewLink[]; readonly segments: readonly Segment[] }> {
  const runs = await unnamedRuns(deps, take, upload);
  const first = state.head.links + untold(state).length;
  const at = deps.clock();
  const segments = runs.map((run, place): Segment => {
    const { offsetBytes, sizeBytes, sha256: digest } = run;
    return {
      ...{ linkIndex: first + place, takeId: take.id, place: take.segments + place, offsetBytes },
      ...{ sizeBytes, sha256: digest, track: take.track, lane: take.lane, timeline: take.timeline },
      ...{ path: "", sequence: null, mediaFromMs: null, mediaToMs: null, recordedAt: null },
      ...{ source: "", isComplete: false, isStream: true, cause: "unfinished", after: null },
      clocks: null,
    };
  });
  const links = segments.map((segment): NewLink => segmentLink(segment, at));
  return { links, segments };
}

export const segmentLink = (segment: Segment, at: NewLink["at"]): NewLink => {
  const { takeId, place, offsetBytes, sizeBytes, sha256: digest, path, sequence, cause } = segment;
  const { mediaFromMs, mediaToMs, recordedAt, isComplete, source, lane, after, clocks } = segment;
  return {
    ...{ kind: "segment", at, contentSha256: digest },
    facts: {
      ...{ take: takeId, place, offset: offsetBytes, size: sizeBytes, path, sequence, lane },
      ...{ mediaFromMs, mediaToMs, recordedAt, complete: isComplete, source, cause },
      ...(after === null ? {} : { after }),
      ...(clocks === null ? {} : { clocks }),
    },
  };
};
