/** The verbs by which a stolen device or account is shut out, on the whole API in memory. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { apiClient } from "../../../services/command/api-client.ts";
import { deviceRetire } from "../../../services/command/device-verbs.ts";
import { EXIT } from "../../../services/command/exit-code.ts";
import { disable, givePassword } from "../../../services/command/user-verbs.ts";
import { NewDevice } from "../../../services/review/device-page-schema.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";
import { twoTerminals } from "../../fixtures/two-terminals.ts";

let house: House;
const { english, machine, hear } = twoTerminals();
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const admin = () => apiClient(house.url, house.tokens.admin);
const logIn = async (name: string, password: string) => {
  const answer = await fetch(new URL("/api/v1/session", house.url), {
    ...{ method: "POST", headers: { "content-type": "application/json" } },
    body: JSON.stringify({ name, password }),
  });
  return answer.status;
};

it("takes a device out of use by its name, with the reason on record", async () => {
  const { id } = await admin().post(
    "/api/v1/devices",
    { name: "stolen-1", kind: "body_camera" },
    NewDevice,
  );
  const retire = () => deviceRetire(admin(), english, "stolen-1", "lost at the harbour");
  const said = "“stolen-1” is out of use: its token and certificates open nothing any more.";
  expect(await hear(retire)).toEqual([EXIT.ok, expect.stringContaining(said)]);
  const register = await admin().text(`/api/v1/devices?search=stolen-1`);
  expect(register).toMatch(/"retiredAt":"\d{4}/);
  expect(await admin().text("/api/v1/actions")).toMatch(
    new RegExp(`"kind":"device-retired"[^]*${id}[^]*lost at the harbour`),
  );
  await expect(deviceRetire(admin(), english, "nobody", undefined)).rejects.toMatchObject({
    exitCode: EXIT.usage,
  });
});

it("gives a new password, by which alone the account is in, and disables it for good", async () => {
  const made = { name: "wang-2", displayName: "Wang", role: "reviewer", password: "the first one" };
  await admin().send("/api/v1/users", made);
  expect(await logIn("wang-2", "the first one")).toBeLessThan(300);
  const [, line] = await hear(() => givePassword(admin(), machine, "wang-2", "seen by others"));
  const { password } = JSON.parse(line) as { password: string };
  expect(await logIn("wang-2", "the first one")).toBe(401);
  expect(await logIn("wang-2", password)).toBeLessThan(300);
  const end = await hear(() => disable(admin(), english, "wang-2", "stolen"));
  expect(end).toEqual([EXIT.ok, expect.stringContaining("“wang-2” is disabled")]);
  expect(await logIn("wang-2", password)).toBe(401);
});
