/** Routes: a viewing copy by parts, for recordings whose index alone is long to load (HLS, RFC 8216). */
import type { z } from "zod";
import { requireThere } from "../evidence/require-there.ts";
import type { ItemId } from "../kernel/ids.ts";
import { filmPlaylist } from "../media/film/film-playlist.ts";
import { type Access, recordRefusal } from "./access-events.ts";
import { IdPath } from "./api-schema.ts";
import { Films } from "./films.ts";
import { WatchQuery } from "./film-schema.ts";
import type { MediaDeps } from "./read-media.ts";
import { findCopy } from "./read-media.ts";
import { readFilm } from "./read-film.ts";
import { type ContentDeps, requireContent } from "./require-content.ts";
import { type Call, type Route, callerOf, route } from "./route.ts";

type FilmCall = Call<{ readonly id: string }, z.infer<typeof WatchQuery>, undefined>;

export interface FilmRouteDeps extends MediaDeps, ContentDeps {}

/** Beside the playlist. */
const STREAM = "stream.mp4";

export function filmRoutes(deps: FilmRouteDeps): Route[] {
  const films = new Films();
  const described = {
    ...({ method: "get", tag: "Media", permission: "copies:watch" } as const),
    ...{ params: IdPath, query: WatchQuery },
    onRefused: async (call: FilmCall) => {
      const access = accessOf(call);
      await deps.items.get(access.itemId);
      await recordRefusal(deps, access);
    },
  };
  const allowed = async (call: FilmCall) => {
    const id = call.params.id as ItemId;
    const by = await requireContent(deps, call, described.permission, [id], call.query);
    return by.get(id) ?? [];
  };
  return [
    route({
      ...described,
      path: "/items/{id}/derivatives/viewing/playlist.m3u8",
      summary:
        "The viewing copy as an HLS playlist of byte ranges of one file; no picture is in it",
      answer: { status: 200, mediaType: "application/vnd.apple.mpegurl" },
      handle: async (call) => {
        await allowed(call);
        const access = accessOf(call);
        const item = await deps.items.get(access.itemId);
        requireThere(item);
        const copy = await findCopy(deps, { ...access, download: false });
        const film = await films.of(deps.objects, copy);
        const query = new URLSearchParams({ ...call.query });
        const text = filmPlaylist(film, `${STREAM}?${query.toString()}`, item.announced.recordedAt);
        return {
          bytes: Buffer.from(text),
          headers: {
            "Content-Type": "application/vnd.apple.mpegurl",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
          },
        };
      },
    }),
    route({
      ...described,
      path: `/items/{id}/derivatives/viewing/${STREAM}`,
      summary: "The viewing copy in fragments, as its playlist tells them; one Range at a time",
      answer: { status: 200, mediaType: "video/mp4", ranged: true },
      handle: async (call) =>
        readFilm(
          { ...deps, films },
          {
            ...{ ...accessOf(call), grants: await allowed(call), isDownload: false },
            ...{ range: call.range, download: false },
          },
        ),
    }),
  ];
}

function accessOf(call: FilmCall): Access {
  return {
    itemId: call.params.id as ItemId,
    representation: "viewing",
    purposeKind: call.query.purposeKind,
    purpose: call.query.purpose,
    caller: callerOf(call),
    requestId: call.requestId,
  };
}
