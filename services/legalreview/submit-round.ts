/** Use case: the handling unit submits a case to legal review: one frozen text, which the house signs. Each round follows the opinion on the one before. */
import { isDeepStrictEqual } from "node:util";
import { deadline } from "../calendar/deadline.ts";
import { type Maker, documentOf } from "../casefile/case-document.ts";
import { type CaseDocumentId, type CaseId, type ItemId, newId, parseId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { packName } from "../policy/in-force.ts";
import type { Sight } from "../secrecy/sight.ts";
import { isUnchanged } from "./changes.ts";
import {
  type Evidence,
  type EvidenceDeps,
  type Extent,
  gatherEvidence,
  gatherExtent,
} from "./evidence.ts";
import { groundsOf, isAgreed } from "./need.ts";
import { type Submission, parseSubmission, submissionText, tooMuch } from "./submission-text.ts";
import { reviewAction } from "./review-action.ts";
import { sufficiencyOf } from "./sufficiency.ts";
import { requireUnit } from "./unit-signature.ts";
import type { UnitSigning } from "./unit-signing.ts";

/**
 * @throws Refusal missing "cases/no-such-case"; forbidden "legalreview/names-more"; conflict "legalreview/round-open",
 * "legalreview/unchanged", "legalreview/changed", "legalreview/no-unit"; invalid "legalreview/too-much".
 */
export async function submitRound(
  deps: EvidenceDeps & Pick<UnitSigning, "isUnitSignatureRequired">,
  by: Maker,
  caseId: CaseId,
  statement: string,
  sight: Sight | null,
): Promise<{ readonly round: number }> {
  const at = deps.clock();
  const evidence = await gatherEvidence(deps, caseId, at, null);
  // Nobody could sign it, and it would wait for ever.
  if (deps.isUnitSignatureRequired) requireUnit(evidence.file.agencyUnit);
  // What is hidden from the submitter is not theirs to answer for: the unit vouches for all of it (琼府办〔2019〕10号 四(四)).
  const seen = await gatherExtent(deps, caseId, sight);
  if (!isDeepStrictEqual(extentOf(evidence), extentOf(seen))) throw namesMore();
  if (!evidence.isWhole) throw tooMuch();
  const before = await lastRound(deps, caseId);
  const submission: Submission = {
    ...(await snapshotOf(deps, evidence, at)),
    ...{ round: (before?.round ?? 0) + 1, previousSha256: before?.sha256 ?? null },
    ...{ submittedBy: by, statement },
  };
  const text = submissionText(submission);
  const frozen = parseSubmission(text);
  if (before?.isAgreed === true && isUnchanged(parseSubmission(before.text), frozen)) {
    throw unchanged();
  }
  const document = documentOf({
    ...{ id: newId<CaseDocumentId>(), caseId, number: frozen.round, text },
    ...{ itemIds: itemsNamed(frozen), madeAt: at, madeBy: by.id },
  });
  const dueOn = frozen.opinionDue?.on ?? null;
  const told = { round: frozen.round, sha256: document.sha256, dueOn, items: frozen.items.length };
  await deps.legalReviews.keep(
    { ...document, kind: "submission", dueOn, verdict: null },
    reviewAction("legal-review-submitted", { caseId, at, by: by.id }, told),
  );
  return { round: frozen.round };
}

/** By ids. */
const extentOf = ({ items, sessions, sealed }: Extent) => ({
  items: items.map(({ itemId }) => itemId),
  sessions: sessions.map(({ session, recordings }) => ({
    id: session.id,
    recordings: recordings.map(({ itemId }) => itemId),
  })),
  sealed: sealed?.sha256,
});

/** The last round, which must have its opinion; null: there is none. */
async function lastRound({ legalReviews }: EvidenceDeps, caseId: CaseId) {
  const last = (await legalReviews.facts([caseId])).get(caseId)?.at(-1);
  if (last === undefined) return null;
  if (last.opinion === null) throw roundOpen(last.round);
  const document = await legalReviews.document(caseId, last.round, "submission", null);
  if (document === null) throw new Error("broken invariant: a round has its submission");
  const { text, sha256 } = document;
  return { round: last.round, text, sha256, isAgreed: isAgreed(last.opinion.verdict) };
}

type Snapshot = Omit<Submission, "round" | "previousSha256" | "submittedBy" | "statement">;

async function snapshotOf(
  deps: Pick<EvidenceDeps, "days" | "calendar">,
  evidence: Evidence,
  at: Submission["submittedAt"],
): Promise<Snapshot> {
  const { file, pack, items, sessions, annotations, sealed } = evidence;
  const calendar = await deps.calendar();
  const rule = pack?.pack.legalReview ?? null;
  const term = rule?.opinion ?? null;
  const due =
    term === null
      ? null
      : deadline(calendar, deps.days.dayOf(at), { amount: term.workingDays, unit: "working" });
  const sessionOf = new Map(
    sessions.flatMap(({ session, recordings }) =>
      recordings.map(({ itemId }) => [itemId, session.id] as const),
    ),
  );
  return {
    type: "holdfast/legal-review-submission/v1",
    ...{ case: { id: file.id, number: file.number }, submittedAt: at, rules: packName(pack) },
    grounds: groundsOf(file, rule).map(({ code }) => code),
    opinionDue:
      due === null || term === null
        ? null
        : { workingDays: term.workingDays, on: due.due, provisional: due.provisional },
    facts: factsOf(file),
    caseFile: sealed === null ? null : { version: sealed.version, sha256: sealed.sha256 },
    items: items.map(({ itemId, stage, sealed: digests, source, audit }) => ({
      ...{ item: itemId, session: sessionOf.get(itemId) ?? null, stage, sealed: digests, source },
      audit: { ...audit, open: [...audit.open] },
    })),
    sessions: sessions.map(sessionOfText),
    records: annotations.flatMap(({ itemId, note }) => {
      if (note.type !== "record") return [];
      const { kind: record, documentNo, sha256, relation, segments } = note;
      return [{ item: itemId, record, documentNo, sha256, relation, segments: segments.length }];
    }),
    points: sufficiencyOf(evidence, { days: deps.days, calendar }).map((one) => ({
      ...one,
      reasons: one.reasons.map((each) => ({ ...each, facts: { ...each.facts } })),
    })),
  };
}

const factsOf = (file: Evidence["file"]): Submission["facts"] => ({
  ...{ title: file.title, actionKind: file.actionKind, agencyUnit: file.agencyUnit },
  ...{ filedOn: file.filedOn, decidedOn: file.decidedOn, litigation: file.litigation },
  ...{ majorDecision: file.majorDecision, majorReasons: [...file.majorReasons] },
  ...{ powerItem: file.powerItem, flags: [...file.flags] },
  legalBasis: file.legalBasis.map((one) => ({ ...one })),
  parties: file.parties.map(({ code, kind }) => ({ code, kind })),
});

const sessionOfText = ({
  session,
  day,
  completeness,
  officers,
}: Evidence["sessions"][number]): Submission["sessions"][number] => ({
  ...{ session: session.id, number: session.number, day, verdict: completeness.verdict },
  activities: [...session.activities],
  officers: officers.map(({ officerId: officer, credential }) => {
    if (credential === null) return { officer, credential };
    const { credentialNo, name, validFrom, validTo } = credential;
    return { officer, credential: { credentialNo, name, validFrom, validTo } };
  }),
});

/** Of the case, and those that a finding on one of its sessions names. */
function itemsNamed({ items, records, points }: Submission): readonly ItemId[] {
  const named = points.flatMap(({ reasons }) =>
    reasons.flatMap(
      ({ itemId, facts }) => itemId ?? parseId<ItemId>(String(facts["itemId"])) ?? [],
    ),
  );
  return [...new Set([...items, ...records].map(({ item }) => item).concat(named))];
}

const namesMore = (): Refusal =>
  new Refusal("forbidden", "legalreview/names-more", "this case holds what is not for you", {
    fix: "Ask somebody who may know of everything in this case to submit it.",
  });

const roundOpen = (round: number): Refusal =>
  new Refusal("conflict", "legalreview/round-open", "a round waits for its opinion", {
    fix: "Wait for the opinion; then submit the case again, where it has problems.",
    facts: { round },
  });

const unchanged = (): Refusal =>
  new Refusal("conflict", "legalreview/unchanged", "this is what was agreed to already", {
    fix: "Look at the last round; submit again when something of the case changed.",
  });

export const roundChanged = (): Refusal =>
  new Refusal("conflict", "legalreview/changed", "somebody went on with this review meanwhile", {
    fix: "Open the case again and look at its rounds.",
  });
