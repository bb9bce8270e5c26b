/** Port: recording sessions, their items and what is noted on items. Contract suite: test/contract/session-store.contract.ts. */
import type { NewAction } from "../actions/action.ts";
import type { Actor, Happening } from "../evidence/custody-event.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { AnnotationId, CaseId, ItemId, OfficerId, SessionId } from "../kernel/ids.ts";
import type { LabelKind } from "../secrecy/label.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { Annotation } from "./annotation.ts";
import type { CaseRecording, Recording, Session } from "./session.ts";

/** Saved in the transaction of what it tells. */
export interface ItemEvent {
  readonly at: UtcInstant;
  readonly actor: Actor;
  readonly happening: Happening;
}

export interface ListedSession {
  readonly session: Session;
  readonly position: number;
  /** In force on it, on its case, and on what is of it. */
  readonly labels: readonly LabelKind[];
}

export interface SessionStore {
  /** @throws Refusal conflict "sessions/number-taken"; missing "cases/no-such-case". */
  create(session: Session, action: NewAction): Promise<void>;

  find(id: SessionId): Promise<Session | null>;

  /** In the place of the revision before. @throws as `create`, and Refusal conflict "sessions/session-changed". */
  change(session: Session, action: NewAction): Promise<void>;

  /** Newest first, behind `after`; of one case, and none but `ids`, where these are given; hidden ones are left out. */
  page(
    after: number | null,
    limit: number,
    caseId?: CaseId,
    sight?: Sight | null,
    ids?: readonly SessionId[],
  ): Promise<readonly ListedSession[]>;

  /**
   * Says that the item is of this session. False, and nothing written, if a person said so already.
   * @throws Refusal conflict "sessions/item-elsewhere"; missing "evidence/no-such-item".
   */
  place(id: SessionId, itemId: ItemId, event: ItemEvent): Promise<boolean>;

  /** Takes that back. @throws Refusal missing "sessions/not-of-this-session". */
  remove(id: SessionId, itemId: ItemId, reason: string, event: ItemEvent): Promise<void>;

  /**
   * What persons placed, and what devices declared by the session's number and nobody ever placed anywhere. In the
   * order of arrival, at most 500; without those that `sight` may not know of, and none of a session that it may not.
   */
  recordings(id: SessionId, sight?: Sight | null): Promise<readonly Recording[]>;

  /**
   * What is linked to the case, and what is of its sessions: by when it was recorded, untold ones last, each once, at most
   * one more than `MOST_CASE_RECORDINGS`; with the session, of whatever case, that `sight` may know of.
   */
  caseRecordings(id: CaseId, sight?: Sight | null): Promise<readonly CaseRecording[]>;

  /** The session of each item that is of one, as `recordings` counts. */
  sessionsOf(itemIds: readonly ItemId[]): Promise<ReadonlyMap<ItemId, SessionId>>;

  /** @throws Refusal missing "evidence/no-such-item". */
  annotate(annotation: Annotation, event: ItemEvent): Promise<void>;

  /** @throws Refusal missing "sessions/no-such-annotation" where none stands. */
  endAnnotation(itemId: ItemId, id: AnnotationId, reason: string, event: ItemEvent): Promise<void>;

  /** In the order they were made, ended ones too. */
  annotations(itemIds: readonly ItemId[]): Promise<readonly Annotation[]>;

  /**
   * Sessions that were over before `now` and of which nothing came in, or nothing but what was put into quarantine, and of which
   * nobody said why nothing was recorded; those over first come first. Null: whoever was in it.
   */
  notHandedIn(
    asked: { readonly now: UtcInstant; readonly officerId: OfficerId | null },
    limit: number,
    sight?: Sight | null,
  ): Promise<readonly Session[]>;

  /** Items of the case that are of no session, the first 500 that `sight` may know of. */
  unplaced(caseId: CaseId, sight?: Sight | null): Promise<readonly ItemId[]>;
}
