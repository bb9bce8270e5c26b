/** Use case: somebody wants parts of one sealed recording hidden, as an item of its own. */
import { type AskOfItemDeps, type Asked, factsOf, infoOf, stemOf } from "../ask-of-item.ts";
import { isPicture } from "../../media/media-info.ts";
import type { DerivedRequest } from "../derived-request.ts";
import { type RedactedParameters, masksOfPhotograph, requireHidden } from "./masks.ts";

/**
 * What would be made; nothing is kept yet.
 * @throws Refusal missing "evidence/no-such-item"; as `inputOf`, `masksOfPhotograph`, `requireHidden`.
 */
export async function planRedacted(
  deps: AskOfItemDeps,
  parameters: RedactedParameters,
  asked: Asked,
): Promise<DerivedRequest<"redacted">> {
  const item = await deps.items.get(parameters.itemId);
  const facts = factsOf(deps, item, asked);
  const info = infoOf(item);
  if (info !== null) {
    requireHidden(parameters, { picture: info.video !== null, sound: info.audio !== null });
  }
  const isStill = info !== null && isPicture(info);
  const film = info !== null && info.video === null ? "audio/mp4" : "video/mp4";
  const mediaType = isStill ? "image/png" : film;
  const filename = `${stemOf(item)} redacted.${isStill ? "png" : "mp4"}`;
  const announced = { ...facts.announced, filename, mediaType };
  const masks = isStill ? masksOfPhotograph(parameters) : parameters;
  return { ...facts, kind: "redacted", parameters: { ...parameters, ...masks }, announced };
}
