/** Use case: take over what another system tells of cases, all of it or nothing; the same message twice changes nothing. */
import type { NewAction } from "../actions/action.ts";
import { type CaseId, type UserId, newId } from "../kernel/ids.ts";
import { Refusal, isRefusal } from "../kernel/refusal.ts";
import type { Sight } from "../secrecy/sight.ts";
import { type CaseFacts, NO_FACTS, checkFacts } from "./case-facts.ts";
import type { CaseFile } from "./case-store.ts";
import type { CaseMessageStore, KnownCase, Taking } from "./case-message-store.ts";
import type { CaseFactDeps } from "./create-case.ts";
import { type CaseMessage, type ChangedByHand, type Told, tellCase } from "./told-case.ts";
import { toldFacts } from "./told-facts.ts";

export interface MessageDeps extends Pick<CaseFactDeps, "clock" | "today"> {
  readonly caseMessages: CaseMessageStore;
}

export interface Sender {
  readonly by: UserId;
  readonly sight: Sight | null;
  /** Name of the system that tells. */
  readonly source: string;
  readonly reason: string | null;
  readonly changedByHand: ChangedByHand;
  /** Look only; nothing is written. */
  readonly dryRun: boolean;
}

export interface TakenCase {
  readonly number: string;
  /** Null: it was refused. */
  readonly caseId: CaseId | null;
  readonly outcome: "added" | "changed" | "unchanged" | "refused";
  readonly kept: readonly string[];
  readonly corrected: readonly string[];
  readonly refusal: Refusal | null;
}

/**
 * One answer a message, in their order; with one refused nothing is written. Refusals: conflict "cases/number-taken" for
 * a case that the sender may not know of; invalid "cases/no-title", "cases/message-twice", "cases/no-reason" and as `checkFacts`
 * says.
 * @throws Refusal conflict "cases/number-taken" if one of them was opened meanwhile: the message may be sent again.
 */
export function takeMessages(
  deps: MessageDeps,
  sender: Sender,
  messages: readonly CaseMessage[],
): Promise<{ readonly cases: readonly TakenCase[]; readonly written: boolean }> {
  const { source, sight } = sender;
  const named = messages.map((one) => ({ ...one, number: one.number.normalize("NFC") }));
  const wanted = { source, sight, numbers: named.map(({ number }) => number) };
  return deps.caseMessages.take(wanted, (known) => decide(deps, sender, named, known));
}

interface Plan {
  readonly created: CaseFile[];
  readonly changed: CaseFile[];
  readonly told: Map<CaseId, Told>;
  readonly actions: NewAction[];
}

function decide(
  deps: MessageDeps,
  sender: Sender,
  messages: readonly CaseMessage[],
  known: readonly KnownCase[],
): Taking<{ readonly cases: readonly TakenCase[]; readonly written: boolean }> {
  const byNumber = new Map(known.map((one) => [one.file.number, one]));
  const plan: Plan = { created: [], changed: [], told: new Map(), actions: [] };
  const seen = new Set<string>();
  const cases = messages.map((message): TakenCase => {
    const { number } = message;
    try {
      if (seen.has(number)) throw twice();
      seen.add(number);
      return take(deps, sender, message, byNumber.get(number) ?? null, plan);
    } catch (refusal) {
      if (!isRefusal(refusal)) throw refusal;
      return { number, caseId: null, outcome: "refused", kept: [], corrected: [], refusal };
    }
  });
  const written = !sender.dryRun && cases.every(({ refusal }) => refusal === null);
  const nothing = { created: [], changed: [], told: new Map<CaseId, Told>(), actions: [] };
  return {
    answer: { cases, written },
    ...(written ? plan : nothing),
    heardAt: written ? deps.clock() : null,
  };
}

function take(
  { clock, today }: MessageDeps,
  sender: Sender,
  message: CaseMessage,
  known: KnownCase | null,
  plan: Plan,
): TakenCase {
  if (known === null) {
    const empty = emptyCase(message, sender, clock());
    const { after, told } = tellCase(
      { id: empty.id, facts: empty, told: new Map() },
      message,
      "take",
    );
    const file = { ...empty, ...after };
    checkFacts(file, today());
    plan.created.push(file);
    plan.told.set(file.id, told);
    plan.actions.push(actionAbout("case-created", sender, file, toldFacts(NOBODY, file)));
    return answerOf(file, "added");
  }
  if (known.isHidden) throw numberTaken();
  const { file: before, told: toldBefore } = known;
  const said = tellCase(
    { id: before.id, facts: before, told: toldBefore },
    message,
    sender.changedByHand,
  );
  // The record has both values; where a person's word gives way somebody must say why.
  if (sender.changedByHand === "take" && said.corrected.length > 0 && sender.reason === null) {
    throw noReason(said.corrected);
  }
  plan.told.set(before.id, said.told);
  const values = toldFacts(before, said.after);
  if (Object.keys(values.after).length === 0) return answerOf(before, "unchanged", said);
  checkFacts(said.after, today());
  const file = { ...before, ...said.after, revision: before.revision + 1 };
  plan.changed.push(file);
  plan.actions.push({ ...actionAbout("case-changed", sender, file, values), at: clock() });
  return answerOf(file, "changed", said);
}

const answerOf = (
  { number, id }: CaseFile,
  outcome: TakenCase["outcome"],
  { kept, corrected }: Pick<TakenCase, "kept" | "corrected"> = { kept: [], corrected: [] },
): TakenCase => ({ ...{ number, caseId: id, outcome, kept, corrected }, refusal: null });

const actionAbout = (
  kind: "case-created" | "case-changed",
  { by, reason, source }: Sender,
  { id, createdAt }: CaseFile,
  { before, after }: ReturnType<typeof toldFacts>,
): NewAction => ({
  ...{ kind, at: createdAt, actor: `user:${by}`, subject: `case:${id}`, reason },
  before: kind === "case-created" ? null : before,
  after: { ...after, source },
});

const NOBODY: CaseFacts = { number: "", title: "", ...NO_FACTS };

function emptyCase(
  { number, facts }: CaseMessage,
  { by }: Sender,
  createdAt: CaseFile["createdAt"],
): CaseFile {
  if (facts.title === undefined) throw noTitle();
  const about = { number, title: facts.title, ...NO_FACTS };
  return { id: newId<CaseId>(), ...about, createdAt, createdBy: `user:${by}`, revision: 0 };
}

const numberTaken = (): Refusal =>
  new Refusal("conflict", "cases/number-taken", "a case has this number already", {
    fix: "Check the number; somebody who may see that case can change it.",
  });
const noTitle = (): Refusal =>
  new Refusal("invalid", "cases/no-title", "this case is not here yet, and its title is not told", {
    fix: "Send the title too, or correct the number.",
  });
const twice = (): Refusal =>
  new Refusal("invalid", "cases/message-twice", "the same number stands twice", {
    fix: "Send one row a case.",
  });
const noReason = (corrected: readonly string[]): Refusal =>
  new Refusal("invalid", "cases/no-reason", "a correction needs a reason", {
    fix: "Say why what stood there was wrong; both stay in the record.",
    facts: { corrected: corrected.join(", ") },
  });
