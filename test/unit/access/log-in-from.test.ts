/** Where a log-in came from: names of browsers in plain words, and nothing of a hostile header but printable letters. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { browserNamed, logInFrom } from "../../../services/access/log-in-from.ts";

const MOZILLA = "Mozilla/5.0";
const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";
test.each([
  [
    `${MOZILLA} (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/131.0.0.0 Safari/537.36`,
    "Chrome 131",
    "Windows",
  ],
  [
    `${MOZILLA} (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.2903.51`,
    "Edge 131",
    "Windows",
  ],
  [`${MOZILLA} (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0`, "Firefox 128", "Linux"],
  [
    `${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15`,
    "Safari 18",
    "macOS",
  ],
  [
    `${MOZILLA} (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1`,
    "Safari 18",
    "iPhone",
  ],
  [
    `${MOZILLA} (Linux; Android 14; V2309A) ${WEBKIT} Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.50`,
    "WeChat 8",
    "Android",
  ],
  [
    `${MOZILLA} (Phone; OpenHarmony 5.0) ${WEBKIT} Chrome/114.0.0.0 ArkWeb/4.1 Mobile HuaweiBrowser/5.0.4.300`,
    "Huawei Browser 5",
    "HarmonyOS",
  ],
  ["curl/8.14.1", null, null],
  ["", null, null],
])("%s", (userAgent, browser, system) => {
  expect(browserNamed(userAgent)).toEqual({ browser, system });
});

test("nothing of a header gets into the words but a number of four digits", () => {
  const hostile = "Chrome/99999999 <script>alert(1)</script> Windows\u202egnp";
  expect(browserNamed(hostile)).toEqual({ browser: "Chrome 9999", system: "Windows" });
});

test("what is kept is bounded and printable, whatever was sent", () => {
  expect(logInFrom("::ffff:192.0.2.7", "a\u001b[31m\u00e9\tb")).toEqual({
    address: "192.0.2.7",
    userAgent: "a?[31m??b",
  });
  expect(logInFrom("fe80::1%eth0", undefined)).toEqual({ address: "fe80::1", userAgent: "" });
  expect(logInFrom("2001:0DB8::7", "").address).toBe("2001:0db8::7");
  fc.assert(
    fc.property(fc.string({ maxLength: 2_000, unit: "binary" }), (text) => {
      const { userAgent, address } = logInFrom(text, text);
      expect(userAgent).toMatch(/^[\x20-\x7e]{0,256}$/);
      expect(address.length).toBeLessThanOrEqual(45);
      browserNamed(userAgent);
    }),
    { numRuns: 30 },
  );
});
