/** A way of positions as GeoJSON (RFC 7946), with times and gaps. */
import { z } from "zod";
import { FORMATS, SOURCES } from "../media/track/positions.ts";

const position = z.array(z.number()).min(2).max(3);
const time = z.string().nullable();

export const TrackBody = z.object({
  type: z.literal("Feature"),
  geometry: z.union([
    z.object({ type: z.literal("MultiLineString"), coordinates: z.array(z.array(position)) }),
    z.object({ type: z.literal("MultiPoint"), coordinates: z.array(position) }),
  ]),
  properties: z.object({
    source: z
      .enum(SOURCES)
      .describe(
        "recording: its own tracks of text or its tags tell it; side-file: this file does; photograph: its own tags (Exif)",
      ),
    format: z.enum(FORMATS),
    positions: z.int(),
    leftOut: z.int().describe("Told, and none: without a fix, beyond the poles, a sum that fails"),
    coordTimes: z
      .array(z.array(time))
      .describe(
        "By the receiver, or the camera's own clock with its zone, in the shape of the coordinates",
      ),
    gaps: z
      .array(z.object({ from: z.string(), to: z.string() }))
      .describe("Longer than 30 seconds without a position"),
  }),
});
export type TrackBody = z.infer<typeof TrackBody>;
