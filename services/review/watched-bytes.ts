/** Use case: bytes of a take leave for a watch, after what says so is kept; how much left is told of its item, once it is one. */
import { findItem } from "../evidence/find-item.ts";
import type { UploadStore } from "../ingest/upload-store.ts";
import type { LiveChannel } from "../live/live-session.ts";
import type { IncomingStore } from "../objects/incoming-store.ts";
import { takeName } from "../watching/playlist.ts";
import { noSuchTake, takeBytes } from "../watching/take-bytes.ts";
import type { Watch } from "../watching/watch.ts";
import type { PlayedTake, WatchStore } from "../watching/watch-store.ts";
import { type Access, recordAccess } from "./access-events.ts";
import { parseRange } from "./byte-range.ts";
import { contentDisposition, mediaHeaders } from "./media-headers.ts";
import { type MediaDeps, counted } from "./read-media.ts";
import { type ContentDeps, requireContent } from "./require-content.ts";
import { type Call, type Reply, callerOf } from "./route.ts";

export interface WatchedBytesDeps
  extends Omit<MediaDeps, "derivatives" | "items">, ContentDeps, Pick<MediaDeps, "items"> {
  readonly watches: WatchStore;
  readonly uploads: Pick<UploadStore, "get" | "parts">;
  readonly incoming: Pick<IncomingStore, "read">;
}

interface Wanted {
  readonly watch: Watch;
  readonly channel: LiveChannel;
  /** Name of the take. */
  readonly file: string;
}

/**
 * That a session is watched stands in the record of actions before its first byte leaves. Of a take that is an item its
 * own record says it too, before a byte of it leaves.
 * @throws Refusal missing "live/no-such-take"; invalid "review/range-not-satisfiable"; as `requireContent`, `recordAccess`, `takeBytes`.
 */
export async function watchedBytes(
  deps: WatchedBytesDeps,
  call: Pick<
    Call<unknown, unknown, unknown>,
    "caller" | "sight" | "range" | "ifRange" | "requestId"
  >,
  { watch, channel, file }: Wanted,
): Promise<Reply> {
  const take = await deps.watches.take(channel.id, Number.parseInt(file, 10));
  if (take === null || takeName(take.number, take.container) !== file) throw noSuchTake();
  // Nothing names one version of what still grows.
  const part = parseRange(call.ifRange === undefined ? call.range : undefined, take.bytes);
  const range = part ?? { firstByte: 0, lastByte: take.bytes - 1 };
  const { purposeKind, purpose } = watch;
  const access: Access = {
    ...{ itemId: take.id, representation: "live", purposeKind, purpose },
    ...{ caller: callerOf(call), requestId: call.requestId, isDownload: false },
  };
  const isItem = (await findItem(deps, take.id)) !== null;
  if (isItem) {
    const by = await requireContent(deps, call, "copies:watch", [take.id], watch);
    await recordAccess(deps, { ...access, grants: by.get(take.id) ?? [] }, true);
  }
  const bytes = take.bytes === 0 ? Buffer.alloc(0) : await takeBytes(deps, take.id, range);
  return {
    status: part === null ? 200 : 206,
    headers: mediaHeaders(
      {
        ...{ sizeBytes: take.bytes, sha256: null, mediaType: mediaTypeOf(take, channel) },
        disposition: contentDisposition("inline", file),
      },
      part,
    ),
    bytes: Buffer.isBuffer(bytes)
      ? bytes
      : counted(bytes, (from, to) => {
          const { firstByte } = range;
          const sent = { firstByte: firstByte + from, lastByte: firstByte + to - 1 };
          deps.viewings.note(access, sent, take.bytes, Date.parse(deps.clock()));
        }),
  };
}

const mediaTypeOf = ({ container }: PlayedTake, { kind }: LiveChannel): string =>
  container === "fmp4" ? (kind === "audio" ? "audio/mp4" : "video/mp4") : "video/mp2t";
