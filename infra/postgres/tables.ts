/** The rows of every table, as kysely reads and writes them. The SQL files beside this are the source. */
import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { Role } from "../../services/access/permission.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type {
  CertificateRequestId,
  DeviceId,
  ItemId,
  PackageId,
  StoreId,
  UserId,
} from "../../services/kernel/ids.ts";
import type { ActionTables } from "./action-tables.ts";
import type { BatchTables } from "./batch-tables.ts";
import type { CaseTables } from "./case-tables.ts";
import type { CasefileTables } from "./casefile-tables.ts";
import type { LegalReviewTables } from "./legal-review-tables.ts";
import type { ItemKeyTables } from "./item-key-tables.ts";
import type { KeyTables } from "./key-tables.ts";
import type { LiveTables } from "./live-tables.ts";
import type { PolicyTables } from "./policy-tables.ts";
import type { RecordTables } from "./record-tables.ts";
import type { DisposalTables } from "./disposal-tables.ts";
import type { DeviceTables, MaybeTime, Time } from "./device-tables.ts";
import type { AnchorTables } from "./anchor-tables.ts";
import type { RetentionTables } from "./retention-rows.ts";
import type { RenewalTables } from "./renewal-tables.ts";
import type { ReportTables } from "./report-tables.ts";
import type { SignOnTables } from "./sign-on-tables.ts";
import type { SearchTables } from "./search-tables.ts";
import type { SessionTables } from "./session-tables.ts";
import type { SecrecyTables } from "./secrecy-tables.ts";
import type { SpotCheckTables } from "./spot-check-tables.ts";
import type { UploadTables } from "./upload-tables.ts";
import type { WebhookTables } from "./webhook-tables.ts";
import type { WitnessTables } from "./witness-tables.ts";
import type { HoldTables } from "./hold-tables.ts";
import type { FixityTables } from "./fixity-tables.ts";
import type { EventTables } from "./event-tables.ts";
import type { ExportTables } from "./export-tables.ts";
import type { Actor, CustodyKind } from "../../services/evidence/custody-event.ts";
import type { DeviceClock } from "../../services/evidence/device-clock.ts";
import type { Encrypted } from "../../services/evidence/encrypted.ts";
import type { DerivativeKind, MadeBy } from "../../services/evidence/derivative.ts";
import type { VerifiedOriginal } from "../../services/evidence/evidence-item.ts";
import type {
  OriginalStage,
  Step,
  OverviewStage,
  StudyStage,
  ViewingStage,
} from "../../services/evidence/pipeline.ts";
import type { ObjectRef } from "../../services/objects/object-store.ts";
import type { Purpose } from "../../services/secrecy/purpose.ts";
import type { SourceVerdict } from "../../services/source/verdict.ts";

type MaybeJsonb = ColumnType<unknown, string | null, string | null>;

