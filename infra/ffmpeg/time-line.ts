/** What a file's own line of time rests on, as ffprobe says beside its usual look: the time stamp that counts as 0, and how the picture counts and lies. */
import { z } from "zod";
import { nothingInRange } from "../../services/derived/excerpt-range.ts";
import { type MediaInfo, checkMediaInfo, isPicture } from "../../services/media/media-info.ts";
import type { MediaJob } from "../../services/media/media-tools.ts";
import type { Container } from "../../services/source/container.ts";
import { captured } from "./captured-run.ts";
import { parseFfprobe } from "./ffprobe-output.ts";
import { probeArguments } from "./recipes.ts";
import { PROBE_LIMITS, type Sandbox } from "./sandbox.ts";

export interface TimeLine {
  readonly info: MediaInfo;
  /** What ffmpeg counts from; 0 where the container says none. */
  readonly zeroUs: number;
  /** Of the first picture: its number among the streams, in what its time stamps count, and by how many degrees it is turned, counter-clockwise. */
  readonly stream: number;
  readonly timeBase: string | null;
  readonly rotation: number;
}

/** @throws Refusal invalid "derived/nothing-in-range" of a photograph; as MediaTools.probe. */
export async function timeLineOf(
  sandbox: Pick<Sandbox, "launcher">,
  { folder }: MediaJob,
  family: Container,
  signal: AbortSignal,
): Promise<TimeLine> {
  const entries = "format=start_time:stream=time_base";
  const args = ["-show_entries", entries, ...probeArguments(family, "in/src")];
  const json = await captured(sandbox, folder, "ffprobe", args, PROBE_LIMITS, signal);
  const info = checkMediaInfo(parseFfprobe(json, family));
  if (isPicture(info)) throw nothingInRange();
  const { format, streams } = Line.parse(JSON.parse(json));
  const picture = streams.find(
    ({ codec_type, disposition }) => codec_type === "video" && disposition.attached_pic === 0,
  );
  const us = Math.round(Number(format.start_time) * 1_000_000);
  const turned = picture?.side_data_list.find(({ rotation }) => rotation !== undefined);
  return {
    ...{ info, zeroUs: Number.isSafeInteger(us) ? us : 0 },
    stream: picture?.index ?? 0,
    ...{ timeBase: picture?.time_base ?? null, rotation: Math.round(turned?.rotation ?? 0) },
  };
}

const text = z.string().max(64).optional().catch(undefined);
const Line = z.object({
  format: z.object({ start_time: text }).catch({ start_time: undefined }),
  streams: z.array(
    z.object({
      index: z.int().min(0).catch(0),
      codec_type: text,
      time_base: z
        .string()
        .regex(/^[1-9]\d{0,9}\/[1-9]\d{0,9}$/)
        .optional()
        .catch(undefined),
      disposition: z.object({ attached_pic: z.int().catch(0) }).catch({ attached_pic: 0 }),
      side_data_list: z.array(z.object({ rotation: z.number().optional() })).catch([]),
    }),
  ),
});
