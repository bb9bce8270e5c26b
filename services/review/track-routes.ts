/** Route: the way that a recording tells inside, or a side file of a receiver (GPX, NMEA 0183, ISO 6709), and the place of a photograph. */
import { latin1 } from "../source/container.ts";
import type { ItemId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { isCopySealed } from "../evidence/pipeline.ts";
import { type ReadExif, exifPositions, isPhotograph } from "../media/track/exif.ts";
import { MAX_TRACK_BYTES, type SOURCES } from "../media/track/positions.ts";
import { positionsIn, trackOf } from "../media/track/track.ts";
import { type Access, recordAccess, recordRefusal } from "./access-events.ts";
import { IdPath } from "./api-schema.ts";
import { checkedBytes } from "./checked-bytes.ts";
import { WatchQuery } from "./film-schema.ts";
import { type Found, type MediaDeps, findCopy, findOriginal } from "./read-media.ts";
import { type ContentDeps, requireContent } from "./require-content.ts";
import { type Route, callerOf, route } from "./route.ts";
import { TrackBody } from "./track-schema.ts";

export interface TrackRouteDeps extends MediaDeps, ContentDeps {
  readonly readExif: ReadExif;
}

const PERMISSION = "originals:read";

export const trackRoutes = (deps: TrackRouteDeps): Route[] => [
  route({
    method: "get",
    path: "/items/{id}/track.geojson",
    tag: "Media",
    summary:
      "GeoJSON: the positions that a recording tells inside, or a GPX or NMEA file, with times and gaps; the place of a photograph",
    permission: PERMISSION,
    params: IdPath,
    query: WatchQuery,
    answer: { status: 200, schema: TrackBody },
    onRefused: async (call) => {
      const access = accessOf(call);
      await deps.items.get(access.itemId);
      await recordRefusal(deps, access);
    },
    handle: async (call) => {
      const access = accessOf(call);
      const { itemId } = access;
      const by = await requireContent(deps, call, PERMISSION, [itemId], {
        ...call.query,
        isTaken: true,
      });
      const { found, source } = await findTold(deps, itemId);
      if (found.sizeBytes > MAX_TRACK_BYTES) throw noTrack();
      // It tells all that the original does; so it counts as the original.
      const told = { ...access, grants: by.get(itemId) ?? [], isDownload: true };
      await recordAccess(deps, told, false);
      const stored = await deps.objects.read(found.object);
      const bytes = (await checkedBytes(stored, found.sha256).toArray()) as Uint8Array[];
      const whole = Buffer.concat(bytes);
      const isPlace = source === "side-file" && isPhotograph(latin1(whole.subarray(0, 16)));
      const positions = isPlace
        ? exifPositions(await deps.readExif(whole))
        : positionsIn(latin1(whole));
      if (positions === null) throw noTrack();
      return {
        json: trackOf(positions, isPlace ? "photograph" : source),
        headers: { "Cache-Control": "private, no-store" },
      };
    },
  }),
];

/** What was found inside a recording, once it is sealed; else the file itself. */
async function findTold(
  deps: TrackRouteDeps,
  itemId: ItemId,
): Promise<{ readonly found: Found; readonly source: (typeof SOURCES)[number] }> {
  const item = await deps.items.get(itemId);
  const copies = await deps.derivatives.derivatives(itemId);
  const isInside =
    copies.some(({ kind }) => kind === "positions") && isCopySealed(item, "positions");
  return isInside
    ? {
        found: await findCopy(deps, { itemId, representation: "positions", download: true }),
        source: "recording",
      }
    : { found: await findOriginal(deps, itemId), source: "side-file" };
}

function accessOf(call: {
  readonly params: { readonly id: string };
  readonly query: Pick<Access, "purpose" | "purposeKind">;
  readonly caller: Parameters<typeof callerOf>[0]["caller"];
  readonly requestId: string;
}): Access {
  return {
    ...{ itemId: call.params.id as ItemId, representation: "original" },
    ...{ purposeKind: call.query.purposeKind, purpose: call.query.purpose },
    ...{ caller: callerOf(call), requestId: call.requestId },
  };
}

const noTrack = (): Refusal =>
  new Refusal("missing", "review/no-such-copy", "no positions are in this file", {
    fix: "Read are what was found inside a recording, files of GPX, NMEA 0183 (RMC) and ISO 6709, and the place in a JPEG or HEIC photograph, up to 48 MiB; download the original for all else.",
  });
