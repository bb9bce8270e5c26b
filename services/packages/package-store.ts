/** Port: packages that were asked for, and what went in. Contract suite: test/contract/package-store.contract.ts. */
import type { NewAction } from "../actions/action.ts";
import type { Actor } from "../evidence/custody-event.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { ItemId, PackageId } from "../kernel/ids.ts";
import { assert } from "../kernel/refusal.ts";
import type { PackageContents } from "./contents.ts";
import type { Issued } from "./issued.ts";
import { PACKAGE_JSON } from "./package-layout.ts";
import type { Purpose } from "../secrecy/purpose.ts";
import type { Sight } from "../secrecy/sight.ts";

export interface PackageRequest {
  readonly id: PackageId;
  /** In the order they were asked for, each once. */
  readonly itemIds: readonly ItemId[];
  readonly purposeKind: Purpose;
  /** Why it leaves the house, in the words of whoever asked. */
  readonly purpose: string;
  readonly requestedBy: Actor;
  readonly requestedAt: UtcInstant;
}

export interface Package extends PackageRequest {
  /** For whom outside the house it is made; null: for nobody in particular. */
  readonly issued: Issued | null;
  /** Grows with every request: the cursor of lists. */
  readonly position: number;
  readonly state: "waiting" | "ready" | "failed";
  /** Refusal code, if it failed. */
  readonly failure: string | null;
  /** Size of the ZIP, once ready. */
  readonly sizeBytes: number | null;
}

/** How preparing ended. */
export type PackageOutcome =
  | { readonly contents: PackageContents; readonly sizeBytes: number }
  | { readonly failure: string };

export interface PackageStore {
  /** Remembers a request. The same id again changes nothing and answers what is there. */
  request(request: PackageRequest, action: NewAction): Promise<Package>;

  /** @throws Refusal missing "packages/no-such-package". */
  get(id: PackageId): Promise<Package>;

  /**
   * Newest first, behind position `before` (null: from the newest); only those of which `sight` may know every item, and
   * that hold one of `holding` where these are given.
   */
  page(
    before: number | null,
    limit: number,
    sight?: Sight | null,
    holding?: readonly ItemId[],
  ): Promise<readonly Package[]>;

  /** Those that wait to be prepared, oldest first. */
  waiting(limit: number): Promise<readonly Package[]>;

  /** The first outcome is kept: what a package holds never changes once it is ready. Answers what is kept. */
  finish(id: PackageId, outcome: PackageOutcome, action: NewAction): Promise<Package>;

  /** @throws Refusal missing "packages/no-such-package"; conflict "packages/not-ready". */
  contents(id: PackageId): Promise<PackageContents>;
}

/** The action that is kept with a request. The purpose is the reason why it leaves. */
export const packageRequested = (request: PackageRequest): NewAction => ({
  ...{ kind: "package-requested", at: request.requestedAt, actor: request.requestedBy },
  ...{ subject: `package:${request.id}`, before: null },
  after: { itemIds: [...request.itemIds], purposeKind: request.purposeKind },
  reason: request.purpose,
});

const PREPARING = { actor: "process:custody", before: null, reason: null } as const;

/** The action that is kept with how preparing ended, and who ended it. */
export function packageFinished(
  id: PackageId,
  outcome: PackageOutcome,
  at: UtcInstant,
  actor: Actor = PREPARING.actor,
): NewAction {
  const of = { ...PREPARING, at, actor, subject: `package:${id}` } as const;
  if ("failure" in outcome) {
    return { ...of, kind: "package-failed", after: { failure: outcome.failure } };
  }
  const { sizeBytes, contents } = outcome;
  return { ...of, kind: "package-prepared", after: { ...statementOf(contents), sizeBytes } };
}

/** Which package left, by the digest of what is signed of it. */
export const statementOf = ({ files }: PackageContents): { readonly statementSha256: Sha256 } => {
  const list = files.find(({ path }) => path === PACKAGE_JSON);
  assert(list !== undefined, "every package has its list");
  return { statementSha256: list.sha256 };
};
