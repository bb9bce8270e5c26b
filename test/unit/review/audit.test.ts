/** The audit: one person's acts on evidence and on the house as one list, an object's story, refusals; walled, paged, and itself on record. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Role } from "../../../services/access/permission.ts";
import type { AuditEntryBody } from "../../../services/review/audit-schema.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type HoldId, newId } from "../../../services/kernel/ids.ts";
import { originalKey } from "../../../services/objects/object-key.ts";
import { ANY_ACTION } from "../../fixtures/actions.ts";
import { NOON, TODAY } from "../../fixtures/evidence.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";
import { guestOf, partnerOf, shareOf } from "../../fixtures/sharing.ts";

let house: House;
const WHY = "purposeKind=evidence&purpose=Looking%20at%20case%2017";

beforeAll(async () => {
  house = await openHouse();
  const viewing = `/items/${house.item.id}/derivatives/viewing?${WHY}`;
  house.moveClock(1_000);
  await (await house.fetch(`/api/v1${viewing}`, "reviewer")).arrayBuffer();
  house.moveClock(1_000);
  await send("/cases", "reviewer", "POST", { number: "2026-31", title: "Audited" });
  house.moveClock(1_000);
  expect((await house.fetch(`/api/v1${viewing}`, "auditor")).status).toBe(403);
  house.moveClock(1_000);
  expect((await send("/users", "reviewer")).status).toBe(403);
});
afterAll(() => house.close());

const send = (path: string, as: Role, method = "GET", body?: object) =>
  house.fetch(`/api/v1${path}`, as, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

async function audit(query: string, as: Role = "auditor") {
  const answer = await send(`/audit?${query}`, as);
  expect([query, answer.status]).toEqual([query, 200]);
  return (await answer.json()) as { entries: AuditEntryBody[]; nextCursor: string | null };
}
const kinds = ({ entries }: { readonly entries: readonly AuditEntryBody[] }) =>
  entries.map(({ record, kind }) => `${record} ${kind}`);

it("tells what one person saw, changed and was refused as one list, the newest first", async () => {
  const found = await audit(`person=${house.userIds.reviewer}`);
  expect(kinds(found).slice(0, 3)).toEqual([
    "action refused",
    "action case-created",
    "custody accessed",
  ]);
  expect(found.entries[2]).toMatchObject({
    ...{ about: `item:${house.item.id}`, before: null, after: null },
    data: { representation: "viewing", purpose: "Looking at case 17" },
  });
  const at = found.entries[1]?.at ?? "";
  const until = await audit(`person=${house.userIds.reviewer}&until=${at}`);
  expect(kinds(until)[0]).toBe("custody accessed");
  const from = await audit(`person=${house.userIds.reviewer}&from=${at}`);
  expect(kinds(from)).toEqual(["action refused", "action case-created"]);
});

it("tells who saw an item, and what was refused to whom, on evidence and on the house", async () => {
  expect(kinds(await audit(`item=${house.item.id}`)).slice(0, 2)).toEqual([
    "custody access-refused",
    "custody accessed",
  ]);
  const refused = await audit("only=refusals");
  expect(kinds(refused)).toEqual(["action refused", "custody access-refused"]);
  expect(refused.entries.map(({ actor }) => actor)).toEqual(
    ["reviewer", "auditor"].map((role) => `user:${house.userIds[role as Role]}`),
  );
});

it("is read one entry at a time without loss or repeat", async () => {
  const whole = await audit(`person=${house.userIds.reviewer}`);
  const read: AuditEntryBody[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const next = cursor === "" ? "" : `&cursor=${cursor}`;
    const page = await audit(`person=${house.userIds.reviewer}&limit=1${next}`);
    read.push(...page.entries);
    cursor = page.nextCursor;
    expect(read.length).toBeLessThanOrEqual(whole.entries.length);
  }
  expect(read).toEqual(whole.entries);
  const bad = await send(`/audit?only=refusals&cursor=nonsense`, "auditor");
  expect(await bad.json()).toMatchObject({ code: "review/bad-cursor" });
});

it("is for auditors and administrators, of somebody or something", async () => {
  for (const role of ["officer", "reviewer", "records", "legal"] as const) {
    expect((await send("/audit?only=refusals", role)).status).toBe(403);
    expect((await send("/audit.csv?only=refusals", role)).status).toBe(403);
  }
  const all = await send("/audit", "auditor");
  expect(await all.json()).toMatchObject({ code: "review/bad-query" });
});

it("is taken away as a table or as lines, which is on record", async () => {
  const query = `person=${house.userIds.reviewer}`;
  const { entries } = await audit(query);
  const lines = await (await send(`/audit.jsonl?${query}`, "auditor")).text();
  expect(
    lines
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual(entries);
  const table = await (await send(`/audit.csv?${query}`, "auditor")).text();
  expect(table.trimEnd().split("\r\n")).toHaveLength(entries.length + 1);
  const own = await audit(`person=${house.userIds.auditor}`);
  expect(own.entries.slice(0, 2)).toMatchObject(
    ["csv", "jsonl"].map((format) => ({
      ...{ kind: "actions-exported", record: "action" },
      after: { format, record: "audit", person: house.userIds.reviewer },
    })),
  );
});

it("tells of holds and shares on what belongs to an item or a case, unless they name what is hidden too", async () => {
  const [item, held, by] = [house.item.id, newId<HoldId>(), house.userIds.reviewer];
  house.cases.links.set(house.file.id, new Set([item]));
  await house.holds.place(
    {
      ...{ id: held, kind: "review", scope: { kind: "items", itemIds: [item, house.received.id] } },
      ...{ reason: "-", reviewOn: TODAY, placedAt: NOON, placedBy: house.userIds.records },
      authority: {
        ...{ number: "17", mediaType: "application/pdf", sizeBytes: 4, sha256: sha256("x") },
        object: { key: originalKey(item), versionId: "1" },
      },
    },
    { ...ANY_ACTION, kind: "hold-placed", subject: `hold:${held}` },
  );
  const partner = { ...partnerOf(by), approved: { at: NOON, by: house.userIds.admin } };
  const { guest, account } = guestOf(partner.id, by);
  const { id: shared, ...share } = shareOf(guest.userId, item, by);
  await house.sharing.addPartner(partner, ANY_ACTION);
  await house.sharing.addGuest(account, guest, ANY_ACTION);
  const asked = { ...ANY_ACTION, kind: "share-asked", subject: `share:${shared}` } as const;
  await house.sharing.ask({ id: shared, ...share }, asked);
  const about = async (query: string) =>
    (await audit(query)).entries.filter(({ record }) => record === "action");
  const both = [{ about: `share:${shared}` }, { about: `hold:${held}` }];
  expect(await about(`item=${item}`)).toMatchObject(both);
  expect((await about(`case=${house.file.id}`)).slice(0, 2)).toMatchObject(both);
  // The same hold lies on another item: whoever may not know of that one is not told of the hold.
  const label = { kind: "minor", basis: "a document" };
  const hidden = `/items/${house.received.id}/labels`;
  expect((await send(hidden, "admin", "POST", label)).status).toBe(201);
  expect(await about(`item=${item}`)).toMatchObject([{ about: `share:${shared}` }]);
  expect(JSON.stringify(await about(`case=${house.file.id}`))).not.toContain(held);
});

it("tells nothing of an item that is hidden, by person, by object or among the refusals", async () => {
  const label = { kind: "minor", basis: "a document" };
  expect((await send(`/items/${house.item.id}/labels`, "admin", "POST", label)).status).toBe(201);
  for (const query of [
    `person=${house.userIds.reviewer}`,
    `item=${house.item.id}`,
    "only=refusals",
  ]) {
    const found = await audit(query);
    expect(JSON.stringify(found)).not.toContain(house.item.id);
    const lines = await (await send(`/audit.jsonl?${query}`, "auditor")).text();
    expect(lines).not.toContain(house.item.id);
  }
});
