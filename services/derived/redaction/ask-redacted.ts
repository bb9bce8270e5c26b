/** Use case: somebody wants parts of one sealed recording hidden, as an item of its own. */
import { type AskOfItemDeps, type Asked, factsOf, infoOf, stemOf } from "../ask-of-item.ts";
import type { DerivedRequest } from "../derived-request.ts";
import { type RedactedParameters, requireFilm, requireHidden } from "./masks.ts";

/**
 * What would be made; nothing is kept yet.
 * @throws Refusal missing "evidence/no-such-item"; as `inputOf`, `requireFilm`, `requireHidden`.
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
    requireFilm(info);
    requireHidden(parameters, { picture: info.video !== null, sound: info.audio !== null });
  }
  const mediaType = info !== null && info.video === null ? "audio/mp4" : "video/mp4";
  const filename = `${stemOf(item)} redacted.mp4`;
  const announced = { ...facts.announced, filename, mediaType };
  return { ...facts, kind: "redacted", parameters, announced };
}
