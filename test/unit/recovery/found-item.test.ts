/** An item as its manifest tells it is the item that was sealed, but for what no manifest tells. */
import { expect, it } from "vitest";
import type { CalendarDate } from "../../../services/calendar/calendar-date.ts";
import type { UtcInstant } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { foundItem } from "../../../services/recovery/found-item.ts";
import { buildClipManifest, parseManifest } from "../../../services/sealing/manifest.ts";
import { receivedItem, verifiedOriginal } from "../../fixtures/evidence.ts";

const AT = "2026-11-28T10:00:00.000Z" as UtcInstant;
const TODAY = "2026-11-28" as CalendarDate;

it("has its bytes, device, times and clock; of its name, case and session nothing is made up; it is set apart", () => {
  const received = receivedItem();
  const bytes = Buffer.from("a recording");
  const sealed = {
    ...received,
    sizeBytes: bytes.byteLength,
    certificateSha256: sha256("a certificate"),
    announced: {
      ...received.announced,
      sha256: sha256(bytes),
      clock: {
        ...{ deviceTime: "2026-11-24T12:00:07.000Z" as UtcInstant, offsetMs: 7_000 },
        ...{ checkedAt: "2026-11-24T12:00:00.000Z" as UtcInstant, uncertaintyMs: 40 },
      },
    },
    original: {
      ...verifiedOriginal(received.id, bytes),
      moreDigests: { sm3: sha256("sm3"), sha512: sha256("a") + sha256("b") },
    },
  };
  const chain = { sequence: 7, previousManifestSha256: sha256("before") };
  const manifest = buildClipManifest(sealed, chain, "filesystem:evidence");
  const read = parseManifest(manifest);
  if (read.type !== "holdfast/clip-manifest/v1") throw new Error("of an original");
  const seal = {
    ...{ itemId: sealed.id, subject: "original", manifest, manifestSha256: sha256(manifest) },
    ...{ signature: Buffer.from("signed"), secondSignature: null },
  };
  const { blocks } = sealed.original;
  const found = foundItem({ manifest: read, blocks, seal, copies: [] }, AT, TODAY);
  expect(found.item).toEqual({
    ...sealed,
    ...{ stage: "verified", viewingStage: "waiting", overviewStage: "waiting" },
    announced: {
      ...{ filename: sealed.id, mediaType: "application/octet-stream", other: {} },
      ...{ caseNumber: null, activity: null, recording: null, belongsTo: null, cameraClock: null },
      ...{ sha256: sealed.announced.sha256, recordedAt: sealed.announced.recordedAt },
      clock: { ...sealed.announced.clock, uncertaintyMs: null },
    },
  });
  expect(found.sequence).toBe(7);
  expect(found.label).toMatchObject({ kind: "set-apart", status: "confirmed", until: null });
  expect(JSON.stringify(found)).not.toContain("现场");
});
