/** Hears every packet of one stream of a file, in the order they lie in; nothing is decoded, and nothing is kept of them here. */
import type { PictureTime } from "../../services/derived/still-picture.ts";
import { MAX_STREAMS } from "../../services/media/media-info.ts";
import type { RunLimits } from "../../services/media/viewing-plan.ts";
import type { Container } from "../../services/source/container.ts";
import { heardRun } from "./heard-run.ts";
import { TEXT_DECODERS, restrictions } from "./recipes.ts";
import type { Sandbox } from "./sandbox.ts";

export interface Listed {
  readonly folder: string;
  /** In the folder; a name of ours. */
  readonly file: string;
  readonly family: Container;
  readonly stream: "video" | "audio";
  readonly limits: RunLimits;
  readonly signal: AbortSignal;
}

/** `atUs` is as the container says it. @throws Refusal as MediaTools.probe. */
export async function heardPackets(
  sandbox: Pick<Sandbox, "launcher">,
  { folder, file, family, stream, limits, signal }: Listed,
  onPacket: (packet: PictureTime) => void,
): Promise<void> {
  const args = listArguments(family, stream, file);
  await heardRun({ sandbox, folder, tool: "ffprobe", args, limits, signal }, (moved) => ({
    onPrinted: (line) => {
      moved();
      const packet = packetIn(line);
      if (packet !== null) onPacket(packet);
    },
  }));
}

const listArguments = (
  family: Container,
  stream: "video" | "audio",
  file: string,
): readonly string[] => [
  ...["-hide_banner", "-v", "error", "-of", "compact"],
  ...["-show_entries", "packet=pts,pts_time,dts_time,duration_time,flags"],
  ...["-select_streams", stream === "video" ? "V:0" : "a:0"],
  ...[...restrictions(family, MAX_STREAMS + 1, TEXT_DECODERS), `file:${file}`],
];

/** "packet|pts_time=0.04|dts_time=0|duration_time=0.04|flags=K_"; null: another line. */
export function packetIn(line: string): PictureTime | null {
  if (!line.startsWith("packet|")) return null;
  const of = (name: string): number | null => {
    const text = new RegExp(`\\|${name}=(-?[\\d.]{1,24})(?:\\||$)`).exec(line)?.[1];
    const us = Math.round(Number(text) * 1_000_000);
    return text !== undefined && Number.isSafeInteger(us) ? us : null;
  };
  const pts = /\|pts=(-?\d{1,16})\|/.exec(line)?.[1];
  return {
    pts: pts === undefined ? null : Number(pts),
    atUs: of("pts_time") ?? of("dts_time"),
    lastsUs: Math.max(0, of("duration_time") ?? 0),
    isKey: line.includes("|flags=K"),
  };
}
