/** Routes: the bytes of originals and copies, each with a purpose and an access event before the first byte. */
import type { z } from "zod";
import type { Permission } from "../access/permission.ts";
import type { ItemId } from "../kernel/ids.ts";
import { type Access, recordRefusal } from "./access-events.ts";
import { CopyPath, IdPath, MediaQuery } from "./api-schema.ts";
import { type MediaDeps, readMedia } from "./read-media.ts";
import { type ContentDeps, requireContent } from "./require-content.ts";
import { ANY_TYPE, type Call, type Route, callerOf, route } from "./route.ts";

type MediaCall = Call<
  { readonly id: string; readonly kind?: string },
  z.infer<typeof MediaQuery>,
  undefined
>;

export interface MediaRouteDeps extends MediaDeps, ContentDeps {}

export const mediaRoutes = (deps: MediaRouteDeps): Route[] => [
  mediaRoute(deps, {
    path: "/items/{id}/original",
    summary: "The original, byte for byte; one Range at a time",
    permission: "originals:read",
    params: IdPath,
  }),
  mediaRoute(deps, {
    path: "/items/{id}/derivatives/{kind}",
    summary:
      "The viewing copy, the poster, the storyboard or the wave form (`.dat` of audiowaveform); one Range at a time",
    permission: "copies:watch",
    params: CopyPath,
  }),
];

interface MediaSpec {
  readonly path: string;
  readonly summary: string;
  readonly permission: Permission;
  readonly params: typeof IdPath | typeof CopyPath;
}

function mediaRoute(deps: MediaRouteDeps, spec: MediaSpec): Route {
  return route({
    ...spec,
    method: "get",
    tag: "Media",
    query: MediaQuery,
    answer: { status: 200, mediaType: ANY_TYPE, ranged: true },
    onRefused: async (call) => {
      // Only what exists has a record to write to, and one who may not read learns no difference.
      const access = accessOf(call);
      await deps.items.get(access.itemId);
      await recordRefusal(deps, access);
    },
    handle: async (call) => {
      const isPicture = accessOf(call).representation === "poster";
      const isTaken = call.query.download === "true";
      const stated = isPicture ? null : { ...call.query, isTaken };
      const id = call.params.id as ItemId;
      const by = await requireContent(deps, call, spec.permission, [id], stated);
      return readMedia(deps, {
        ...{ ...accessOf(call), grants: by.get(id) ?? [] },
        isDownload: accessOf(call).representation === "original" || call.query.download === "true",
        range: call.range,
        ifRange: call.ifRange,
        download: call.query.download === "true",
      });
    },
  });
}

function accessOf(call: MediaCall): Access {
  return {
    itemId: call.params.id as ItemId,
    representation: call.params.kind ?? "original",
    purposeKind: call.query.purposeKind,
    purpose: call.query.purpose,
    caller: callerOf(call),
    requestId: call.requestId,
  };
}
