/** Days, terms and deadlines: the worked examples of Chinese practice, and what must hold for all. */
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
  type CalendarDate,
  addDays,
  addMonths,
  compareDates,
  daysBetween,
  laterDate,
  parseCalendarDate,
  weekday,
} from "../../../services/calendar/calendar-date.ts";
import { deadline } from "../../../services/calendar/deadline.ts";
import { SHIPPED_TABLES } from "../../../services/calendar/shipped-tables.ts";
import { addTerm, daysOf, parseTerm } from "../../../services/calendar/term.ts";
import {
  addWorkingDays,
  rollForward,
  workingDays,
} from "../../../services/calendar/working-days.ts";
import { parseYearTable } from "../../../services/calendar/year-table.ts";
import { zoneDays } from "../../../services/calendar/zone-days.ts";
import { type UtcInstant, parseInstant } from "../../../services/kernel/clock.ts";

const day = (text: string): CalendarDate => {
  const date = parseCalendarDate(text);
  if (date === null) throw new Error(`${text} is no day`);
  return date;
};
const at = (text: string): UtcInstant => parseInstant(text) ?? (text as UtcInstant);
const after = (from: string, term: string): string => {
  const parsed = parseTerm(term);
  return parsed === null ? "no term" : addTerm(day(from), parsed);
};
const CHINA = workingDays(SHIPPED_TABLES);
const anyDay = fc
  .date({ min: new Date("1990-01-01"), max: new Date("2199-12-31"), noInvalidDate: true })
  .map((date) => day(date.toISOString().slice(0, 10)));

describe("days", () => {
  it("counts as Temporal does", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40_000, max: 40_000 }), (date, count) => {
        const moved = addDays(date, count);
        const plain = Temporal.PlainDate.from(date);
        expect(moved).toBe(plain.add({ days: count }).toString());
        expect(daysBetween(date, moved)).toBe(count);
        expect(weekday(date)).toBe(plain.dayOfWeek);
        expect(compareDates(date, moved)).toBe(-Math.sign(count) + 0);
        expect(laterDate(date, moved)).toBe(count > 0 ? moved : date);
        const months = Math.abs(count) % 2_400;
        expect(addMonths(date, months)).toBe(plain.add({ months }).toString());
      }),
    );
  });
});

describe("terms", () => {
  it("ends on the last day of a month that lacks the day", () => {
    expect(after("2025-01-31", "P6M")).toBe("2025-07-31");
    expect(after("2025-08-31", "P6M")).toBe("2026-02-28");
    expect(after("2024-02-29", "P1Y")).toBe("2025-02-28");
    expect(after("2025-05-01", "P30D")).toBe("2025-05-31");
    expect(after("2026-03-01", "P10Y")).toBe("2036-03-01");
    expect(after("2025-01-31", "P1M1W1D")).toBe("2025-03-08");
    expect(after("9900-01-01", "P200Y")).toBe("9999-12-31");
  });

  it("refuses what is no term in whole days, nothing, and what no law counts", () => {
    for (const text of [
      "P",
      "P0D",
      "PT1H",
      "P-1D",
      "p6m",
      "6M",
      "P1.5Y",
      "P201Y",
      "P1D1Y",
      "P99999D",
    ]) {
      expect(parseTerm(text), text).toBeNull();
    }
    expect(daysOf(parseTerm("P2W3D") ?? fail())).toBe(17);
    expect(daysOf(parseTerm("P1M3D") ?? fail())).toBeNull();
  });

  it("is never earlier for a later day, nor for a longer term", () => {
    const terms = fc.tuple(fc.nat(150), fc.nat(100), fc.nat(900), fc.nat(900));
    fc.assert(
      fc.property(anyDay, fc.nat(900), terms, terms, (date, later, a, b) => {
        const term = (parts: typeof a) =>
          parseTerm(`P${parts[0]}Y${parts[1]}M${parts[2]}W${parts[3]}D`);
        const [short, long] = [term(a), term([a[0] + (b[0] % 9), a[1], a[2], a[3] + b[3]])];
        fc.pre(short !== null && long !== null);
        expect(addTerm(addDays(date, later), short) >= addTerm(date, short)).toBe(true);
        expect(addTerm(date, long) >= addTerm(date, short)).toBe(true);
        expect(addTerm(date, short) > date).toBe(true);
      }),
    );
  });
});
const fail = (): never => {
  throw new Error("must be a term");
};

