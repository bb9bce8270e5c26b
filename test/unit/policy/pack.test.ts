/** Policy packs: those that come with the program are sound, every kind of fault is found, all at once and in both languages. */
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { LANGUAGES } from "../../../services/kernel/language.ts";
import { MAX_PACK_BYTES, readPack, requirePack } from "../../../services/policy/read-pack.ts";
import { MARKER_KINDS } from "../../../services/sessions/annotation.ts";
import { SESSION_ELEMENTS } from "../../../services/sessions/completeness.ts";
import { productFiles } from "../../architecture/source-files.ts";
import { SHIPPED, packBytes, shippedBytes, shippedPack } from "../../fixtures/packs.ts";

const hainan = shippedPack("cn-hainan-2019");
const term = (iso: string) => ({ kind: "duration", iso });

const OWN_WORDS = new Set<string>([...MARKER_KINDS, ...SESSION_ELEMENTS]);

const withoutComments = (text: string): string =>
  text.replace(/\/\*[^]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");

describe("packs that come with the program", () => {
  it.each(SHIPPED)("%s is sound, and called like its file", (name) => {
    expect(readPack(shippedBytes(name)).problems).toEqual([]);
    expect(shippedPack(name).code).toBe(name);
  });

  it("are two of two countries", () => {
    expect(SHIPPED).toEqual(["cn-hainan-2019", "us-oregon-133-741"]);
  });

  it("no code of theirs stands in the program", () => {
    const codes = SHIPPED.map(shippedPack).flatMap((pack) => [
      pack.code,
      ...[pack.activities, pack.classes, pack.sources, pack.deadlines, pack.records]
        .flat()
        .map(({ code }) => code),
      // A word like "time" may be another's too; marks that need no pack and elements that can be judged are the program's own.
      ...[...pack.shots, ...pack.elements]
        .map(({ code }) => code)
        .filter((code) => code.includes("_") && !OWN_WORDS.has(code)),
    ]);
    expect(codes.length).toBeGreaterThan(50);
    const any = codes.join("|");
    const named = new RegExp(`["'\`](${any})["'\`]|(?<![\\w.-])(${any})\\??:`);
    expect(named.test("{ recording_announced: 1 }")).toBe(true);
    const naming = productFiles().filter(({ text }) => named.test(withoutComments(text)));
    expect(naming.map(({ path }) => path)).toEqual([]);
  });

  it("say the numbers of the seed and of the law, and mark what no rule gives", () => {
    const cls = (code: string) => hainan.classes.find((each) => each.code === code);
    expect(cls("R-CCTV")).toMatchObject({
      floor: { iso: "P30D" },
      ceiling: { condition: "purpose-met" },
      confirmedByAgency: true,
    });
    expect(cls("R-ROUTINE")).toMatchObject({ floor: { iso: "P6M" }, confirmedByAgency: false });
    const due = Object.fromEntries(hainan.deadlines.map((d) => [d.code, `${d.amount} ${d.unit}`]));
    expect(due).toMatchObject({
      PUBLISH: "20 working-days",
      "PUBLISH-FAST": "7 working-days",
      WITHDRAW: "3 working-days",
      SEIZURE: "30 calendar-days",
    });
    const full = hainan.activities.filter(({ duty }) => duty === "full");
    expect(full.map(({ code }) => code)).toEqual(["HN-01", "HN-02", "HN-03", "HN-04", "HN-05"]);
    expect(hainan.activities.every(({ confirmedByAgency }) => !confirmedByAgency)).toBe(true);
    const oregon = shippedPack("us-oregon-133-741");
    expect(oregon.classes[0]).toMatchObject({ floor: { iso: "P180D" }, ceiling: { iso: "P30M" } });
    expect(oregon.sources[0]?.read).toBe("second-hand");
  });
});

describe("faults", () => {
  const FAULTS: [string, string, unknown, string?][] = [
    ["an unknown member", "extra", 1, ""],
    ["another format", "format", "holdfast-policy/v2"],
    ["a trigger that nothing is counted from", "classes.0.trigger", "suit-received"],
    ["a day that is none", "validFrom", "2019-02-29"],
    ["a year before law", "validFrom", "0999-01-01"],
    ["a text in one language", "title.en", undefined],
    ["a text that turns the writing round", "title.en", "a\u202eb"],
    ["hours in a term", "classes.1.floor.iso", "PT5H"],
    ["a term of nothing", "classes.1.floor.iso", "P0D"],
    ["a term of 300 years", "classes.1.floor.iso", "P300Y"],
    ["an unknown kind of term", "classes.1.floor.kind", "ever"],
    ["a class that is not there", "activities.2.retention", "X"],
    ["a default that is not there", "defaults.otherwise", "X"],
    ["a source that is not there", "classes.0.cite.0.source", "X"],
    ["a source that is not there, deeper", "secrecy.0.levels.1.cite.0.source", "X"],
    ["a shot that is not there", "activities.0.requiredShots.1", "X"],
    ["a class twice", "classes.8", hainan.classes[0]],
    ["a ratio twice", "ratios.3", hainan.ratios[0]],
    ["a promotion into itself", "promotions.0.class", "R-CCTV", "promotions.0"],
    ["a circle of promotions", "promotions.3.class", "R-ROUTINE", "promotions.3"],
    ["a floor above its ceiling", "classes.0.ceiling", term("P29D"), "classes.0"],
    ["for ever below a ceiling", "classes.7.ceiling", term("P50Y"), "classes.7"],
    ["working months", "classes.1.basis", "working"],
    ["one approval alone", "disposal.approvals", ["legal"]],
    ["a grace longer than the longest", "disposal.graceDays.most", 3, "disposal.graceDays.default"],
  ];
  it.each(FAULTS)("%s", (_name, place, value, path = place) => {
    const { problems } = readPack(packBytes(hainan, { [place]: value }));
    expect(problems.map((each) => each.path)).toContain(path);
  });

  it("are told all at once, in both languages", () => {
    const { problems } = readPack(
      packBytes(hainan, {
        version: 0,
        "classes.1.floor.iso": "6 months",
        "activities.0.duty": "always",
      }),
    );
    expect(problems.map(({ path }) => path)).toEqual([
      ...["version", "activities.0.duty", "classes.1.floor.iso"],
    ]);
    for (const { text } of problems) {
      expect(text["zh-CN"]).toMatch(/\p{Script=Han}/u);
      expect(text.en).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it.each([
    ["a name twice", Buffer.from('{"code":"a","code":"b"}')],
    ["no UTF-8", Buffer.from([0xff, 0xfe])],
    ["too large", Buffer.alloc(MAX_PACK_BYTES + 1, 0x20)],
    ["too deep", Buffer.from("[".repeat(5_000))],
    ["a float", Buffer.from('{"version":1.5}')],
    ["nothing", Buffer.alloc(0)],
  ])("no strict JSON: %s", (_name, bytes) => {
    const { file, problems } = readPack(bytes);
    expect([file, problems.length, problems[0]?.path]).toEqual([null, 1, ""]);
    expect(() => requirePack(bytes)).toThrow(
      expect.objectContaining({ code: "policy/pack-unsound" }),
    );
  });
});

test("whatever is changed in a pack, it is read or refused with words, and never both", () => {
  const places: (readonly string[])[] = [];
  const walk = (value: unknown, path: readonly string[]): void => {
    places.push(path);
    if (typeof value !== "object" || value === null) return;
    for (const [name, part] of Object.entries(value)) walk(part, [...path, name]);
  };
  walk(hainan, []);
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom("R-CCTV", "P1D", "HN-01", 0, -1),
  );
  fc.assert(
    fc.property(fc.constantFrom(...places.slice(1)), value, (path, put) => {
      const bytes = packBytes(hainan, { [path.join(".")]: put });
      const { file, problems } = readPack(bytes);
      expect(file === null).toBe(problems.length > 0);
      for (const { text } of problems) {
        for (const language of LANGUAGES) expect(text[language].length).toBeGreaterThan(1);
      }
      if (file === null) return;
      // What was taken means the same when it is read again.
      expect(readPack(packBytes(file.pack)).file?.pack).toEqual(file.pack);
    }),
    { numRuns: 80 },
  );
});
