/** What ffprobe prints as JSON, parsed once; it describes a hostile file, so every field may be missing or absurd. */
import { z } from "zod";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { AudioInfo, MediaInfo, VideoInfo } from "../../services/media/media-info.ts";
import type { Container } from "../../services/source/container.ts";

const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).catch(0);
const text = z.string().max(64).optional().catch(undefined);

const sideData = z.array(z.object({ rotation: z.number().optional() })).catch([]);

const Stream = z.object({
  index: count,
  codec_type: text,
  codec_name: text,
  profile: text,
  pix_fmt: text,
  width: count,
  height: count,
  sample_aspect_ratio: text,
  field_order: text,
  avg_frame_rate: text,
  bit_rate: text,
  sample_rate: text,
  channels: count,
  nb_frames: text,
  disposition: z.object({ attached_pic: count }).catch({ attached_pic: 0 }),
  side_data_list: sideData,
});
type Stream = z.infer<typeof Stream>;

const Output = z.object({
  format: z.object({ duration: text }).catch({ duration: undefined }),
  streams: z.array(Stream).max(64),
  packets: z.array(z.object({ stream_index: count, flags: text })).catch([]),
  /** Of a photograph alone. */
  frames: z.array(z.object({ side_data_list: sideData })).catch([]),
});
type Output = z.infer<typeof Output>;

/** @throws Refusal invalid "media/unreadable". */
export function parseFfprobe(json: string, family: Container): MediaInfo {
  const output = parse(json);
  const { format, streams } = output;
  const pictures = streams.filter(
    (stream) => stream.codec_type === "video" && stream.disposition.attached_pic === 0,
  );
  const sounds = streams.filter((stream) => stream.codec_type === "audio");
  const [picture] = pictures;
  const [sound] = sounds;
  return {
    family,
    durationMs: toInt(format.duration, 1_000),
    video: picture === undefined ? null : videoInfo(picture, output),
    audio: sound === undefined ? null : audioInfo(sound),
    otherStreams: streams.length - (picture === undefined ? 0 : 1) - (sound === undefined ? 0 : 1),
  };
}

/** Packets in each stream as the container counts them: a copy that holds none is no copy. */
export const packetsIn = (json: string): number =>
  parse(json).streams.reduce((sum, stream) => sum + (toInt(stream.nb_frames, 1) ?? 0), 0);

function parse(json: string): Output {
  try {
    return Output.parse(JSON.parse(json));
  } catch (cause) {
    throw new Refusal("invalid", "media/unreadable", "nothing could be told about the file", {
      cause,
    });
  }
}

function videoInfo(stream: Stream, { packets, frames }: Output): VideoInfo {
  const first = packets.find((packet) => packet.stream_index === stream.index);
  const { width, height } = stream;
  return {
    codec: name(stream.codec_name) ?? "unknown",
    profile: name(stream.profile),
    pixelFormat: name(stream.pix_fmt),
    widthPx: width,
    heightPx: height,
    ...displaySize(stream, [...stream.side_data_list, ...(frames[0]?.side_data_list ?? [])]),
    framesPer1000s: rate(stream.avg_frame_rate),
    interlaced: /^(tt|bb|tb|bt)$/.test(stream.field_order ?? ""),
    bitsPerSecond: toInt(stream.bit_rate, 1),
    startsWithKeyframe: first?.flags?.startsWith("K") ?? false,
  };
}

const audioInfo = (stream: Stream): AudioInfo => ({
  codec: name(stream.codec_name) ?? "unknown",
  sampleRateHz: toInt(stream.sample_rate, 1) ?? 0,
  channels: stream.channels,
});

/** Upright and with square pixels. An aspect no camera has is a forgery or a fault: then pixels count as square. */
function displaySize(
  stream: Stream,
  sides: Stream["side_data_list"],
): { displayWidthPx: number; displayHeightPx: number } {
  const [across = 1, down = 1] = (stream.sample_aspect_ratio ?? "").split(":").map(Number);
  const aspect = across / down;
  const sound = aspect > 0.25 && aspect < 4;
  const width = Math.round(stream.width * (sound ? aspect : 1));
  const turned = sides.some(({ rotation = 0 }) => Math.abs(rotation) % 180 === 90);
  return turned
    ? { displayWidthPx: stream.height, displayHeightPx: width }
    : { displayWidthPx: width, displayHeightPx: stream.height };
}

/** "30000/1001" as frames in 1000 seconds; null where the container does not say. */
function rate(fraction: string | undefined): number | null {
  const [frames = 0, per = 0] = (fraction ?? "").split("/").map(Number);
  return per > 0 ? toInt(String(frames / per), 1_000) : null;
}

function toInt(number: string | undefined, factor: number): number | null {
  const value = Math.round(Number(number ?? "NaN") * factor);
  return Number.isSafeInteger(value) && value >= 0 ? value : null;
}

const name = (value: string | undefined): string | null =>
  value !== undefined && /^[\w .:+()/-]{1,64}$/.test(value) ? value : null;
