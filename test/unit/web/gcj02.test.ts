/** Places as maps in mainland China show them. */
import { describe, expect, test } from "vitest";
import { gcj02 } from "../../../services/web/src/item/gcj02.ts";

describe("WGS-84 on maps of GCJ-02", () => {
  // As eviltransform has them.
  test.each([
    ["Shanghai", [31.1774276, 121.5272106], [31.175304, 121.5315419]],
    ["Shenzhen", [22.543847, 113.912316], [22.5407961, 113.9171765]],
    ["Beijing", [39.911954, 116.377817], [39.9133455, 116.3840472]],
  ])("%s lies where they show it", (_, [latitude = 0, longitude = 0], [north = 0, east = 0]) => {
    const shown = gcj02({ latitude, longitude });
    expect(shown?.latitude).toBeCloseTo(north, 5);
    expect(shown?.longitude).toBeCloseTo(east, 5);
  });

  test("Haikou is moved by some hundred metres", () => {
    const shown = gcj02({ latitude: 20.044, longitude: 110.1999 });
    const north = ((shown?.latitude ?? 0) - 20.044) * 111_132;
    const east = ((shown?.longitude ?? 0) - 110.1999) * 111_132 * Math.cos((20 * Math.PI) / 180);
    expect(Math.hypot(north, east)).toBeGreaterThan(100);
    expect(Math.hypot(north, east)).toBeLessThan(1_000);
  });

  test.each([
    ["London", 51.5, -0.12],
    ["Sydney", -33.87, 151.2],
  ])("%s is not moved", (_, latitude, longitude) => {
    expect(gcj02({ latitude, longitude })).toBeNull();
  });
});
