/** Routes: how a moment of a recording is cited, and the digest of the picture that stands there. */
import { type CiteMomentDeps, citeMoment } from "../derived/cited/cite-moment.ts";
import { type CitedOutcome, noPictureIn } from "../derived/cited/cited-picture.ts";
import { endOf } from "../derived/ask-of-item.ts";
import { wallAt } from "../derived/still-maker.ts";
import { requireMoment } from "../derived/still-picture.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import { pictureCommand } from "../evidence/still-taken.ts";
import type { ItemId } from "../kernel/ids.ts";
import { isRefusal } from "../kernel/refusal.ts";
import type { Sight } from "../secrecy/sight.ts";
import { IdPath } from "./api-schema.ts";
import { type CitedPictureBody, MomentBody, MomentQuery, MomentRequest } from "./moment-schema.ts";
import { programBody } from "./program-body.ts";
import { type ContentDeps, type StatedPurpose, requireContent } from "./require-content.ts";
import { type Route, callerOf, route } from "./route.ts";

export interface MomentRouteDeps extends CiteMomentDeps, ContentDeps {}

const tag = "Derived recordings";
const path = "/items/{id}/moment";
/** A picture of little can be guessed, and its digest tells whether that was right: it is for those who may watch it. */
const permission = "copies:watch";

export const momentRoutes = (deps: MomentRouteDeps): Route[] => [
  route({
    method: "get",
    path,
    tag,
    summary:
      "How a moment of a recording is cited: the item, its original's digest, the time, the page that opens there, and with a purpose stated the picture's digest, if somebody cited it",
    permission: "items:see",
    params: IdPath,
    query: MomentQuery,
    answer: { status: 200, schema: MomentBody },
    handle: async ({ params, query, sight }) => {
      const ptsMs = Number(query.ptsMs);
      const item = await deps.items.get(params.id as ItemId);
      requireMoment(ptsMs, endOf(item));
      const { purpose, purposeKind = "evidence" } = query;
      const stated = purpose === undefined ? null : { purpose, purposeKind };
      const picture = stated && (await pictureOf(deps, { sight }, item, ptsMs, stated));
      return { json: bodyOf(item, ptsMs, picture) };
    },
  }),
  route({
    method: "post",
    path,
    tag,
    summary:
      "Cite a moment of a sealed recording: the digest of the picture that stands there is made, once for all who cite it",
    permission,
    params: IdPath,
    body: MomentRequest,
    answer: { status: 202, schema: MomentBody },
    handle: async (call) => {
      const { ptsMs, ...stated } = call.body;
      const id = call.params.id as ItemId;
      await requireContent(deps, call, permission, [id], stated);
      const asked = { by: callerOf(call).person.id, ...stated };
      const outcome = await citeMoment(deps, id, ptsMs, asked);
      const json = bodyOf(await deps.items.get(id), ptsMs, told(outcome));
      return { json, status: 202 };
    },
  }),
];

const bodyOf = (item: EvidenceItem, ptsMs: number, picture: CitedPictureBody | null) => {
  const { id: itemId, original, announced } = item;
  return {
    ...{ itemId, filename: announced.filename, sha256: original?.sha256 ?? null, ptsMs },
    ...{ wall: wallAt(item, 1_000 * ptsMs), page: `/items/${itemId}?t=${ptsMs}`, picture },
  };
};

/** Null: nobody cited it. */
async function pictureOf(
  deps: MomentRouteDeps,
  call: { readonly sight: Sight | null },
  item: EvidenceItem,
  ptsMs: number,
  stated: StatedPurpose,
): Promise<CitedPictureBody | null> {
  try {
    await requireContent(deps, call, permission, [item.id], stated);
  } catch (error) {
    if (!isRefusal(error) || error.kind !== "forbidden") throw error;
    return { state: "hidden", reason: error.code };
  }
  const reason = noPictureIn(item);
  if (reason !== null) return { state: "none", reason };
  const kept = await deps.cited.find({ itemId: item.id, ptsMs });
  return kept && told(kept.outcome);
}

function told(outcome: CitedOutcome | null): CitedPictureBody {
  if (outcome === null) return { state: "waiting" };
  if (outcome.state !== "made") return outcome;
  const { madeBy, ...picture } = outcome.picture;
  const { tool, version, recipe } = madeBy;
  return {
    ...{ state: "made", ...picture },
    madeBy: { tool, version, recipe, program: programBody(madeBy) },
    command: pictureCommand(picture.pts, "SOURCE"),
  };
}
