/** Sizes, lengths and times as the page writes them. */
import { describe, expect, it } from "vitest";
import {
  groupedDigits,
  lengthText,
  localTime,
  sizeText,
  zoneName,
} from "../../../services/web/src/shown/format.ts";
import { safeWayBack } from "../../../services/web/src/login/way-back.ts";

describe("format", () => {
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1000, "1.00 kB"],
    [999_949, "999.9 kB"],
    [999_950, "1.00 MB"],
    [118_345_233, "118.3 MB"],
    [5e15, "5000.0 TB"],
  ])("writes %d bytes as %s", (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
  });
  it("groups digits without changing them", () => {
    expect(groupedDigits(132_567_677).replaceAll("\u2009", "")).toBe("132567677");
    expect(groupedDigits(12)).toBe("12");
  });
  it.each([
    [0, "0:00"],
    [59.6, "1:00"],
    [3_723, "1:02:03"],
  ])("writes %d s as %s", (seconds, text) => {
    expect(lengthText(seconds)).toBe(text);
  });
  it("shows what is no time as it came, rather than a wrong time", () => {
    expect(localTime("nonsense")).toBe("nonsense");
  });
  it("writes an instant in the zone that it names beside it", () => {
    const [, sign = "", hours = "", minutes = ""] =
      /^UTC([+−])(\d\d):(\d\d)$/.exec(zoneName(new Date("2026-11-24T06:03:22Z"))) ?? [];
    const shift = (Number(hours) * 60 + Number(minutes)) * (sign === "−" ? -1 : 1);
    const shown = Date.parse(localTime("2026-11-24T06:03:22.114Z", true).replace(" ", "T") + "Z");
    expect(shown - shift * 60_000).toBe(Date.parse("2026-11-24T06:03:22.114Z"));
  });
});

describe("the way back after the log-in", () => {
  it.each([
    ["/items?stage=sealed", "/items?stage=sealed"],
    [null, "/items"],
    ["//evil.example", "/items"],
    ["/\\evil.example", "/items"],
    ["https://evil.example", "/items"],
    ["javascript:alert(1)", "/items"],
    ["/\t/evil.example", "/items"],
  ])("of %j is %s", (back, to) => {
    expect(safeWayBack(back)).toBe(to);
  });
});
