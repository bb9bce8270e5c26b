/** What every DeviceEventStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import { type Sha256, sha256 } from "../../services/kernel/digest.ts";
import { type ClockCheckId, type DeviceId, newId } from "../../services/kernel/ids.ts";
import type {
  ClockAt,
  DeviceEvent,
  DeviceEventStore,
} from "../../services/ledger/device-event-store.ts";

export interface DeviceEventStoreUnderTest {
  readonly store: DeviceEventStore;
  /** A device that came into the register at `at`, and left it at `retiredAt`. */
  addDevice(id: DeviceId, at: UtcInstant, retiredAt: UtcInstant | null): Promise<void>;
  addCertificate(device: DeviceId, digest: Sha256, issuedAt: UtcInstant): Promise<void>;
  /** One more check of the clock of `device`, or of the camera it speaks of. */
  addCheck(
    device: DeviceId,
    camera: string | null,
    check: ClockCheckId,
    now: ClockAt,
  ): Promise<void>;
  close(): Promise<void>;
}

const NOON = "2026-11-24T12:00:00.000Z" as UtcInstant;
const LATER = "2026-11-25T12:00:00.000Z" as UtcInstant;

export function deviceEventStoreContract(
  name: string,
  make: () => Promise<DeviceEventStoreUnderTest>,
): void {
  describe(`DeviceEventStore: ${name}`, () => {
    let subject: DeviceEventStoreUnderTest;
    let store: DeviceEventStore;
    let deviceId: DeviceId;
    beforeEach(async () => {
      subject = await make();
      store = subject.store;
      deviceId = newId<DeviceId>();
      await subject.addDevice(deviceId, NOON, LATER);
    });
    afterEach(() => subject.close());

    const kinds = async (limit = 9) => (await store.due(limit)).map(({ kind }) => kind);

    it("tells of enrolment, certificate and retirement until each is done", async () => {
      const digest = sha256("certificate");
      await subject.addCertificate(deviceId, digest, LATER);
      const all: DeviceEvent[] = [
        { kind: "enrolled", deviceId, at: NOON },
        { kind: "certified", deviceId, certificateSha256: digest, at: LATER },
        { kind: "retired", deviceId, at: LATER },
      ];
      expect(await store.due(9)).toEqual(all);
      await store.done(all[1]!);
      await store.done(all[1]!);
      expect(await kinds()).toEqual(["enrolled", "retired"]);
      await store.done(all[2]!);
      await store.done(all[0]!);
      expect(await kinds()).toEqual([]);
    });

    it("does not tell of the retirement of a device in use, and of each kind no more than asked for", async () => {
      await store.done({ kind: "retired", deviceId, at: LATER });
      for (let more = 0; more < 3; more += 1) {
        await subject.addDevice(newId<DeviceId>(), LATER, null);
      }
      expect(await kinds()).toEqual(Array(4).fill("enrolled"));
      expect(await store.due(2)).toHaveLength(2);
      expect((await store.due(1))[0]).toMatchObject({ deviceId });
    });

    it("tells of each check with the one before it of the same clock", async () => {
      for (const kind of ["enrolled", "retired"] as const) {
        await store.done({ kind, deviceId, at: NOON });
      }
      const clock = (offsetMs: number, uncertaintyMs: number | null = null): ClockAt => ({
        ...{ offsetMs, uncertaintyMs, at: NOON },
      });
      const ids = Array.from({ length: 4 }, () => newId<ClockCheckId>());
      const [first, other, second, third] = ids as [
        ClockCheckId,
        ClockCheckId,
        ClockCheckId,
        ClockCheckId,
      ];
      await subject.addCheck(deviceId, null, first, clock(-400));
      await subject.addCheck(deviceId, "camera 7", other, clock(7_200_000));
      await subject.addCheck(deviceId, null, second, clock(90_000, 12));
      await subject.addCheck(deviceId, "camera 7", third, clock(-5));
      const due = await store.due(9);
      const about = (checkId: ClockCheckId, now: ClockAt, before: ClockAt | null) => ({
        ...{ kind: "clock", deviceId, checkId, now, before },
      });
      expect(due).toEqual([
        about(first, clock(-400), null),
        about(other, clock(7_200_000), null),
        about(second, clock(90_000, 12), clock(-400)),
        about(third, clock(-5), clock(7_200_000)),
      ]);
      await store.done(due[0]!);
      // What is done still is what the next one is compared with.
      expect((await store.due(9))[1]).toEqual(due[2]);
    });
  });
}
