/** What a policy pack says of labels counts where it asks for more than the law, and nowhere for less. */
import { expect, test } from "vitest";
import type { CalendarDate } from "../../../services/calendar/calendar-date.ts";
import type { IsoTerm } from "../../../services/calendar/term.ts";
import { familiesOf } from "../../../services/review/secrecy-families.ts";
import { type Families, type Family, reviewPeriods } from "../../../services/secrecy/family.ts";
import { endOfTerm } from "../../../services/secrecy/label.ts";
import { labelBody } from "../../../services/review/secrecy-schema.ts";
import type { LabelKind } from "../../../services/secrecy/label-kind.ts";
import { shippedPack } from "../../fixtures/packs.ts";
import { aLabel } from "../../fixtures/secrecy.ts";

const day = (text: string) => text as CalendarDate;
const family = (said: Partial<Family>): Family => ({
  ...{ longest: null, review: null, setBy: ["city"], beforeRelease: null, ...said },
});
const term = (text: string) => text as IsoTerm;
const ISSUED = day("2025-06-01");

test("the shorter of the law's longest term and the pack's bounds a label, wished or not", () => {
  const end = (longest: string | null, wished: string | null, kind: "secret" | "trade") => {
    const families = { [kind]: family({ longest: longest === null ? null : term(longest) }) };
    try {
      return endOfTerm(kind, ISSUED, wished === null ? null : day(wished), families);
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  expect(end("P5Y", null, "secret")).toBe("2030-06-01");
  expect(end("P5Y", "2030-06-02", "secret")).toBe("secrecy/term-too-long");
  expect(end("P50Y", null, "secret")).toBe("2035-06-01");
  expect(end("P50Y", "2035-06-02", "secret")).toBe("secrecy/term-too-long");
  expect([end("P2Y", null, "trade"), end(null, null, "trade")]).toEqual(["2027-06-01", null]);
  expect(end("P2Y", "2027-06-01", "trade")).toBe("2027-06-01");
  expect(end("P2Y", "2027-06-02", "trade")).toBe("secrecy/term-too-long");
});

test("a level is reviewed once a year at least, sooner where the pack says so; other labels where it says so alone", () => {
  const law = { secret: "P1Y", "highly-secret": "P1Y", "top-secret": "P1Y" };
  expect(reviewPeriods({})).toEqual(law);
  const families: Families = {
    secret: family({ review: term("P6M") }),
    "highly-secret": family({ review: term("P3Y") }),
    work: family({ review: term("P2Y") }),
    trade: family({}),
  };
  expect(reviewPeriods(families)).toEqual({ ...law, secret: "P6M", work: "P2Y" });
});

test("the pack of Hainan: work secrets are reviewed each year, levels are the law's; what is to be done before release is told", () => {
  const families = familiesOf(shippedPack("cn-hainan-2019"));
  expect(reviewPeriods(families)).toMatchObject({ work: "P1Y", secret: "P1Y" });
  const ends = (["secret", "highly-secret", "top-secret", "work"] as const).map((kind) =>
    endOfTerm(kind, ISSUED, null, families),
  );
  expect(ends).toEqual(["2035-06-01", "2045-06-01", "2055-06-01", null]);
  const told = (kind: LabelKind, ended = false) => {
    const label = { ...aLabel(kind, ISSUED), ...(ended ? { until: day("2025-07-01") } : {}) };
    return labelBody(label, day("2026-01-01"), families).beforeRelease;
  };
  expect(told("minor")).toMatchObject({ "zh-CN": "不得公开可识别未成年人的内容" });
  // What is in force no more asks for nothing.
  expect([told("secret"), told("minor", true)]).toEqual([null, null]);
});

test("the pack of Oregon: faces are covered before release, and no other rule of labels comes with it", () => {
  const families = familiesOf(shippedPack("us-oregon-133-741"));
  expect(Object.keys(families)).toEqual(["privacy"]);
  expect(reviewPeriods(families)).toEqual(reviewPeriods({}));
});
