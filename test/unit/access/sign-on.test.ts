/** How fresh a session is that begins at the identity provider: as fresh as the provider's own question, never as its cookie. */
import { expect, test } from "vitest";
import type {
  IdentityProvider,
  SignOnSecrets,
} from "../../../services/access/identity-provider.ts";
import { beginSignOn, finishSignOn } from "../../../services/access/sign-on.ts";
import { isRecent } from "../../../services/access/step-up.ts";
import { type UtcInstant, plusMs } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type UserId, newId } from "../../../services/kernel/ids.ts";
import { MemoryAccessStore } from "../../fakes/access-store.ts";
import { MemoryActionStore } from "../../fakes/action-store.ts";
import { MemoryPeopleStore } from "../../fakes/people-store.ts";
import { MemorySignOnStore } from "../../fakes/sign-on-store.ts";
import { ANY_ACTION, anyAction } from "../../fixtures/actions.ts";
import { NOON } from "../../fixtures/evidence.ts";

const FROM = { address: "192.0.2.7", userAgent: "" };

test.each([
  ["says nothing of when it asked", null, false],
  ["asked an hour ago and knows the browser since", plusMs(NOON, -3_600_000), false],
  ["asked just now", plusMs(NOON, -5_000), true],
  ["has a clock that is ahead", plusMs(NOON, 3_600_000), true],
] as const)("a provider that %s", async (_what, askedAt: UtcInstant | null, isFresh) => {
  const actions = new MemoryActionStore();
  const access = new MemoryAccessStore(actions);
  const signOns = new MemorySignOnStore(access, actions);
  const id = newId<UserId>();
  const account = { name: "wang", displayName: "王力", role: "reviewer" as const };
  const unused = { passwordHash: "none", createdAt: NOON, disabledAt: null };
  await access.addUser({ id, ...account, ...unused }, ANY_ACTION);
  await signOns.setDoor(id, { signOnName: "王力", passwordHash: "none" }, anyAction);
  let asked: SignOnSecrets | null = null;
  const provider: IdentityProvider = {
    title: "统一身份",
    address: async (secrets) => {
      asked = secrets;
      return new URL("https://provider.example/");
    },
    identityOf: async () => ({
      issuer: "i",
      subject: "s",
      name: "王力",
      staffNumber: null,
      askedAt,
    }),
  };
  const people = new MemoryPeopleStore(access, actions);
  const deps = { access, actions, people, signOns, provider, clock: () => NOON };
  const { browser } = await beginSignOn(deps, "/", null);
  const query = new URLSearchParams({ state: asked!["state"] });
  const { secret } = await finishSignOn(deps, query, browser, FROM);
  const found = await access.session(sha256(secret!));
  expect(isRecent(found!.session.confirmedAt, NOON)).toBe(isFresh);
  expect(found!.session.confirmedAt <= NOON).toBe(true);
});
