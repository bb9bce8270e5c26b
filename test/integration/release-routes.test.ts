/** A redacted recording is released by two people over the routes and by the verbs, is then known to who may not know of its source, and is taken back. */
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Role } from "../../services/access/permission.ts";
import { EXIT } from "../../services/command/exit-code.ts";
import { releaseAct, releaseList, releasePropose } from "../../services/command/release-verbs.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { ReleaseBody, ReleaseList } from "../../services/review/release-schema.ts";
import { type DerivedDoor, openDerivedDoor } from "../fixtures/derived-door.ts";
import { type DerivedHouse, clip, startDerivedHouse } from "../fixtures/derived-house.ts";
import { twoTerminals } from "../fixtures/two-terminals.ts";

let house: DerivedHouse;
let door: DerivedDoor;
let item: ItemId;
const { english, machine, hear } = twoTerminals();

beforeAll(async () => {
  house = await startDerivedHouse([await clip(1)]);
  door = await openDerivedDoor(house);
  const point = { atMs: 0, x: 1_000, y: 1_000, width: 3_000, height: 3_000 };
  const mask = { fromMs: 0, toMs: null, fill: "solid", points: [point] } as const;
  item = await house.askRedacted({ pictures: [mask], sound: [] });
  expect(await house.make()).toBe("received");
  await house.seal(item);
  const source = house.takes[0]?.id ?? "";
  await sql`INSERT INTO secrecy_labels (id, item_id, kind, status, issued_on, basis, set_at, set_by, version)
    VALUES (gen_random_uuid(), ${source}, 'set-apart', 'confirmed', '2020-01-01', '-', now(), 'process:test', 0)`.execute(
    house.server.connection.db,
  );
}, 120_000);
afterAll(async () => {
  await door.close();
  await house.close();
});

const statusOf = async (role: Role, path: string, body?: object): Promise<number> =>
  (await door.asked(role, path, body)).status;

it("takes who may label and another who may, is known from then on, and not any more once it is taken back", async () => {
  const path = `/items/${item}/releases`;
  const why = { reason: "for the defence" };
  const moment = `/items/${item}/moment?ptsMs=1`;
  for (const role of ["officer", "reviewer"] as const)
    expect(await statusOf(role, moment)).toBe(404);
  expect(await statusOf("officer", path, why)).toBe(403);
  expect(await statusOf("reviewer", path, why)).toBe(404);
  expect(await statusOf("auditor", path, why)).toBe(403);
  expect(await statusOf("admin", path, { reason: "x" })).toBe(400);
  const api = door.apiOf("admin");
  const [code, said] = await hear(() => releasePropose(api, machine, item, "for the defence"));
  expect(code).toBe(EXIT.ok);
  const { id } = ReleaseBody.parse(JSON.parse(said));
  expect(await statusOf("admin", path, why)).toBe(409);
  expect(await statusOf("admin", `${path}/${id}/approval`, why)).toBe(403);
  expect(await statusOf("officer", moment)).toBe(404);
  // Another administrator, who showed lately who they are.
  const other = await door.another("admin");
  expect(await statusOf("reviewer", `${path}/${id}/refusal`, why)).toBe(404);
  const approved = await other.asked(`${path}/${id}/approval`, why);
  expect([approved.status, ReleaseBody.parse(approved.json).state]).toEqual([200, "released"]);
  for (const role of ["officer", "reviewer"] as const)
    expect(await statusOf(role, moment)).toBe(200);
  const source = `/items/${house.takes[0]?.id ?? ""}/moment?ptsMs=1`;
  expect(await statusOf("officer", source)).toBe(404);
  // Whoever may label and knows of it now may take it back, by one person.
  expect(await statusOf("officer", `${path}/${id}/revocation`, why)).toBe(403);
  const revoke = [item, id, "a face is left"] as const;
  const reviewer = door.apiOf("reviewer");
  expect((await hear(() => releaseAct(reviewer, english, "revocation", revoke)))[0]).toBe(EXIT.ok);
  for (const role of ["officer", "reviewer"] as const)
    expect(await statusOf(role, moment)).toBe(404);
  const [, listed] = await hear(() => releaseList(api, machine, item));
  expect(ReleaseList.parse(JSON.parse(listed)).entries).toMatchObject([
    { id, state: "revoked", revoked: { reason: "a face is left" } },
  ]);
}, 60_000);
