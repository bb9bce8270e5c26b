/** What every ReviewStore must do: pages without gap or repetition, and what stands in them. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AccessStore } from "../../services/access/access-store.ts";
import type { AssignmentStore } from "../../services/access/assignment-store.ts";
import { createDevice } from "../../services/access/create-device.ts";
import type { CaseStore } from "../../services/cases/case-store.ts";
import { createCase } from "../../services/cases/create-case.ts";
import { linkItem, unlinkItem } from "../../services/cases/link-item.ts";
import type { DerivativeStore } from "../../services/evidence/derivative.ts";
import type { EvidenceItem } from "../../services/evidence/evidence-item.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import {
  type CaseId,
  type DeviceId,
  type ItemId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import { derivativeKey } from "../../services/objects/object-key.ts";
import {
  Case,
  type CaseBody,
  ItemSummary,
  type ItemSummaryBody,
  User,
  type UserBody,
} from "../../services/review/api-schema.ts";
import type { Place, Position } from "../../services/review/cursor.ts";
import {
  RegisteredDevice,
  type RegisteredDeviceBody,
} from "../../services/review/device-page-schema.ts";
import type { Page, PageOf, ReviewStore } from "../../services/review/review-store.ts";
import type { SecrecyStore } from "../../services/secrecy/secrecy-store.ts";
import type { SessionStore } from "../../services/sessions/session-store.ts";
import { TODAY, NOON, receivedItem, tickingClock } from "../fixtures/evidence.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";

export interface ReviewStoreUnderTest {
  readonly store: ReviewStore;
  readonly access: AccessStore;
  readonly cases: CaseStore;
  readonly items: EvidenceStore & DerivativeStore;
  addItem(item: EvidenceItem): Promise<void>;
  readonly secrecy: SecrecyStore;
  readonly sessions: SessionStore;
  readonly assignments: AssignmentStore;
  addReceipt(itemId: ItemId, readyAt: UtcInstant): Promise<void>;
  close(): Promise<void>;
}

const BY = newId<UserId>();

async function all<Entry, Next>(
  read: (page: PageOf<Next>) => Promise<Page<Entry, Next>>,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  let after: Next | null = null;
  do {
    const page: Page<Entry, Next> = await read({ after, limit: 2 });
    expect(page.entries.length).toBeLessThanOrEqual(2);
    entries.push(...page.entries);
    after = page.next;
  } while (after !== null);
  return entries;
}

export function reviewStoreContract(name: string, make: () => Promise<ReviewStoreUnderTest>): void {
  describe(`ReviewStore: ${name}`, () => {
    const clock = tickingClock();
    let subject: ReviewStoreUnderTest;
    let store: ReviewStore;
    let device: DeviceId;
    beforeEach(async () => {
      subject = await make();
      store = subject.store;
      device = (await createDevice({ ...subject, clock }, "DC-0012", "body_camera", "process:test"))
        .device.id;
    });
    afterEach(() => subject.close());

    const add = async (changes: Partial<EvidenceItem> = {}): Promise<EvidenceItem> => {
      const item = receivedItem({ deviceId: device, ...changes });
      await subject.addItem(item);
      return item;
    };
    const deps = () => ({ cases: subject.cases, clock, today: () => TODAY });

    it("pages through items, newest first, without gap or repetition", async () => {
      const added = [];
      for (let at = 0; at < 5; at += 1) added.push((await add()).id);
      const entries = await all<ItemSummaryBody, Position>((page) => store.items(page, {}));
      expect(entries.map(({ id }) => id)).toEqual(added.reverse());
      for (const entry of entries) expect(ItemSummary.parse(entry)).toEqual(entry);
    });

    it("shows an item that arrives between two pages on neither twice", async () => {
      for (let at = 0; at < 3; at += 1) await add();
      const first = await store.items({ after: null, limit: 2 }, {});
      await add();
      const second = await store.items({ after: first.next, limit: 2 }, {});
      const ids = [...first.entries, ...second.entries].map(({ id }) => id);
      expect(new Set(ids).size).toBe(3);
      expect(second.next).toBeNull();
    });

    it("filters by stage, device and case, together", async () => {
      const other = (await createDevice({ ...subject, clock }, "DC-9", "dock", "process:test"))
        .device.id;
      const [one, two] = [await add(), await add({ stage: "quarantined" })];
      await add({ deviceId: other });
      const file = await createCase(deps(), BY, { number: "1", title: "t" });
      await linkItem(deps(), BY, file.id, one.id);
      await linkItem(deps(), BY, file.id, two.id);
      const ids = async (filter: Parameters<ReviewStore["items"]>[1]) =>
        (await store.items({ after: null, limit: 9 }, filter)).entries.map(({ id }) => id);
      expect(await ids({ stage: "quarantined" })).toEqual([two.id]);
      expect(await ids({ deviceId: device })).toEqual([two.id, one.id]);
      expect(await ids({ caseId: file.id })).toEqual([two.id, one.id]);
      expect(await ids({ caseId: file.id, stage: "received", deviceId: device })).toEqual([one.id]);
      expect(await ids({ caseId: newId<CaseId>() })).toEqual([]);
      await unlinkItem(deps(), BY, file.id, one.id, "wrong");
      expect(await ids({ caseId: file.id })).toEqual([two.id]);
    });

    it("tells of an item its device, its cases, its steps, its length and its poster", async () => {
      const item = await add({ mediaInfo: { durationMs: 12_340 } });
      const file = await createCase(deps(), BY, { number: "琼〔2026〕1", title: "t" });
      await linkItem(deps(), BY, file.id, item.id);
      await subject.items.saveStepRun(item.id, {
        step: "verify-original",
        attempts: 2,
        notBefore: plusMs(NOON, 5_000),
        lastError: "objects/store-unavailable",
        progress: 0.5,
        secondsLeft: 40,
      });
      const digest = sha256("poster");
      const key = derivativeKey(item.id, "poster", digest);
      await subject.items.keepOnce({
        itemId: item.id,
        kind: "poster",
        mediaType: "image/jpeg",
        sizeBytes: 6,
        sha256: digest,
        object: { key, versionId: "1" },
        madeBy: { tool: "ffmpeg", version: "5", arguments: [], method: "still" },
      });
      const found = await store.item(item.id);
      expect(found).toMatchObject({
        id: item.id,
        filename: "现场 01.mp4",
        deviceName: "DC-0012",
        recordedAt: "2026-11-24T11:00:00.000Z",
        durationSeconds: 12.34,
        hasPoster: true,
        cases: [{ id: file.id, number: "琼〔2026〕1" }],
        steps: [
          {
            step: "verify-original",
            notBefore: plusMs(NOON, 5_000),
            progress: 0.5,
            secondsLeft: 40,
          },
        ],
      });
      expect(ItemSummary.parse(found)).toEqual(found);
      const other = await add();
      const nobody = receivedItem().id;
      expect(await store.itemsOf([other.id, nobody, item.id])).toEqual(
        new Map([
          [item.id, found],
          [other.id, await store.item(other.id)],
        ]),
      );
      expect(await store.item(nobody)).toBeNull();
    });

    it("pages through cases with their number of items", async () => {
      const item = await add();
      for (const number of ["1", "2", "3"]) {
        const file = await createCase(deps(), BY, { number, title: "t" });
        if (number === "2") await linkItem(deps(), BY, file.id, item.id);
      }
      const cases = await all<CaseBody, Position>((page) => store.cases(page));
      expect(cases.map(({ number, itemCount }) => [number, itemCount])).toEqual([
        ["3", 0],
        ["2", 1],
        ["1", 0],
      ]);
      for (const entry of cases) expect(Case.parse(entry)).toEqual(entry);
      expect(await store.case(cases[1]!.id as CaseId)).toEqual(cases[1]);
      expect(await store.case(newId<CaseId>())).toBeNull();
    });

    it("pages through devices and people that were made at one instant", async () => {
      for (let at = 0; at < 4; at += 1) {
        await createDevice({ ...subject, clock: () => NOON }, `same ${at}`, "cctv", "process:test");
        await subject.access.addUser(
          {
            id: newId<UserId>(),
            name: `u${at}`,
            displayName: `U ${at}`,
            role: "officer",
            passwordHash: "x",
            createdAt: NOON,
            disabledAt: null,
          },
          ANY_ACTION,
        );
      }
      const devices = await all<RegisteredDeviceBody, Place>((page) => store.devices(page));
      expect(devices.map((entry) => entry.name).sort()).toEqual(
        ["DC-0012", "same 0", "same 1", "same 2", "same 3"].sort(),
      );
      for (const entry of devices) expect(RegisteredDevice.parse(entry)).toEqual(entry);
      const users = await all<UserBody, Place>((page) => store.users(page));
      expect(users.map((entry) => entry.name).sort()).toEqual(["u0", "u1", "u2", "u3"]);
      for (const entry of users) expect(User.parse(entry)).toEqual(entry);
    });

    it("finds devices and cases by a part of their name in any case, or by id, on every page", async () => {
      for (const mark of ["Alpha 1", "alpha 2", "50%_off", "ALPHA 3", "Ёлка"]) {
        await createDevice({ ...subject, clock }, mark, "cctv", "process:test");
        await createCase(deps(), BY, { number: `琼〔2026〕${mark}`, title: `About ${mark}` });
      }
      const devices = async (search: string) =>
        (await all<RegisteredDeviceBody, Place>((page) => store.devices(page, { search }))).map(
          (d) => d.name,
        );
      expect(await devices("ALPHA")).toEqual(["Alpha 1", "alpha 2", "ALPHA 3"]);
      expect(await devices("ёл")).toEqual(["Ёлка"]);
      expect(await devices("0%_o")).toEqual(["50%_off"]);
      expect(await devices("%")).toEqual(["50%_off"]);
      expect(await devices(device)).toEqual(["DC-0012"]);
      for (const nobody of [
        "zeta",
        device.slice(1),
        "'; DROP TABLE devices; --",
        "a".repeat(100),
        "\\",
      ]) {
        expect(await devices(nobody)).toEqual([]);
      }
      const cases = async (search: string) =>
        (await all<CaseBody, Position>((page) => store.cases(page, search))).map((c) => c.number);
      expect(await cases("〔2026〕alpha")).toEqual([
        "琼〔2026〕ALPHA 3",
        "琼〔2026〕alpha 2",
        "琼〔2026〕Alpha 1",
      ]);
      expect(await cases("about 50%")).toEqual(["琼〔2026〕50%_off"]);
      const [one] = (await store.cases({ after: null, limit: 1 })).entries;
      expect(await cases(one?.id ?? "")).toEqual([one?.number]);
    });

    it("names people and devices by id, and leaves out who is unknown", async () => {
      const names = await store.actorNames([device, device, newId<UserId>()]);
      expect([...names]).toEqual([[device, "DC-0012"]]);
      expect([...(await store.actorNames([]))]).toEqual([]);
    });

    it("counts items by stage and knows the oldest that waits", async () => {
      expect(await store.counts()).toMatchObject({ itemsByStage: [], oldestUnsealedAt: null });
      await add({ receivedAt: plusMs(NOON, 5_000) });
      await add({ receivedAt: NOON });
      await add({ receivedAt: plusMs(NOON, -9_000), stage: "sealed" });
      const { itemsByStage, oldestUnsealedAt } = await store.counts();
      expect(oldestUnsealedAt).toBe(NOON);
      expect(itemsByStage).toContainEqual({
        stage: "received",
        viewingStage: "waiting",
        items: 2,
      });
    });

    it("tells once of each receipt how long after the last byte it was ready", async () => {
      const receivedAt = plusMs(NOON, -1e12); // long ago on any clock
      const ready = async (afterMs: number): Promise<void> => {
        const { id } = await add({ receivedAt });
        await subject.addReceipt(id, plusMs(receivedAt, afterMs));
      };
      for (const afterMs of [1_240, 1_160, 600_000, -5]) await ready(afterMs);
      const before = plusMs(receivedAt, -1_000);
      const { latencies, until } = await store.receiptLatencies(before);
      expect([...latencies].sort((a, b) => a.seconds - b.seconds)).toEqual([
        { seconds: 0, receipts: 1 },
        { seconds: 1.2, receipts: 2 },
        { seconds: 600, receipts: 1 },
      ]);
      expect(await store.receiptLatencies(until)).toMatchObject({ latencies: [] });
    });
  });
}
