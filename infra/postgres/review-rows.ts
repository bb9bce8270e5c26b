/** What the statements of the review store answer, and the bodies made of it. */
import type { CaseBody, ItemSummaryBody, UserBody } from "../../services/review/api-schema.ts";
import type { RegisteredDeviceBody } from "../../services/review/device-page-schema.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { kindsTold } from "./walls.ts";

export interface SummaryRow {
  readonly id: string;
  readonly position: number;
  readonly filename: string;
  readonly media_type: string;
  readonly size_bytes: number;
  readonly device_id: string;
  readonly device_name: string;
  readonly recorded_at: Date | null;
  readonly received_at: Date;
  readonly stage: ItemSummaryBody["stage"];
  readonly viewing_stage: ItemSummaryBody["viewingStage"];
  readonly quarantine_reason: string | null;
  readonly no_viewing_reason: string | null;
  readonly original_sha256: string | null;
  readonly duration_ms: unknown;
  readonly has_poster: boolean;
  readonly labels: ItemSummaryBody["labels"];
  readonly cases: ItemSummaryBody["cases"];
  /** JSON of PostgreSQL: its instants carry a zone of its own. */
  readonly steps: ItemSummaryBody["steps"];
}

export interface CaseRow {
  readonly id: string;
  readonly position: number;
  readonly number: string;
  readonly title: string;
  readonly created_at: Date;
  readonly item_count: number;
  readonly labels: CaseBody["labels"];
}

export interface DeviceRow {
  readonly id: string;
  readonly name: string;
  readonly kind: RegisteredDeviceBody["kind"];
  readonly created_at: Date;
  readonly retired_at: Date | null;
  readonly sequence: number;
  readonly heard_at: Date | null;
}

export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly display_name: string;
  readonly role: UserBody["role"];
  readonly created_at: Date;
  readonly disabled_at: Date | null;
  readonly sign_on_name: string | null;
  readonly staff_number: string | null;
}

const maybe = (date: Date | null): string | null => (date === null ? null : utcInstant(date));

export const summaryOf = (row: SummaryRow): ItemSummaryBody => ({
  id: row.id,
  filename: row.filename,
  mediaType: row.media_type,
  sizeBytes: row.size_bytes,
  deviceId: row.device_id,
  deviceName: row.device_name,
  recordedAt: maybe(row.recorded_at),
  receivedAt: utcInstant(row.received_at),
  stage: row.stage,
  viewingStage: row.viewing_stage,
  quarantineReason: row.quarantine_reason,
  noViewingReason: row.no_viewing_reason,
  sha256: row.original_sha256,
  durationSeconds: typeof row.duration_ms === "number" ? row.duration_ms / 1000 : null,
  hasPoster: row.has_poster,
  labels: kindsTold(row.labels),
  cases: row.cases,
  steps: row.steps.map((step) => ({
    ...step,
    notBefore: step.notBefore === null ? null : utcInstant(new Date(step.notBefore)),
  })),
});

export const caseOf = (row: CaseRow): CaseBody => ({
  id: row.id,
  number: row.number,
  title: row.title,
  createdAt: utcInstant(row.created_at),
  itemCount: row.item_count,
  labels: kindsTold(row.labels),
});

export const deviceOf = (row: DeviceRow): RegisteredDeviceBody => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  createdAt: utcInstant(row.created_at),
  retiredAt: maybe(row.retired_at),
  sealedClips: row.sequence,
  heardAt: maybe(row.heard_at),
});

export const userOf = (row: UserRow): UserBody => ({
  id: row.id,
  name: row.name,
  displayName: row.display_name,
  role: row.role,
  createdAt: utcInstant(row.created_at),
  disabledAt: maybe(row.disabled_at),
  signOnName: row.sign_on_name,
  staffNumber: row.staff_number,
});
