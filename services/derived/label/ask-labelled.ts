/** Use case: somebody wants a copy of one sealed recording with lines, clocks or subtitles in it, as an item of its own. */
import type { Label } from "../../evidence/label-taken.ts";
import { sha256 } from "../../kernel/digest.ts";
import type { UserId } from "../../kernel/ids.ts";
import { Refusal } from "../../kernel/refusal.ts";
import type { ZoneTime } from "../../kernel/zone-time.ts";
import { type MediaInfo, isPicture } from "../../media/media-info.ts";
import type { Purpose } from "../../secrecy/purpose.ts";
import { type AskOfItemDeps, endOf, factsOf, infoOf, stemOf } from "../ask-of-item.ts";
import type { DerivedRequest } from "../derived-request.ts";
import { requireRange } from "../excerpt-range.ts";
import { requireMoment } from "../still-picture.ts";
import { labelFiles, planLabel } from "./label-plan.ts";
import { type LabelWish, type LabelledParameters, isDrawable } from "./label-wish.ts";
import { readSubtitles, writeWebVtt } from "./subtitles.ts";
import { wallOf } from "./wall-text.ts";

export interface AskLabelledDeps extends AskOfItemDeps {
  readonly zoneTime: ZoneTime;
}

export interface AskedBy {
  readonly person: { readonly id: UserId; readonly name: string; readonly displayName: string };
  readonly purposeKind: Purpose;
  readonly purpose: string;
}

/**
 * What would be made; nothing is kept yet.
 * @throws Refusal missing "evidence/no-such-item"; conflict "derived/no-wall-clock"; invalid "derived/no-film", "derived/subtitles",
 * "derived/label-too-wide"; as `inputOf`, `requireRange`, `requireMoment`.
 */
export async function planLabelled(
  deps: AskLabelledDeps,
  itemId: LabelledParameters["itemId"],
  wish: LabelWish,
  { person, ...asked }: AskedBy,
): Promise<DerivedRequest<"labelled">> {
  const item = await deps.items.get(itemId);
  const facts = factsOf(deps, item, { by: person.id, ...asked });
  const cues = wish.subtitles === null ? [] : readSubtitles(wish.subtitles.text);
  const end = endOf(item);
  if (end !== null) requireRange({ fromMs: 0, toMs: end, how: "exact" }, end);
  requireMoment(cues.at(-1)?.fromMs ?? 0, end);
  const words = wish.subtitles === null ? null : writeWebVtt(cues);
  const { place, size, timeCode } = wish;
  const label: Label = {
    lines: [...wish.lines, ...(wish.stamp ? stampOf(deps, person) : [])],
    ...{ place, size, timeCode, wall: wish.wallClock ? wallOf(item, deps.zoneTime) : null },
    subtitles:
      wish.subtitles === null || words === null
        ? null
        : {
            ...{ sha256: sha256(words), cues: cues.length },
            ...{ language: wish.subtitles.language, burned: wish.subtitles.burned },
          },
  };
  const info = infoOf(item);
  if (info !== null) {
    const { displayWidthPx: widthPx, displayHeightPx: heightPx } = requirePicture(info);
    planLabel(label, { widthPx, heightPx });
    labelFiles({ ...label, widthPx, heightPx }, cues);
  }
  const filename = `${stemOf(item)} labelled.mp4`;
  const announced = { ...facts.announced, filename, mediaType: "video/mp4" };
  const parameters = { itemId, ...label };
  return { ...facts, kind: "labelled", parameters, announced, words };
}

/** @throws Refusal invalid "derived/no-film". */
export function requirePicture(info: MediaInfo): NonNullable<MediaInfo["video"]> {
  if (info.video !== null && !isPicture(info)) return info.video;
  throw new Refusal("invalid", "derived/no-film", "only a film has room for lines and clocks", {
    fix: "Name an item with a moving picture.",
  });
}

/** The name they sign on by, where their own is in letters that are not drawn. */
function stampOf({ clock, zoneTime }: AskLabelledDeps, { name, displayName }: AskedBy["person"]) {
  const who = isDrawable(displayName) ? Array.from(displayName).slice(0, 24).join("") : name;
  return [who.slice(0, 24), zoneTime(clock()).replace(/\.\d{3} /, " ")];
}
