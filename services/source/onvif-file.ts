/** ONVIF Media Signing in a whole recording: which stream of it is followed, and what stands in the way. */
import { rawCoding, rawNals } from "./annexb.ts";
import type { Bytes } from "./bytes.ts";
import { HEAD_BYTES, containerOf } from "./container.ts";
import { SourceFault } from "./fault.ts";
import { trackNals, videoTracks } from "./mp4.ts";
import type { Nal } from "./nal.ts";
import { ONVIF_TOOL, type OnvifTrust, checkOnvif } from "./onvif-check.ts";
import type { SignatureVerdict } from "./verdict.ts";

/** A stream that cannot be followed is told as such. @throws the reason of `signal`; whatever reading meets. */
export async function checkOnvifFile(
  bytes: Bytes,
  trust: OnvifTrust,
  signal: AbortSignal,
): Promise<SignatureVerdict> {
  try {
    return await checkOnvif(await streamOf(bytes), trust, signal);
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    return {
      ...{ kind: "onvif-media-signing", verdict: "not-verifiable", ...ONVIF_TOOL },
      ...{ reasons: [error.reason], facts: {} },
    };
  }
}

async function streamOf(bytes: Bytes): Promise<() => AsyncIterable<Nal>> {
  // The same container as is decoded for people: a file that reads as two is judged by what they see.
  const container = containerOf(await bytes.read(0, HEAD_BYTES));
  if (container === "mov") {
    const [track, ...more] = await videoTracks(bytes);
    if (track === undefined) throw new SourceFault("container-not-supported", "no video");
    if (more.length > 0) throw new SourceFault("several-video-tracks", "several tracks");
    return () => trackNals(bytes, track);
  }
  const coding = container === null ? await rawCoding(bytes) : null;
  if (coding === null) throw new SourceFault("container-not-supported", "another container");
  return () => rawNals(bytes, coding);
}
