/** The routes about the house's keys: what they show, take and refuse, and the action each leaves. */
import { expect, test } from "vitest";
import { keyRoutes } from "../../../services/review/key-routes.ts";
import { HouseKeyEntry, HouseKeyList } from "../../../services/review/key-schema.ts";
import type { RawCall } from "../../../services/review/route.ts";
import { LATER, NOON, keyNamed } from "../../contract/key-store.contract.ts";
import { MemoryKeyStore } from "../../fakes/key-store.ts";

const keys = new MemoryKeyStore();
const routes = keyRoutes({ keys, clock: () => LATER });
const caller = { person: { id: "0b8f7a9e-7c1e-4f5e-9a0b-0123456789ab" } } as RawCall["caller"];

async function ask(path: string, body?: object, params: object = {}): Promise<unknown> {
  const route = routes.find((each) => each.path === path)!;
  expect(route.permission).toBe(body === undefined ? "keys:see" : "keys:manage");
  const readBody = async (): Promise<unknown> => body;
  const once = (work: () => Promise<unknown>) => work();
  const checks = { checkPermission: () => undefined, checkRecent: () => undefined, once };
  const call = { params, query: {}, caller, readBody, ...checks };
  const reply = await route.run(call as unknown as RawCall);
  return "json" in reply ? reply.json : null;
}

test("a key is listed, asked to be replaced, and revoked, each once and with its reason", async () => {
  const rotation = { why: "the yearly change" };
  await expect(ask("/keys/rotations", rotation)).rejects.toMatchObject({ kind: "missing" });
  await keys.use(keyNamed("a"), NOON, () => []);
  const { spkiSha256 } = keyNamed("a");
  const [listed] = HouseKeyList.parse(await ask("/keys")).entries;
  expect(listed).toMatchObject({ spkiSha256, usedUntil: null, revocation: null });
  const asked = HouseKeyEntry.parse(await ask("/keys/rotations", rotation));
  expect(asked).toMatchObject({ spkiSha256, rotationAskedAt: LATER });

  const path = "/keys/{spkiSha256}/revocation";
  const stolen = { reason: "keyCompromise", since: NOON, why: "the box was opened" };
  const revoked = HouseKeyEntry.parse(await ask(path, stolen, { spkiSha256 }));
  expect(revoked.revocation).toEqual({
    ...{ at: LATER, since: NOON, reason: "keyCompromise", isEntered: false },
  });
  await ask(path, { ...stolen, reason: "superseded" }, { spkiSha256 });
  expect(keys.actions.map(({ kind, reason, after }) => [kind, reason, after?.["reason"]])).toEqual([
    ["key-rotation-asked", "the yearly change", undefined],
    ["key-revoked", "the box was opened", "keyCompromise"],
  ]);
  const toCome = { ...stolen, since: "2026-11-25T00:00:00Z" };
  const refused: readonly (readonly [object, string, string])[] = [
    [toCome, spkiSha256, "keys/since-to-come"],
    [stolen, keyNamed("b").spkiSha256, "keys/no-such-key"],
    [{ ...stolen, reason: "certificateHold" }, spkiSha256, "review/bad-body"],
    [{ reason: "superseded" }, spkiSha256, "review/bad-body"],
    [stolen, "aabb", "review/no-such-thing"],
  ];
  for (const [body, named, code] of refused) {
    await expect(ask(path, body, { spkiSha256: named })).rejects.toMatchObject({ code });
  }
});
