/** Ids of what is hidden are taken out of a request, however they are written. */
import { expect, it } from "vitest";
import { type UserId, newId } from "../../../services/kernel/ids.ts";
import { masked } from "../../../services/review/mask-hidden.ts";
import type { Sight } from "../../../services/secrecy/sight.ts";
import { TODAY } from "../../fixtures/evidence.ts";

const HIDDEN = "3f2b8c1e-abcd-4abc-8abc-abcdefabcdef";
const SEEN = "3f2b8c1e-abcd-4abc-8abc-fedcbafedcba";
const SIGHT: Sight = {
  ...{ userId: newId<UserId>(), role: "officer", today: TODAY },
  clearance: { state: null, duties: [] },
};
/** As PostgreSQL answers: in small letters. */
const walls = {
  hidden: async (_sight: Sight, ids: readonly string[]) =>
    new Set(ids.map((id) => id.toLowerCase()).filter((id) => id === HIDDEN)),
};

it("takes a hidden id for an id of nothing in any case of letters, and leaves the rest as it stands", async () => {
  const rest = { scope: { sessionId: SEEN.toUpperCase() }, reason: `about ${HIDDEN}` };
  const itemIds = [HIDDEN, HIDDEN.toUpperCase(), HIDDEN.replace("abcd", "aBCd"), SEEN];
  const answer = await masked(walls, SIGHT, { itemIds, ...rest });
  expect(answer).toEqual({
    ...rest,
    itemIds: [...Array<unknown>(3).fill(expect.any(String)), SEEN],
  });
  expect(JSON.stringify(answer.itemIds).toLowerCase()).not.toContain(HIDDEN);
});
