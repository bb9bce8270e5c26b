/** Use cases: enter an officer, a further credential or a correction, and whose account it is. */
import type { Clock } from "../kernel/clock.ts";
import { type OfficerEntryId, type OfficerId, type UserId, newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { type Credential, type Officer, type OfficerEntry, standing } from "./officer.ts";
import type { OfficerStore } from "./officer-store.ts";

export interface OfficerDeps {
  readonly officers: OfficerStore;
  readonly clock: Clock;
}

export interface NewEntry extends Credential {
  readonly source: string;
  readonly replaces: OfficerEntryId | null;
  readonly reason: string | null;
}

/**
 * `id` null: a new officer.
 * @throws Refusal invalid "officers/bad-period", "officers/no-reason" for a correction without one; conflict
 * "officers/credential-known", "officers/already-corrected"; missing "officers/no-such-officer", "officers/no-such-entry".
 */
export async function enterCredential(
  { officers, clock }: OfficerDeps,
  by: UserId,
  id: OfficerId | null,
  entry: NewEntry,
): Promise<Officer> {
  checkPeriod(entry);
  if (entry.replaces !== null && entry.reason === null) {
    throw new Refusal("invalid", "officers/no-reason", "a correction needs a reason", {
      fix: "Say why the entry was wrong; both stay in the register.",
    });
  }
  const at = clock();
  const wanted = { credentialNos: [entry.credentialNo], ...(id !== null && { ids: [id] }) };
  return officers.change(wanted, (known) => {
    const officer = ownerAmong(known, id, entry);
    const officerId = id ?? newId<OfficerId>();
    const actor = `user:${by}` as const;
    const made: OfficerEntry = {
      ...{ ...entry, id: newId<OfficerEntryId>(), officerId, enteredAt: at, enteredBy: actor },
    };
    const entries = [...(officer?.entries ?? []), made];
    return {
      answer: { id: officerId, userId: officer?.userId ?? null, entries },
      officers: officer === null ? [{ id: officerId, createdAt: at }] : [],
      entries: [made],
      accounts: [],
      action: {
        ...{ kind: "officer-entered", at, actor, subject: `officer:${officerId}` },
        before: entry.replaces === null ? null : { entryId: entry.replaces },
        after: { entryId: made.id, ...credentialOf(entry) },
        reason: entry.reason,
      },
    };
  });
}

function ownerAmong(
  known: readonly Officer[],
  id: OfficerId | null,
  { credentialNo, replaces }: NewEntry,
): Officer | null {
  const officer = known.find((one) => one.id === id) ?? null;
  if (id !== null && officer === null) throw noSuchOfficer();
  if (known.some((one) => one.id !== id && hasNumber(one, credentialNo))) {
    throw new Refusal(
      "conflict",
      "officers/credential-known",
      "another officer has this credential",
      { fix: "Add the entry to that officer, or check the number." },
    );
  }
  if (replaces !== null && officer?.entries.every((one) => one.id !== replaces) !== false) {
    throw new Refusal("missing", "officers/no-such-entry", "this officer has no such entry");
  }
  return officer;
}

/** @throws Refusal missing "officers/no-such-officer"; conflict "officers/account-taken". */
export async function setAccount(
  { officers, clock }: OfficerDeps,
  by: UserId,
  id: OfficerId,
  userId: UserId | null,
): Promise<Officer> {
  return officers.change({ ids: [id] }, ([officer]) => {
    if (officer === undefined) throw noSuchOfficer();
    const isSame = officer.userId === userId;
    return {
      answer: { ...officer, userId },
      ...{ officers: [], entries: [], accounts: isSame ? [] : [{ id, userId }] },
      action: isSame
        ? null
        : {
            ...{ kind: "officer-account-set", at: clock(), actor: `user:${by}`, reason: null },
            ...{ subject: `officer:${id}`, before: { userId: officer.userId }, after: { userId } },
          },
    };
  });
}

/** A number that was entered by mistake and corrected is nobody's. */
const hasNumber = ({ entries }: Officer, credentialNo: string): boolean =>
  standing(entries).some((entry) => entry.credentialNo === credentialNo);

export function credentialOf(entry: Credential) {
  const { credentialNo, name, unit, powers, validFrom, validTo } = entry;
  return { credentialNo, name, unit, powers, validFrom, validTo };
}

function checkPeriod({ validFrom, validTo }: Credential): void {
  if (validTo === null || validFrom <= validTo) return;
  throw new Refusal("invalid", "officers/bad-period", "it ends before it begins", {
    fix: "Give a last day that is not before the first, or none.",
  });
}

export const noSuchOfficer = (): Refusal =>
  new Refusal("missing", "officers/no-such-officer", "no such officer");
