/** Lists of revoked certificates of authorities above the one that issued the certificate of a stamp. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshNonce, timestampRequest } from "../../../infra/keys/timestamp-client.ts";
import { judgeTimestamp } from "../../../infra/keys/timestamp-verifier.ts";
import {
  type TieredAuthority,
  listsOfAbove,
  tieredAuthority,
} from "../../fixtures/tiered-authority.ts";

const NOTE = Buffer.from("haikou/2026\n7\n");
let authority: TieredAuthority;
let response: Buffer;
beforeAll(async () => {
  authority = await tieredAuthority();
  response = await authority.answer(timestampRequest(NOTE, freshNonce()));
}, 60_000);
afterAll(() => authority.remove());

it("end a stamp where one of those certificates was revoked and no other way leads to the root", async () => {
  for (const { name, lists, holds, more = "", words } of await listsOfAbove(authority)) {
    const verdict = judgeTimestamp(NOTE, response, authority.rootPem + more, {}, lists);
    expect([name, verdict]).toMatchObject([
      name,
      holds ? { valid: true } : { valid: false, reason: "timestamps/revoked" },
    ]);
    if (!verdict.valid) continue;
    const above = Number(/above: (\d)/.exec(words ?? "")?.[1] ?? 0);
    expect([name, verdict.clearedAbove]).toEqual([name, above]);
  }
});

it("are believed in whatever order they come, and without those that were changed", async () => {
  const all = await Promise.all(
    (["root", "lower", "upper"] as const).map((issuer) => authority.list(issuer, [])),
  );
  const changed = Buffer.from(all[2]!);
  changed[changed.byteLength - 3]! ^= 1;
  for (const [lists, clearedAbove] of [
    [all, 2],
    [all.toReversed(), 2],
    [[...all.slice(0, 2), changed], 1],
  ] as const)
    expect(judgeTimestamp(NOTE, response, authority.rootPem, {}, lists)).toMatchObject({
      ...{ valid: true, clearedAbove, revocation: { list: "not-on-it" } },
    });
});

it("count for nothing where they are of authorities from which no way leads to it, of whatever names", async () => {
  const other = await tieredAuthority();
  const own = [await other.list("root", []), await other.list("upper", [])];
  const stolen = await other.list("root", [{ at: new Date(0), reason: "CACompromise" }]);
  await other.remove();
  for (const lists of [own, [stolen]]) {
    const roots = authority.rootPem + other.rootPem;
    expect(judgeTimestamp(NOTE, response, roots, {}, lists)).toMatchObject({
      ...{ valid: true, clearedAbove: 0, revocation: { list: "unusable" } },
    });
  }
  const both = [...own, await authority.list("upper", [])];
  const roots = authority.rootPem + other.rootPem;
  expect(judgeTimestamp(NOTE, response, roots, {}, both)).toMatchObject({ clearedAbove: 1 });
}, 60_000);

it("say nothing of the certificate that stamped, and are not unusable for that", async () => {
  const lists = await Promise.all([authority.list("root", []), authority.list("upper", [])]);
  const verdict = judgeTimestamp(NOTE, response, authority.rootPem, {}, lists);
  expect(verdict).toMatchObject({ revocation: { list: "none" }, clearedAbove: 2 });
});
