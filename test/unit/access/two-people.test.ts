/** Who approves is never who asked, however the account is spelled. */
import { expect, test } from "vitest";
import { requireAnother } from "../../../services/access/two-people.ts";
import { newId, type UserId } from "../../../services/kernel/ids.ts";
import { isRefusal } from "../../../services/kernel/refusal.ts";

test("lets another person approve, and nobody what they asked for themselves", () => {
  const asker = newId<UserId>();
  expect(() => requireAnother(asker, newId<UserId>())).not.toThrow();
  for (const same of [asker, asker.toUpperCase() as UserId]) {
    expect(() => requireAnother(asker, same)).toThrow(
      expect.toSatisfy((error: unknown) => isRefusal(error, "access/same-person")),
    );
  }
});
