/** From where a log-in comes, with and without a proxy that is believed: what its sender wrote before counts for nothing. */
import { expect, test } from "vitest";
import { ApiConfig } from "../../../services/api/config.ts";
import { LogInList } from "../../../services/review/log-in-schema.ts";
import { PASSWORD, openHouse } from "../../fixtures/review-house.ts";
import { asThePage } from "../../fixtures/session-headers.ts";

async function seenFrom(forwarded: string, trusted: readonly string[]): Promise<string> {
  const house = await openHouse(undefined, undefined, trusted);
  try {
    const answer = await house.fetch("/api/v1/session", null, {
      method: "POST",
      body: JSON.stringify({ name: "reviewer", password: PASSWORD }),
      headers: { "x-forwarded-for": forwarded },
    });
    const headers = asThePage((answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "");
    const list = await house.fetch("/api/v1/me/sessions", null, { headers });
    const [first] = LogInList.parse(await list.json()).entries;
    return first?.address ?? "nowhere";
  } finally {
    await house.close();
  }
}

test.each([
  ["203.0.113.9", [], "127.0.0.1"],
  ["203.0.113.9", ["10.0.0.0/8"], "127.0.0.1"],
  ["203.0.113.9", ["127.0.0.1"], "203.0.113.9"],
  ["198.51.100.7, 203.0.113.9", ["127.0.0.1"], "203.0.113.9"],
  ["198.51.100.7, 203.0.113.9, 10.1.2.3", ["127.0.0.1", "10.0.0.0/8"], "203.0.113.9"],
  ["2001:db8::7", ["127.0.0.0/8"], "2001:db8::7"],
  ["", ["127.0.0.1"], "127.0.0.1"],
])("%j behind %j comes from %s", async (forwarded, trusted, from) => {
  expect(await seenFrom(forwarded, trusted)).toBe(from);
});

const { HOLDFAST_TRUSTED_PROXIES: setting } = ApiConfig.shape;

test("is a list of addresses and networks, and nothing else", () => {
  expect(setting.parse(undefined)).toEqual([]);
  expect(setting.parse("10.0.0.1, 10.1.0.0/16,2001:db8::/32,")).toEqual([
    ...["10.0.0.1", "10.1.0.0/16", "2001:db8::/32"],
  ]);
  const wrong = [
    "proxy",
    "10.0.0.0/33",
    "10.0.0.0/0",
    "10.0.0.0/8/8",
    "::/129",
    "loopback",
    "true",
  ];
  for (const text of wrong) expect(setting.safeParse(text).success, text).toBe(false);
});
