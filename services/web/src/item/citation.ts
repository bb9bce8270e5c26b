/** How a moment is cited, as one text to be copied; and what is to be said of its picture beside it. */
import type { MomentBody } from "../../../review/moment-schema.ts";
import { type Say, sayCode } from "../texts/texts.ts";

/** `origin`: of this page's own address. */
export function citationText(say: Say, moment: MomentBody, origin: string): string {
  const { itemId: item, sha256, ptsMs, wall, page, picture } = moment;
  const values = {
    ...{ item, sha256: sha256 ?? "", at: (ptsMs / 1_000).toFixed(3), page: `${origin}${page}` },
    wall: wall?.at ?? say("moment.no-wall"),
  };
  if (picture?.state !== "made") return say("moment.text", values);
  const { atUs, pts, timeBase, frameSha256, pixelFormat } = picture;
  return say("moment.text-picture", {
    ...{ ...values, pts, timeBase, frameSha256, pixelFormat },
    pictureAt: (atUs / 1_000_000).toFixed(3),
  });
}

/** Null: nothing is to be said of it. */
export function pictureNote(say: Say, picture: MomentBody["picture"]): string | null {
  if (picture === null) return null;
  if (picture.state === "waiting") return say("moment.picture-waiting");
  if (picture.state === "made") return say("moment.picture-made");
  return `${say(`moment.picture-${picture.state}`)} ${sayCode(say, picture.reason)}`;
}
