/** The verbs about legal review: what waits, how a case stands, submitting it, and taking a round away with all that it takes to check it. */
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { OPINION_WORDS, STATE_WORDS } from "../legalreview/point-words.ts";
import {
  CaseReviewBody,
  ReviewReport,
  ReviewRound,
  WaitingReviews,
} from "../review/legal-review-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { caseCalled } from "./case-called.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { signedFiles } from "./signed-files.ts";
import { type Terminal, VerbFailure } from "./terminal.ts";
import { REVIEWS, REVIEW_FINDING_NAMES, REVIEW_STATE_NAMES } from "./texts/legal-review.ts";
import { writeNew } from "./write-new.ts";

const pathOf = (caseId: string): string => `/api/v1/cases/${caseId}/legal-review`;

export async function reviewWaiting(api: ApiClient, term: Terminal): Promise<ExitCode> {
  const waiting = await api.all("/api/v1/legal-reviews/waiting", {}, WaitingReviews);
  term.result({ waiting });
  if (waiting.length === 0) term.say(REVIEWS.none);
  for (const { caseNumber: number, round, submittedAt: at, dueOn, isOverdue } of waiting) {
    const state = (isOverdue ? REVIEWS.overdue : REVIEWS.inTime)[term.language];
    term.say(REVIEWS.line, { number, round, at, due: dueOn ?? "–", state });
  }
  return waiting.some(({ isOverdue }) => isOverdue) ? EXIT.negative : EXIT.ok;
}

export async function reviewShow(
  api: ApiClient,
  term: Terminal,
  wanted: string,
): Promise<ExitCode> {
  const path = pathOf(await caseCalled(api, wanted));
  const review = await api.get(path, CaseReviewBody);
  const { points } = await api.get(`${path}/report`, ReviewReport);
  term.result({ ...review, points });
  const { language } = term;
  term.say(REVIEWS.state, { state: REVIEW_STATE_NAMES[review.state][language] });
  if (review.finding !== null) {
    term.say(REVIEWS.finding, { finding: REVIEW_FINDING_NAMES[review.finding][language] });
  }
  for (const { round, submission, unitSignature, needsUnitSignature, opinion } of review.rounds) {
    const { madeByName: who, madeAt: at } = submission;
    const verdict = opinion === null ? "–" : OPINION_WORDS[opinion.verdict][language];
    term.say(REVIEWS.round, { round, who, at, verdict });
    if (unitSignature !== null) term.say(REVIEWS.bySigner, { signer: unitSignature.signer });
    if (needsUnitSignature) term.say(REVIEWS.needsUnit);
  }
  for (const { title, state, reasons } of points) {
    term.say(REVIEWS.point, { state: STATE_WORDS[state][language], title: title[language] });
    for (const { text } of reasons) term.say(REVIEWS.reason, { text: text[language] });
  }
  return review.finding === null ? EXIT.ok : EXIT.negative;
}

export async function reviewSubmit(
  api: ApiClient,
  term: Terminal,
  wanted: string,
  statement: string,
): Promise<ExitCode> {
  const path = pathOf(await caseCalled(api, wanted));
  const review = await api.post(`${path}/rounds`, { statement }, CaseReviewBody);
  term.result(review);
  term.say(REVIEWS.submitted, { round: review.rounds.at(-1)?.round ?? 1 });
  return EXIT.ok;
}

/** The exact bytes to sign. */
export async function reviewText(
  api: ApiClient,
  term: Terminal,
  [wanted, round]: readonly [caseCalled: string, round: string],
  file: string,
): Promise<ExitCode> {
  const path = await roundPath(api, wanted, round);
  const { submitted, submission } = await api.get(path, ReviewRound);
  await writeNew(file, submitted.text);
  term.result({ file, sha256: submission.sha256 });
  term.say(REVIEWS.textWritten, { file, sha256: submission.sha256 });
  return EXIT.ok;
}

export async function reviewSign(
  api: ApiClient,
  term: Terminal,
  [wanted, round]: readonly [caseCalled: string, round: string],
  file: string,
): Promise<ExitCode> {
  const path = await roundPath(api, wanted, round);
  const bytes = await readFile(file).catch(() => {
    throw new VerbFailure(EXIT.usage, REVIEWS.noFile, { file });
  });
  const signature = bytes.toString("base64");
  const answer = await api.post(`${path}/signature`, { signature }, ReviewRound);
  term.result(answer);
  term.say(REVIEWS.signed, { round, signer: answer.unitSignature?.signer ?? "–" });
  return EXIT.ok;
}

const roundPath = async (api: ApiClient, wanted: string, round: string): Promise<string> =>
  `${pathOf(await caseCalled(api, wanted))}/rounds/${encodeURIComponent(round)}`;

/** Files beside one another, as openssl and any tlog software take them. */
export async function reviewExport(
  api: ApiClient,
  term: Terminal,
  [wanted, round]: readonly [caseCalled: string, round: string],
  out: string,
): Promise<ExitCode> {
  const path = await roundPath(api, wanted, round);
  const { submitted, unitCms, said } = await api.get(path, ReviewRound);
  const texts = [
    ["submission.json", submitted] as const,
    ...(said === null ? [] : [["opinion.json", said.given] as const]),
  ];
  const reports = await Promise.all(
    (["json", "csv", "pdf"] as const).map(
      async (format) => [`report.${format}`, await api.bytes(`${path}/report.${format}`)] as const,
    ),
  );
  const unit =
    unitCms === null ? [] : [["submission.json.unit.p7s", Buffer.from(unitCms, "base64")] as const];
  const signed = texts.flatMap(([name, text]) => signedFiles(name, text));
  const files = [...signed, ...unit, ...reports];
  await mkdir(out, { recursive: true });
  for (const [name, bytes] of files) await writeNew(join(out, name), bytes);
  term.result({ files: files.map(([name]) => name) });
  const isWhole = texts.every(([, { signature, ledger }]) => signature !== null && ledger !== null);
  term.say(isWhole ? REVIEWS.exported : REVIEWS.exportedEarly, { round, folder: out });
  return isWhole ? EXIT.ok : EXIT.negative;
}
