/** A package for somebody, prepared, checked by verify.sh and by the verifier: whole like any other, and both say for whom it is. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CalendarDate } from "../../../services/calendar/calendar-date.ts";
import { orderExport } from "../../../services/exports/acknowledge.ts";
import { type UserId, newId } from "../../../services/kernel/ids.ts";
import { utcInstant } from "../../../services/kernel/clock.ts";
import { VERIFY_SCRIPT } from "../../../services/packages/recipe.ts";
import { preparePackage } from "../../../services/packages/prepare-package.ts";
import { verifyPackage } from "../../../services/packages/verify-package.ts";
import { MemoryActionStore } from "../../fakes/action-store.ts";
import { MemoryExportStore } from "../../fakes/export-store.ts";
import { MemoryPackage } from "../../fakes/package-reader.ts";
import { type World, filesOf, makeWorld } from "../../fixtures/small-package.ts";
import { scriptOutput, trustedBy } from "../../fixtures/verify-script.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld(utcInstant(new Date()));
});
afterAll(() => world.close());

it("holds in every verifier, which all name the recipient and the watermark", async () => {
  const { deps, pins } = world;
  const itemId = await world.sealedItem(Buffer.from("hello"));
  const exports = new MemoryExportStore(deps.packages, new MemoryActionStore());
  const today = (): CalendarDate => "2026-11-24" as CalendarDate;
  const id = await orderExport(
    { exports, today },
    {
      request: {
        ...{ itemIds: [itemId], purposeKind: "evidence", purpose: '"items":["x"],"files":[' },
        ...{ requestedBy: `user:${newId<UserId>()}`, requestedAt: deps.clock() },
      },
      recipient: {
        ...{ recipient: "court" as const, organisation: '海口 "中院"},"files":[', basis: "17" },
        ...{ person: '王 "items":["y"],', basisSha256: null },
      },
      dueOn: null,
    },
  );
  const { state, issued } = await preparePackage(deps, await deps.packages.get(id));
  expect(state).toBe("ready");
  const files = await filesOf(deps, await deps.packages.contents(id));
  const script = await scriptOutput(files, Buffer.from(VERIFY_SCRIPT), trustedBy(pins));
  expect(script).not.toContain("FAILED");
  expect(script).toContain("\n0 failed");
  expect(script).toContain(issued!.watermark);
  const report = await verifyPackage(deps, new MemoryPackage(files), pins);
  expect([report.verdict, report.issued]).toEqual(["PASSED", issued]);
});
