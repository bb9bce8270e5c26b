/** Custody events as sentences: values as recorded, in both languages, whatever the data holds. */
import { createInstance } from "i18next";
import { describe, expect, it } from "vitest";
import { CUSTODY_KINDS } from "../../../services/evidence/custody-event.ts";
import {
  custodySentence,
  isThumbnailRead,
} from "../../../services/web/src/item/custody-sentence.ts";
import { LIST_PURPOSE } from "../../../services/web/src/item/purpose.ts";
import type { Say } from "../../../services/web/src/texts/texts.ts";
import { textsIn } from "../../fixtures/page-texts.ts";
import type { Language } from "../../../services/web/src/texts/text.ts";

async function sayIn(language: Language): Promise<Say> {
  const texts = createInstance();
  await texts.init({
    lng: language,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { [language]: { translation: textsIn(language) } },
  });
  return (key, values) => texts.t(key, { ...values });
}
const chinese = await sayIn("zh-CN");
const english = await sayIn("en");

const user = { actor: "user:u1", actorName: "李审核" };

describe("custodySentence", () => {
  it("names the device that uploaded, in both languages", () => {
    const event = { kind: "received", actor: "device:d1", actorName: "DC-0012", data: {} };
    expect(custodySentence(chinese, event).text).toMatch(/^设备 DC-0012 上传了/);
    expect(custodySentence(english, event).text).toMatch(/^Device DC-0012 uploaded/);
  });

  it("quotes purpose and representation of an access, and leaves the rest of the data to be shown", () => {
    const data = { representation: "viewing", purpose: "案件审核", role: "reviewer" };
    const { text, rest } = custodySentence(english, { kind: "accessed", ...user, data });
    expect(text).toBe("李审核 read the viewing copy for “案件审核”");
    expect(rest).toEqual({ role: "reviewer" });
  });

  it("quotes case number and reason of an unlinking as they were recorded", () => {
    const data = { caseId: "c1", caseNumber: "2026-118", reason: "关联 <b>错误</b>" };
    const { text } = custodySentence(chinese, { kind: "unlinked", ...user, data });
    expect(text).toContain("2026-118");
    expect(text).toContain("“关联 <b>错误</b>”");
  });

  it("says a known reason of a quarantine in words, and an unknown one as it stands", () => {
    const said = (reason: string): string =>
      custodySentence(english, { kind: "quarantined", ...user, data: { reason } }).text;
    expect(said("ingest/declared-digest-differs")).toContain("digest the device stated");
    expect(said("later/unheard-of")).toContain("later/unheard-of");
  });

  it("loses no value that the sentence does not tell, for any kind and without any data", () => {
    for (const kind of CUSTODY_KINDS) {
      const data = { unheardOf: 7, more: ["x"] };
      const { text, rest } = custodySentence(english, { kind, ...user, data });
      expect(text, kind).not.toContain("{{");
      expect(rest, kind).toEqual(data);
    }
  });

  it("shows a kind that is newer than the page, with all of its data", () => {
    const event = { kind: "moved-house", ...user, data: { certificate: "c" } };
    expect(custodySentence(chinese, event)).toEqual({
      text: "李审核: moved-house",
      rest: { certificate: "c" },
    });
  });

  it("does not let recorded text reach the template", () => {
    const data = { representation: "viewing", purpose: "{{who}} $t(frame.yes)" };
    const { text } = custodySentence(english, { kind: "accessed", ...user, data });
    expect(text).toContain("“{{who}} $t(frame.yes)”");
  });
});

describe("isThumbnailRead", () => {
  it("folds only reads that a list made", () => {
    const read = (kind: string, purpose: string): boolean =>
      isThumbnailRead({ kind, ...user, data: { purpose } });
    expect(read("accessed", LIST_PURPOSE)).toBe(true);
    expect(read("accessed", "案件审核")).toBe(false);
    expect(read("access-refused", LIST_PURPOSE)).toBe(false);
  });
});
