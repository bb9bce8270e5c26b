/** Words and filters as PostgreSQL is asked for them. */
import { expect, test } from "vitest";
import { askedText, filterTexts, vectorText } from "../../../infra/postgres/search-lexemes.ts";
import type { UtcInstant } from "../../../services/kernel/clock.ts";
import { askedOf } from "../../../services/search/words.ts";

const at = (day: string) => `${day}T00:00:00.000Z` as UtcInstant;

test("times are months where they are few, and years where they are open or far apart", () => {
  expect(filterTexts({ from: at("2025-12-31"), to: at("2026-02-01") })).toEqual([
    "('=m2025-12' | '=m2026-01' | '=m2026-02')",
  ]);
  expect(filterTexts({ from: at("2098-05-01") })).toEqual(["('=y2098' | '=y2099')"]);
  expect(filterTexts({ to: at("1971-05-01") })).toEqual(["('=y1970' | '=y1971')"]);
  expect(filterTexts({ from: at("2020-01-01"), to: at("2023-01-01") })).toHaveLength(1);
  expect(filterTexts({ from: at("2300-01-01") })).toEqual(["('=y2300')"]);
});

test("whatever a mark holds is one lexeme, and too many are left out from the end", () => {
  expect(vectorText(["a'b\\c"])).toBe("'a''b\\\\c'");
  expect(vectorText(["=x", "y".repeat(800_000)])).toBe("'=x'");
  expect(askedOf("张伟 zw").map(askedText)).toEqual(["(('张伟'))", "(('zw':*))"]);
});
