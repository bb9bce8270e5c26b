/** The audit reads docking visits: a line that a dock's digest is of, changed or lost, is found while the dock may still have it. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Batch, KeptStatement } from "../../../services/batches/batch.ts";
import { receiptBatch } from "../../../services/batches/receipt-batch.ts";
import { closeBatch, openBatch } from "../../../services/batches/visit.ts";
import { parseTarget } from "../../../services/fixity/target.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type DeviceId, type ItemId, newId } from "../../../services/kernel/ids.ts";
import { AuditHouse } from "../../fixtures/audit-house.ts";
import {
  CAMERA,
  dockStatement,
  makeDockKey,
  signedStatement,
  statedFile,
} from "../../fixtures/docking.ts";
import { type Authority, makeAuthority } from "../keys/authority.ts";

const BYTES = Buffer.from("a recording");
const KEY = makeDockKey();
let authority: Authority;
let house: AuditHouse;
let visit: Batch & { readonly statement: KeptStatement };
beforeAll(async () => {
  authority = await makeAuthority();
  house = await AuditHouse.open(authority, BYTES);
  const { sealing, batches, itemId } = house;
  const deps = {
    ...{ batches, statementKeys: batches, clock: sealing.clock },
    uploads: { findEach: async (ids: readonly ItemId[]) => ids.map((id) => ({ id }) as never) },
  };
  const dock = newId<DeviceId>();
  const sizeBytes = String(BYTES.byteLength);
  const stated = [
    statedFile("a.mp4", itemId, { sizeBytes, sha256: sha256(BYTES) }),
    statedFile("b.mp4", null, {
      how: "not-sent",
      reason: "unreadable",
      sizeBytes: "0",
      sha256: null,
    }),
  ];
  const statement = dockStatement(KEY, stated, { type: "holdfast/dock-statement/v2" });
  await openBatch(deps, dock, { id: statement.batch, camera: CAMERA, publicKey: KEY.base64 });
  await closeBatch(deps, dock, statement.batch, signedStatement(KEY, statement));
  await receiptBatch({ ...sealing.process(), seals: sealing.seals, batches }, statement.batch);
  visit = (await batches.get(statement.batch)) as typeof visit;
});
afterAll(() => authority.remove());

const found = async () => (await house.found())[`visit/${visit.id}`];
const because = (why: string) => [{ code: "fixity/record-differs", facts: { why } }];
const flipped = (text: string, at: number): string =>
  text.slice(0, at) + (text[at] === "0" ? "1" : "0") + text.slice(at + 1);

it("is read with all its lines, and found sound", async () => {
  const told = await (house.passHours(2), house.round());
  const audited = told.find(({ target }) => target === `visit/${visit.id}`);
  const { text, openings } = visit.statement;
  expect(openings).not.toBeNull();
  expect(audited?.audit).toMatchObject({
    ...{ findings: [], lock: null, sizeBytes: Buffer.byteLength(text + openings) },
    sha256: sha256(text + openings),
  });
});

it.each<[string, (statement: KeptStatement) => Partial<Batch>, string]>([
  ["a salt", (s) => ({ statement: { ...s, openings: flipped(s.openings!, 0) } }), "bad-statement"],
  [
    "a name",
    (s) => ({ statement: { ...s, openings: s.openings!.replace("b.mp4", "c.mp4") } }),
    "bad-statement",
  ],
  [
    "a line that is gone",
    (s) => ({ statement: { ...s, openings: s.openings!.replace(/[^\n]*\n/, "") } }),
    "bad-statement",
  ],
  ["all lines", (s) => ({ statement: { ...s, openings: null } }), "bad-statement"],
  [
    "the statement",
    (s) => ({ statement: { ...s, text: s.text.replace('"notSent":1', '"notSent":0') } }),
    "receipt-of-other-statement",
  ],
])("%s that changed is told once, and over when it is right again", async (_, harm, why) => {
  house.batches.overwrite(visit.id, harm(visit.statement));
  expect(await found()).toEqual(because(`batches/${why}`));
  expect((await house.fixity.summary()).failing).toBe(1);
  house.batches.overwrite(visit.id, { statement: visit.statement });
  expect(await found()).toBeUndefined();
  expect((await house.fixity.summary()).failing).toBe(0);
});

it("is named so that no other thing is meant", () => {
  const target = { kind: "visit", batchId: visit.id };
  expect(parseTarget(`visit/${visit.id}`)).toEqual(target);
  for (const name of ["visit/", "visit/x", `visit/${visit.id}/media`, `visit/${visit.id} `])
    expect(parseTarget(name)).toBeNull();
});
