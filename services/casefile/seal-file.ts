/** Use case: seal a case file as it is ordered now. Nothing is ever unsealed: a new version names the one before by its digest. */
import { isDeepStrictEqual } from "node:util";
import { sha256 } from "../kernel/digest.ts";
import { type CaseDocumentId, type CaseId, type ItemId, newId, parseId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { caseFile } from "../cases/link-item.ts";
import { strictJsonLine } from "../kernel/strict-json.ts";
import { type PackInForce, packInForce, packName } from "../policy/in-force.ts";
import type { Sight } from "../secrecy/sight.ts";
import { type JudgeDeps, judgeSession } from "../sessions/judge-session.ts";
import { requireSession } from "../sessions/keep-session.ts";
import { type Maker, documentOf } from "./case-document.ts";
import type { CaseItem, FileOrder } from "./casefile-store.ts";
import { type Entry, placesOf } from "./entry.ts";
import { type SealedEntry, type SealedFile, fileText, parseFileText } from "./file-text.ts";
import { type OrderDeps, actionOf, hiddenEntries, orderChanged } from "./order-entries.ts";

export interface SealDeps extends OrderDeps, JudgeDeps {
  readonly recordingSessions: JudgeDeps["recordingSessions"];
}

type Version = { readonly revision: number; readonly why: string };

/**
 * @throws Refusal missing "cases/no-such-case"; conflict "casefile/changed", "casefile/empty", "casefile/unchanged",
 * "casefile/item-not-sealed"; forbidden "casefile/names-more"; invalid "casefile/not-of-this-case".
 */
export async function sealFile(
  deps: SealDeps,
  by: Maker,
  caseId: CaseId,
  { revision, why }: Version,
  sight: Sight | null,
): Promise<{ readonly version: number }> {
  const { casefiles } = deps;
  const { number } = await caseFile(deps.cases, caseId);
  const order = await casefiles.order(caseId);
  if (order === null || order.entries.length === 0) throw emptyFile();
  if (order.revision !== revision) throw orderChanged();
  if ((await hiddenEntries(deps.secrecy, order, sight)).size > 0) throw namesMore();
  const sealed = await sealedEntries(deps, order, sight);
  // Whoever may know of it: versions count on.
  const before = await casefiles.document(caseId, null, null);
  const file: SealedFile = {
    type: "holdfast/case-file/v1",
    case: { id: caseId, number },
    version: (before?.number ?? 0) + 1,
    previousSha256: before?.sha256 ?? null,
    ...{ sealedAt: deps.clock(), sealedBy: by, why, entries: sealed },
  };
  const text = fileText(file);
  const { entries } = parseFileText(text);
  if (before !== null && isSame(parseFileText(before.text).entries, entries)) throw unchanged();
  const document = documentOf({
    ...{ id: newId<CaseDocumentId>(), caseId, number: file.version },
    ...{ text, madeAt: file.sealedAt, madeBy: by.id },
    itemIds: [...new Set(entries.flatMap(itemsNamed))],
  });
  const told = { version: file.version, sha256: document.sha256, entries: entries.length };
  const act = { caseId, at: file.sealedAt, by: by.id };
  await casefiles.keep(document, actionOf("case-file-sealed", act, told, why), revision);
  return { version: file.version };
}

/** A finding may name a recording that is no entry itself. */
const itemsNamed = (entry: SealedEntry): readonly ItemId[] => {
  if (entry.kind === "item") return [entry.item];
  if (entry.kind === "record") return [];
  return entry.judgement.findings.flatMap(
    ({ facts }) => parseId<ItemId>(String(facts["itemId"] ?? "")) ?? [],
  );
};

const isSame = (before: readonly SealedEntry[], after: readonly SealedEntry[]): boolean =>
  strictJsonLine(before) === strictJsonLine(after);

async function sealedEntries(
  deps: SealDeps,
  { caseId, entries }: FileOrder,
  sight: Sight | null,
): Promise<SealedEntry[]> {
  const items = new Map(
    (await deps.casefiles.itemsOf(caseId, sight)).map((item) => [item.itemId, item]),
  );
  const pack = await packInForce(deps, deps.clock());
  const places = placesOf(entries);
  const sealed: SealedEntry[] = [];
  for (const [at, entry] of entries.entries()) {
    const place = { ...(places[at] ?? { number: at + 1, pages: null }), title: entry.title };
    if (entry.kind === "item") {
      const { itemId: item } = entry;
      sealed.push({ kind: "item", ...place, item, ...sealedItem(items.get(item), place.number) });
    } else if (entry.kind === "record") {
      const { record, documentNo } = entry;
      sealed.push({ kind: "record", ...place, record, documentNo, sha256: entry.sha256 });
    } else {
      const verdict = await verdictOn(deps, entry, { caseId, number: place.number, pack }, sight);
      sealed.push({ kind: "verdict", ...place, ...verdict });
    }
  }
  return sealed;
}

function sealedItem(item: CaseItem | undefined, number: number) {
  if (item === undefined) throw notOfThisCase(number);
  if (item.sealed !== null) return item.sealed;
  throw new Refusal("conflict", "casefile/item-not-sealed", "an item is not sealed yet", {
    fix: "Wait until it is, or take it out of the file; then seal the file again.",
    facts: { number },
  });
}

interface Judging {
  readonly caseId: CaseId;
  /** Of the entry. */
  readonly number: number;
  readonly pack: PackInForce | null;
}

async function verdictOn(
  deps: SealDeps,
  { sessionId }: Extract<Entry, { kind: "verdict" }>,
  { caseId, number, pack }: Judging,
  sight: Sight | null,
) {
  const session = await requireSession(deps.recordingSessions, sessionId);
  if (session.caseId !== caseId) throw notOfThisCase(number);
  // What is hidden from the sealer counts as missing for them: then it is not the verdict, and not theirs to seal.
  const judgedFor = async (who: Sight | null) => {
    const recordings = await deps.recordingSessions.recordings(sessionId, who);
    return judgeSession(deps, { session, recordings, pack });
  };
  const whole = await judgedFor(null);
  if (!isDeepStrictEqual(whole, await judgedFor(sight))) throw namesMore();
  const { verdict, findings } = whole;
  const judgement = {
    rules: packName(pack),
    findings: findings.map(({ code, weight, facts }) => ({ code, weight, facts: { ...facts } })),
  };
  return {
    ...{ session: sessionId, sessionNumber: session.number, verdict, judgement },
    sha256: sha256(strictJsonLine(judgement)),
  };
}

const notOfThisCase = (number: number): Refusal =>
  new Refusal("invalid", "casefile/not-of-this-case", "an entry is not of this case", {
    fix: "Take it out of the file, or link it to the case again.",
    facts: { number },
  });

const emptyFile = (): Refusal =>
  new Refusal("conflict", "casefile/empty", "nothing stands in this case file", {
    fix: "List the items, written records and sessions first, then seal it.",
  });

const unchanged = (): Refusal =>
  new Refusal("conflict", "casefile/unchanged", "this is what the newest version holds already", {
    fix: "Look at the newest version; seal another one when something changed.",
  });

const namesMore = (): Refusal =>
  new Refusal("forbidden", "casefile/names-more", "this case file names what is not for you", {
    fix: "Ask somebody who may know of everything in this case to seal it.",
  });