describe("deadlines", () => {
  const due = (from: string, amount: number, unit: "working" | "calendar" = "working") =>
    deadline(CHINA, day(from), { amount, unit });

  it("counts 7 and 20 working days over the holidays and make-up days of October 2025", () => {
    expect(due("2025-09-24", 7)).toEqual({ due: "2025-10-10", provisional: false });
    expect(due("2025-09-24", 20)).toEqual({ due: "2025-10-28", provisional: false });
  });

  it("moves a last day off to the next working day, also of calendar days", () => {
    // 31 May 2025 begins the Dragon Boat Festival.
    expect(due("2025-05-01", 30, "calendar")).toEqual({ due: "2025-06-03", provisional: false });
    expect(due("2025-09-28", 3, "calendar").due).toBe("2025-10-09");
    // A Sunday on which people work is no day off.
    expect(due("2025-09-27", 1, "calendar").due).toBe("2025-09-28");
  });

  it("ends with the last of all days, however far somebody's slip of the pen lies ahead", () => {
    const last = day("9999-12-31");
    expect(addWorkingDays(CHINA, last, 7)).toBe(last);
    expect(addWorkingDays(CHINA, day("9999-12-30"), 7)).toBe(last);
    expect(zoneDays("Asia/Shanghai").endOf(last)).toBe("9999-12-30T16:00:00.000Z");
  });

  it("is provisional beyond the tables, and says so only there", () => {
    const last = Math.max(...SHIPPED_TABLES.map(({ year }) => year));
    expect(due(`${last}-12-30`, 1)).toEqual({ due: `${last}-12-31`, provisional: false });
    expect(due(`${last}-12-30`, 2).provisional).toBe(true);
    expect(due(`${last}-12-31`, 1).provisional).toBe(true);
    expect(due(`${last + 20}-03-01`, 30, "calendar").provisional).toBe(true);
  });

  it("lands on a working day after its beginning, never earlier for more days, and counts as many as it says", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 400 }), (from, amount) => {
        const found = deadline(CHINA, from, { amount, unit: "working" }).due;
        let counted = 0;
        for (let date = addDays(from, 1); date <= found; date = addDays(date, 1)) {
          if (CHINA.isWorkingDay(date)) counted += 1;
        }
        expect(counted).toBe(amount);
        const rolled = deadline(CHINA, from, { amount, unit: "calendar" }).due;
        expect(CHINA.isWorkingDay(found) && CHINA.isWorkingDay(rolled)).toBe(true);
        expect(rolled).toBe(rollForward(CHINA, addDays(from, amount)));
        expect(deadline(CHINA, from, { amount: amount + 1, unit: "working" }).due > found).toBe(
          true,
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe("working-day tables", () => {
  it("names the notice of each shipped year", () => {
    expect(SHIPPED_TABLES.map(({ year }) => year)).toEqual([2024, 2025, 2026]);
    expect(SHIPPED_TABLES[1]?.notice).toBe("国办发明电〔2024〕12号");
    expect([2023, 2024, 2026, 2027].map((year) => CHINA.isLoaded(year))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    const working = (year: number): number => {
      let count = 0;
      for (let date = day(`${year}-01-01`); date <= day(`${year}-12-31`); date = addDays(date, 1)) {
        if (CHINA.isWorkingDay(date)) count += 1;
      }
      return count;
    };
    expect([2024, 2025, 2026].map(working)).toEqual([251, 248, 248]);
  });

  it("is another version with another table, and takes the later of two notices", () => {
    const [first] = SHIPPED_TABLES;
    const changed = { ...(first ?? fail()), notice: "another", workdays: [] };
    const calendar = workingDays([...SHIPPED_TABLES, changed]);
    // A make-up day of the first notice alone.
    const [madeUp] = first?.workdays ?? [];
    expect([CHINA, calendar].map((one) => one.isWorkingDay(madeUp ?? fail()))).toEqual([
      ...[true, false],
    ]);
    expect(calendar.version).not.toBe(CHINA.version);
    expect(workingDays([...SHIPPED_TABLES].reverse()).version).toBe(CHINA.version);
  });

  it("tells everything that is wrong with a table at once, and takes none of it", () => {
    const table = {
      ...{ region: "CN", year: 2027, notice: "n", issuedOn: "2026-11-04" },
      holidays: [
        { from: "2027-01-03", to: "2027-01-01", name: { "zh-CN": "元旦", en: "New Year" } },
        { from: "2027-10-01", to: "2027-10-07", name: { "zh-CN": "国庆", en: "National Day" } },
        { from: "2027-10-07", to: "2027-10-08", name: { "zh-CN": "又", en: "again" } },
      ],
      workdays: ["2027-10-03", "2027-10-04", "2026-10-10", "2027-10-10", "2027-10-10"],
    };
    expect(() => parseYearTable(table)).toThrow(
      expect.objectContaining({
        code: "calendar/bad-table",
        facts: {
          problems: 7,
          first: expect.stringMatching(/^2027-01-03 .*; 2027-10-07 stands twice;/) as unknown,
        },
      }),
    );
    expect(() => parseYearTable({ ...table, holidays: [], workdays: [], more: 1 })).toThrow();
    expect(() => parseYearTable({ ...table, holidays: [], workdays: ["2027-02-30"] })).toThrow();
    expect(parseYearTable({ ...table, holidays: [], workdays: ["2027-10-10"] }).year).toBe(2027);
  });
});

describe("days of a zone", () => {
  it("knows the day of an instant and the end of a day, also where clocks are set forward", () => {
    const shanghai = zoneDays("Asia/Shanghai");
    expect(shanghai.dayOf(at("2025-01-31T16:00:00.000Z"))).toBe("2025-02-01");
    expect(shanghai.dayOf(at("2025-01-31T15:59:59.999Z"))).toBe("2025-01-31");
    expect(shanghai.endOf(day("2025-01-31"))).toBe("2025-01-31T16:00:00.000Z");
    // In Santiago 2025-09-07 has no midnight.
    expect(zoneDays("America/Santiago").endOf(day("2025-09-06"))).toBe("2025-09-07T04:00:00.000Z");
    fc.assert(
      fc.property(anyDay, (date) => {
        const end = shanghai.endOf(date);
        expect(shanghai.dayOf(end)).toBe(addDays(date, 1));
        expect(shanghai.dayOf(at(new Date(Date.parse(end) - 1).toISOString()))).toBe(date);
      }),
      { numRuns: 50 },
    );
  });
});
