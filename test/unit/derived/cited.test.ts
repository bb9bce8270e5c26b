/** What a citation says of its picture, as a text in both languages and as a line for anybody's shell; and when there is none. */
import { createInstance } from "i18next";
import { expect, it } from "vitest";
import { noPictureIn } from "../../../services/derived/cited/cited-picture.ts";
import { pictureCommand } from "../../../services/evidence/still-taken.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { newId } from "../../../services/kernel/ids.ts";
import { MomentBody } from "../../../services/review/moment-schema.ts";
import { citationText, pictureNote } from "../../../services/web/src/item/citation.ts";
import type { Language } from "../../../services/web/src/texts/text.ts";
import type { Say } from "../../../services/web/src/texts/texts.ts";
import { citedPicture } from "../../fixtures/cited-picture.ts";
import { mediaInfo } from "../../fixtures/media-info.ts";
import { textsIn } from "../../fixtures/page-texts.ts";

async function sayIn(language: Language): Promise<Say> {
  const texts = createInstance();
  await texts.init({
    ...{ lng: language, keySeparator: false, nsSeparator: false },
    interpolation: { escapeValue: false },
    resources: { [language]: { translation: textsIn(language) } },
  });
  return (key, values) => texts.t(key, { ...values });
}

const { madeBy, ...found } = citedPicture();
const made = {
  ...{ ...found, state: "made", command: pictureCommand(found.pts, "SOURCE") },
  madeBy: { ...madeBy, program: null },
};
const itemId = newId();
const moment = (picture: object | null): MomentBody =>
  MomentBody.parse({
    ...{ itemId, filename: "a.mp4", sha256: sha256("o"), ptsMs: 500, wall: null },
    ...{ page: `/items/${itemId}?t=500`, picture },
  });

it.each(["zh-CN", "en"] as const)(
  "names the picture once its digest is there: %s",
  async (language) => {
    const say = await sayIn(language);
    const text = citationText(say, moment(made), "https://h");
    for (const each of [
      sha256("o"),
      "43200",
      "1/90000",
      found.frameSha256,
      "yuv420p",
      "0.500",
      "0.480",
    ])
      expect(text).toContain(each);
    expect(text).toContain(`https://h/items/${itemId}?t=500`);
    expect(text).not.toMatch(/\{\{|undefined/);
    for (const picture of [
      null,
      { state: "waiting" },
      { state: "none", reason: "derived/no-picture" },
    ]) {
      const short = citationText(say, moment(picture), "https://h");
      expect(short).not.toContain(found.frameSha256);
      expect(short).toContain(sha256("o"));
    }
  },
);

it("says that it is being made, and why there is none", async () => {
  const say = await sayIn("en");
  expect(pictureNote(say, null)).toBeNull();
  expect(pictureNote(say, moment({ state: "waiting" }).picture)).toMatch(/being made/);
  expect(pictureNote(say, moment(made).picture)).toMatch(/ffmpeg/);
  const none = (state: string, reason: string) =>
    pictureNote(say, moment({ state, reason }).picture);
  expect(none("none", "derived/damaged-there")).toMatch(/damaged there/);
  expect(none("none", "derived/no-picture")).toMatch(/no moving picture/);
  expect(none("failed", "media/tool-failed")).toMatch(/tried anew/);
  expect(none("hidden", "secrecy/not-for-you")).toMatch(/not shown to you/);
});

it("is none of a sound and of a photograph, which is known before anything is decoded", () => {
  const { video, audio, ...rest } = mediaInfo();
  expect(noPictureIn({ mediaInfo: null })).toBeNull();
  expect(noPictureIn({ mediaInfo: { ...rest, video, audio } })).toBeNull();
  expect(noPictureIn({ mediaInfo: { ...rest, video: null, audio } })).toBe("derived/no-picture");
  expect(noPictureIn({ mediaInfo: { ...rest, video, audio, family: "jpeg_pipe" } })).toBe(
    "derived/no-picture",
  );
});

it("quotes the time stamp so that a shell takes it as one word", () => {
  expect(pictureCommand(-12, "a.mp4")).toContain("-vf 'select=eq(pts\\,-12)'");
});
