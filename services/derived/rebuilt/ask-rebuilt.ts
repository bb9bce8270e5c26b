/** Use case: somebody wants a recording that lost its index given a new one, by a sound recording of the same device, as an item of its own. */
import { Refusal } from "../../kernel/refusal.ts";
import { isPicture } from "../../media/media-info.ts";
import { type AskOfItemDeps, type Asked, factsOf, infoOf, stemOf } from "../ask-of-item.ts";
import { type DerivedRequest, type RebuiltParameters, inputOf } from "../derived-request.ts";

/**
 * What would be made; nothing is kept yet.
 * @throws Refusal missing "evidence/no-such-item"; as `inputOf`; invalid "media/has-index", "media/like-not-understood".
 */
export async function planRebuilt(
  deps: AskOfItemDeps,
  parameters: RebuiltParameters,
  asked: Asked,
): Promise<DerivedRequest<"rebuilt">> {
  const { itemId, likeId } = parameters;
  const [broken, like] = await Promise.all([deps.items.get(itemId), deps.items.get(likeId)]);
  const facts = factsOf(deps, broken, asked);
  const second = inputOf(like, null);
  if (infoOf(broken) !== null) throw playsAlready();
  const info = infoOf(like);
  if (info === null || isPicture(info)) throw noHelp();
  const filename = `${stemOf(broken)} rebuilt.mp4`;
  const mediaType = info.video === null ? "audio/mp4" : "video/mp4";
  return {
    ...{ ...facts, kind: "rebuilt", parameters, inputs: [...facts.inputs, second] },
    announced: { ...facts.announced, filename, mediaType },
  };
}

const playsAlready = (): Refusal =>
  new Refusal("invalid", "media/has-index", "the recording can be read as it is", {
    fix: "Nothing is to be rebuilt: use the recording itself.",
  });

const noHelp = (): Refusal =>
  new Refusal("invalid", "media/like-not-understood", "the second recording cannot be read", {
    fix: "Name a recording that plays, of the same device with the same settings, with its index in it.",
  });