export interface Tables
  extends
    DeviceTables,
    ActionTables,
    AnchorTables,
    BatchTables,
    CaseTables,
    DisposalTables,
    CasefileTables,
    LegalReviewTables,
    EventTables,
    ExportTables,
    FixityTables,
    HoldTables,
    ItemKeyTables,
    KeyTables,
    LiveTables,
    PolicyTables,
    RecordTables,
    RenewalTables,
    ReportTables,
    SignOnTables,
    RetentionTables,
    SearchTables,
    SessionTables,
    SecrecyTables,
    SpotCheckTables,
    UploadTables,
    WebhookTables,
    WitnessTables {
  users: {
    id: UserId;
    name: string;
    display_name: string;
    role: Role;
    password_hash: string;
    created_at: Time;
    disabled_at: MaybeTime;
    ends_at: MaybeTime;
    sign_on_name: string | null;
    sign_on_issuer: string | null;
    sign_on_subject: string | null;
    staff_number: string | null;
    told_staff_number: string | null;
    door_set_by: UserId | null;
    door_set_at: MaybeTime;
  };
  sessions: {
    token_sha256: Sha256;
    user_id: UserId;
    created_at: Time;
    last_seen_at: Time;
    expires_at: Time;
    confirmed_at: Time;
    address: string | null;
    user_agent: string | null;
  };
  api_tokens: {
    token_sha256: Sha256;
    user_id: UserId;
    label: string;
    created_at: Time;
    revoked_at: MaybeTime;
    confirmed_at: MaybeTime;
    name: ColumnType<string, never, never>;
    position: Generated<number>;
    used_at: ColumnType<Date | null, never, string>;
    used_from: ColumnType<string | null, never, string>;
    revoked_by: ColumnType<UserId | null, never, UserId>;
    revoke_reason: ColumnType<string | null, never, string | null>;
  };
  login_failures: { name: string; source: string; failures: number; last_at: Time };
  devices: {
    id: DeviceId;
    name: string;
    kind: "body_camera" | "dock" | "room_recorder" | "cctv";
    token_sha256: Sha256;
    created_at: Time;
    retired_at: MaybeTime;
    retired_by: UserId | null;
    certificate_only: Generated<boolean>;
    sequence: Generated<number>;
    last_manifest_sha256: Sha256 | null;
  };
  enrolment_codes: {
    code_sha256: Sha256;
    device_id: DeviceId;
    created_at: Time;
    created_by: UserId;
    expires_at: Time;
  };
  device_certificates: {
    id: CertificateRequestId;
    device_id: DeviceId;
    asked_with: "code" | "certificate";
    authority_sha256: Sha256;
    public_key_sha256: Sha256;
    csr: Buffer;
    requested_at: Time;
    refusal: string | null;
    sha256: Sha256 | null;
    der: Buffer | null;
    not_before: MaybeTime;
    not_after: MaybeTime;
    issued_at: MaybeTime;
    revoked_at: MaybeTime;
    revoked_by: UserId | null;
  };
  items: {
    id: ItemId;
    position: Generated<number>;
    device_id: DeviceId;
    filename: string;
    media_type: string;
    declared_sha256: Sha256 | null;
    recorded_at: MaybeTime;
    declared_case: string | null;
    activity: string | null;
    recording: string | null;
    belongs_to: string | null;
    other_metadata: JSONColumnType<Record<string, string>>;
    clock: JSONColumnType<DeviceClock> | null;
    camera_clock: JSONColumnType<DeviceClock> | null;
    size_bytes: number;
    received_at: Time;
    stage: OriginalStage;
    viewing_stage: ViewingStage;
    overview_stage: Generated<OverviewStage>;
    study_stage: Generated<StudyStage>;
    original: JSONColumnType<VerifiedOriginal> | null;
    original_sha256: Sha256 | null;
    quarantine_reason: string | null;
    no_viewing_reason: string | null;
    duplicate_of: ItemId | null;
    media_info: MaybeJsonb;
    media_check: MaybeJsonb;
    copy_wanted_at: MaybeTime;
    version: number;
    certificate_sha256: Sha256 | null;
  };
  custody_events: {
    item_id: ItemId;
    index: number;
    at: Time;
    actor: Actor;
    kind: CustodyKind;
    body: string;
    previous_sha256: Sha256;
    sha256: Sha256;
  };
  source_verdicts: {
    item_id: ItemId;
    position: Generated<number>;
    device_id: DeviceId;
    verdict: SourceVerdict;
    signed: boolean | null;
    statement: string;
    statement_sha256: Sha256;
    logged: Generated<boolean>;
  };
  step_runs: {
    item_id: ItemId;
    step: Step;
    attempts: number;
    not_before: MaybeTime;
    last_error: string | null;
    progress: number | null;
    seconds_left: number | null;
  };
  derivatives: {
    item_id: ItemId;
    kind: DerivativeKind;
    media_type: string;
    size_bytes: number;
    sha256: Sha256;
    object: JSONColumnType<ObjectRef>;
    made_by: JSONColumnType<MadeBy>;
    encrypted: JSONColumnType<Encrypted> | null;
    numbers: MaybeJsonb;
  };
  ledger_writers: { origin: string; fence: number };
  ledger_entries: { origin: string; index: number; leaf: string };
  ledger_heads: {
    origin: string;
    size: number;
    root_sha256: Sha256;
    note: string;
    signed_at: Time;
  };
  seals: {
    item_id: ItemId;
    subject: string;
    manifest: Buffer;
    manifest_sha256: Sha256;
    signature: Buffer | null;
    enrolled_at: Generated<Date | null>;
    second_signature: Buffer | null;
  };
  receipts: {
    item_id: ItemId;
    statement: string;
    signature: Buffer;
    proof: string;
    ready_at: ColumnType<Date | null, string | undefined, never>;
  };
  packages: {
    id: PackageId;
    position: Generated<number>;
    item_ids: ItemId[];
    purpose_kind: ColumnType<Purpose, Purpose | undefined>;
    purpose: string;
    requested_by: string;
    requested_at: Time;
    state: "waiting" | "ready" | "failed";
    failure: string | null;
    contents: MaybeJsonb;
    size_bytes: number | null;
    issued: MaybeJsonb;
  };
  store_identity: { only_row: Generated<boolean>; id: StoreId; is_stored: Generated<boolean> };
  heartbeats: { process: string; beat_at: Time };
}
