/** A verb that does something dangerous: asks for the password once, and then does what it was told to. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { addUser } from "../../../services/command/accounts.ts";
import { apiClient } from "../../../services/command/api-client.ts";
import { type House, PASSWORD, openHouse } from "../../fixtures/review-house.ts";

let house: House;
beforeEach(async () => {
  house = await openHouse();
  house.moveClock(11 * 60_000);
});
afterEach(() => house.close());

const person = (name: string) => ({ name, displayName: name, role: "officer" as const });

test("the password is asked for once in ten minutes, and not where nothing asks for it", async () => {
  let asked = 0;
  const ask = async (): Promise<string> => {
    asked += 1;
    return PASSWORD;
  };
  const api = apiClient(house.url, house.tokens.admin, ask);
  await api.text("/api/v1/me");
  expect(asked).toBe(0);
  await addUser(api, person("one"));
  await addUser(api, person("two"));
  expect(asked).toBe(1);
  expect([...house.access.accounts.values()].map(({ name }) => name)).toContain("two");
});

test("a wrong password, or nobody to ask, leaves everything as it is", async () => {
  const wrong = apiClient(house.url, house.tokens.admin, async () => "not the right one");
  await expect(addUser(wrong, person("one"))).rejects.toMatchObject({
    code: "access/wrong-password",
  });
  await expect(
    addUser(apiClient(house.url, house.tokens.admin), person("one")),
  ).rejects.toMatchObject({ code: "access/confirm-again" });
  expect([...house.access.accounts.values()].map(({ name }) => name)).not.toContain("one");
});
