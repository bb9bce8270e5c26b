/** What lists must tell of labels: those in force, of an item also its cases' and its session's, of a session also its case's and those of what is of it. */
import { expect, it } from "vitest";
import { createDevice } from "../../services/access/create-device.ts";
import { createCase } from "../../services/cases/create-case.ts";
import { linkItem, unlinkItem } from "../../services/cases/link-item.ts";
import { type LabelId, type SessionId, type UserId, newId } from "../../services/kernel/ids.ts";
import type { Label, LabelKind } from "../../services/secrecy/label.ts";
import type { Thing } from "../../services/secrecy/secrecy-store.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { NO_SESSION_FACTS } from "../../services/sessions/session.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { NOON, TODAY, receivedItem, tickingClock } from "../fixtures/evidence.ts";
import type { ReviewStoreUnderTest } from "./review-store.contract.ts";

const BY = newId<UserId>();
const ended = { at: NOON, by: `user:${BY}`, reason: "no" } as const;
const SIGHT: Sight = {
  ...{ userId: BY, role: "reviewer", today: TODAY },
  clearance: { state: null, duties: ["work", "trade", "privacy"] },
};
const PAGE = { after: null, limit: 9 };

export function listedLabelsContract(
  name: string,
  make: () => Promise<ReviewStoreUnderTest>,
): void {
  it(`lists of ${name} tell which labels are in force, and none that is over`, async () => {
    const subject = await make();
    const { store, access, cases, secrecy, sessions } = subject;
    const deps = { cases, clock: tickingClock(), today: () => TODAY };
    const made = { access, clock: deps.clock };
    const camera = await createDevice(made, "DC-1", "body_camera", "process:test");
    const item = receivedItem({ deviceId: camera.device.id });
    await subject.addItem(item);
    const file = await createCase(deps, BY, { number: "1", title: "t" });
    await linkItem(deps, BY, file.id, item.id);
    const sessionIds: SessionId[] = [];
    for (const [number, caseId] of [
      ["1", file.id],
      ["2", null],
    ] as const) {
      const facts = { ...NO_SESSION_FACTS, number, caseId };
      const session = { ...facts, id: newId<SessionId>(), createdAt: NOON, revision: 0 };
      sessionIds.push(session.id);
      await sessions.create({ ...session, createdBy: `user:${BY}` }, ANY_ACTION);
    }
    const put = (thing: Thing, kind: LabelKind, changes: Partial<Label> = {}): Promise<void> => {
      const label: Label = {
        ...{ id: newId<LabelId>(), kind, status: "confirmed", issuedOn: TODAY, until: null },
        ...{ condition: null, scope: null, basis: "b", reportBy: null, setAt: NOON },
        ...{ setBy: `user:${BY}`, ended: null, reviewed: null, version: 0, ...changes },
      };
      const happening = { kind: "label-changed", data: {} } as const;
      const telling = { at: NOON, actor: label.setBy, happening, action: ANY_ACTION };
      return secrecy.put(thing, null, label, telling);
    };
    const [ofItem, ofCase] = [
      { type: "item", id: item.id },
      { type: "case", id: file.id },
    ] as const;
    await put(ofItem, "privacy");
    await put(ofItem, "secret", { until: TODAY });
    await put(ofItem, "minor", { ended });
    for (const kind of ["trade", "work", "privacy"] as const) await put(ofCase, kind);
    await put(ofCase, "informant", { ended });

    const all = ["work", "trade", "privacy"];
    expect((await store.items(PAGE, { sight: SIGHT })).entries).toMatchObject([{ labels: all }]);
    expect(await store.item(item.id, SIGHT)).toMatchObject({ labels: all });
    expect((await store.cases(PAGE, undefined, SIGHT)).entries).toMatchObject([{ labels: all }]);
    expect(await store.case(file.id, SIGHT)).toMatchObject({ labels: all });
    const listed = await sessions.page(null, 9, undefined, SIGHT);
    expect(listed.map(({ session: { number }, labels }) => [number, labels])).toEqual([
      ["2", []],
      ["1", all],
    ]);
    await unlinkItem(deps, BY, file.id, item.id, "wrong");
    expect(await store.item(item.id, SIGHT)).toMatchObject({ labels: ["privacy"] });
    const [, apart] = sessionIds;
    if (apart === undefined) throw new Error("no session");
    const placed = { kind: "session-placed", data: { sessionId: apart } } as const;
    await sessions.place(apart, item.id, { at: NOON, actor: `user:${BY}`, happening: placed });
    await put({ type: "session", id: apart }, "work");
    const [of] = await sessions.page(null, 9, undefined, SIGHT);
    expect(of).toMatchObject({ session: { number: "2" }, labels: ["work", "privacy"] });
    expect(await store.item(item.id, SIGHT)).toMatchObject({ labels: ["work", "privacy"] });
  });
}
