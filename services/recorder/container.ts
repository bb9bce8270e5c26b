/** Which container a camera's packets are joined in, by what it says it sends (RFC 8866, RFC 3551). Pure. */
import { Refusal } from "../kernel/refusal.ts";

/**
 * Both are written in fragments of boxes. MP4 takes no G.711 and no plain samples, QuickTime no Opus; a transport stream would
 * take sound that it does not know, too, as data that nothing plays.
 */
export type Container = "mp4" | "mov";

export interface CodedSource {
  readonly container: Container;
  /** As SDP names them, in lower case; null: no pictures, no sound. */
  readonly video: string | null;
  readonly audio: string | null;
}

const VIDEO = new Set(["h264", "h265", "jpeg", "mp4v-es"]);
const IN_MP4 = new Set(["mpeg4-generic", "mp4a-latm", "opus", "mpa"]);
const IN_MOV = new Set(["pcma", "pcmu", "l16", "g726-32"]);
/** Payload types that need no rtpmap (RFC 3551, tables 4 and 5). */
const STATIC: Readonly<Record<string, string>> = {
  ...{ "0": "pcmu", "8": "pcma", "10": "l16", "11": "l16", "14": "mpa", "26": "jpeg" },
};

/**
 * The first pictures and the first sound that a description names.
 * @throws Refusal invalid "recorder/no-coding" where it names none that can be kept as it is.
 */
export function codedSource(sdp: string): CodedSource {
  const media = sdp.split(/^m=/m).slice(1);
  const named = (kind: string): readonly string[] =>
    media.filter((part) => part.startsWith(`${kind} `)).map(codingOf);
  const [video = null] = named("video");
  const [audio = null] = named("audio");
  if (video !== null && !VIDEO.has(video)) throw noCoding(video);
  if (audio !== null && !IN_MP4.has(audio) && !IN_MOV.has(audio)) throw noCoding(audio);
  if (video === null && audio === null) throw noCoding("nothing");
  return { container: audio !== null && IN_MOV.has(audio) ? "mov" : "mp4", video, audio };
}

function codingOf(part: string): string {
  const [, type = ""] = /^\w+ \d+(?:\/\d+)? [\w/]+ (\d+)/.exec(part) ?? [];
  const [, name] = new RegExp(`^a=rtpmap:${type} ([A-Za-z0-9-]{1,32})/`, "m").exec(part) ?? [];
  return (name ?? STATIC[type] ?? "unknown").toLowerCase();
}

const noCoding = (coding: string): Refusal =>
  new Refusal("invalid", "recorder/no-coding", "the camera sends a coding that is not kept here", {
    fix: "Set the camera to H.264 or H.265 with AAC, Opus, G.711 or no sound.",
    facts: { coding },
  });
