/** How an item is laid out in its row, and read back from it. */
import type { Insertable, Selectable } from "kysely";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { EvidenceItem } from "../../services/evidence/evidence-item.ts";
import type { Tables } from "./tables.ts";

export function itemOfRow(row: Selectable<Tables["items"]>): EvidenceItem {
  return {
    id: row.id,
    deviceId: row.device_id,
    certificateSha256: row.certificate_sha256,
    announced: {
      filename: row.filename,
      mediaType: row.media_type,
      sha256: row.declared_sha256,
      recordedAt: row.recorded_at === null ? null : utcInstant(row.recorded_at),
      caseNumber: row.declared_case,
      activity: row.activity,
      recording: row.recording,
      belongsTo: row.belongs_to,
      other: row.other_metadata,
      clock: row.clock,
      cameraClock: row.camera_clock,
    },
    sizeBytes: row.size_bytes,
    receivedAt: utcInstant(row.received_at),
    stage: row.stage,
    viewingStage: row.viewing_stage,
    overviewStage: row.overview_stage,
    studyStage: row.study_stage,
    original: row.original,
    quarantineReason: row.quarantine_reason,
    noViewingReason: row.no_viewing_reason,
    duplicateOf: row.duplicate_of,
    ...(row.copy_wanted_at === null ? {} : { copyWanted: true }),
    mediaInfo: row.media_info,
    ...(row.media_check === null ? {} : { mediaCheck: row.media_check }),
    version: row.version,
  };
}

/** SQL's null, never JSON's. */
const jsonOrNull = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);

/** What may change after the item was received; the rest of the row never does. */
export function changingColumns(item: EvidenceItem) {
  return {
    stage: item.stage,
    viewing_stage: item.viewingStage,
    overview_stage: item.overviewStage,
    study_stage: item.studyStage,
    original: jsonOrNull(item.original),
    original_sha256: item.original?.sha256 ?? null,
    quarantine_reason: item.quarantineReason,
    no_viewing_reason: item.noViewingReason,
    duplicate_of: item.duplicateOf,
    media_info: jsonOrNull(item.mediaInfo),
    media_check: jsonOrNull(item.mediaCheck),
  };
}

/** The whole row of a new item. */
export function newItemRow(item: EvidenceItem): Insertable<Tables["items"]> {
  const { announced } = item;
  return {
    ...changingColumns(item),
    id: item.id,
    device_id: item.deviceId,
    certificate_sha256: item.certificateSha256,
    filename: announced.filename,
    media_type: announced.mediaType,
    declared_sha256: announced.sha256,
    recorded_at: announced.recordedAt,
    declared_case: announced.caseNumber,
    activity: announced.activity,
    recording: announced.recording,
    belongs_to: announced.belongsTo,
    other_metadata: JSON.stringify(announced.other),
    clock: jsonOrNull(announced.clock),
    camera_clock: jsonOrNull(announced.cameraClock),
    size_bytes: item.sizeBytes,
    received_at: item.receivedAt,
    version: item.version,
  };
}
