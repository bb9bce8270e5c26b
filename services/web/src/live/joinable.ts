/** Which takes of a channel can be made one recording: those that stand in their place and hold something. */
import type { LiveSession } from "./live-api.ts";

type Channel = LiveSession["channels"][number];

const inPlace = (channel: Pick<Channel, "takes"> | undefined): Channel["takes"] =>
  (channel?.takes ?? []).filter(({ lane, bytes }) => lane === "main" && bytes > 0);

/** In the order in which they began. */
export const tracksOf = (channel: Pick<Channel, "takes"> | undefined): readonly string[] => [
  ...new Set(inPlace(channel).map(({ track }) => track)),
];

export const takesOf = (
  channel: Pick<Channel, "takes"> | undefined,
  wanted: string | undefined,
): Channel["takes"] =>
  inPlace(channel)
    .filter(({ track }) => track === wanted)
    .toSorted((one, other) => one.number - other.number);
