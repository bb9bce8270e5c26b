/** The agency's actions as a printed record: those of a period, or of what else was asked for, in order. */
import type { Action, Values } from "../actions/action.ts";
import type { ActionFilter, ActionStore } from "../actions/action-store.ts";
import { GENESIS } from "../kernel/hash-chain.ts";
import { namesOf } from "./actor-names.ts";
import {
  type Entries,
  type RecordPdfDeps,
  ledgerWords,
  rowOf,
  shownJson,
  shownText,
  timeRow,
} from "./record-pdf.ts";
import type { RecordEntry, RecordHead, Row } from "./record-printer.ts";
import { ACTION_WORDS, both } from "./record-words.ts";
import type { ReviewStore } from "./review-store.ts";

export interface ActionDocumentDeps extends RecordPdfDeps {
  readonly actions: Pick<ActionStore, "from">;
  /** Of these, those that whoever asks may know of; left out: all. */
  readonly keep?: (actions: readonly Action[]) => Promise<readonly Action[]>;
  readonly reviews: Pick<ReviewStore, "actorNames">;
}

/** Read at once while a file of them is written. */
const CHUNK = 500;

const STATEMENTS = [
  "本件按先后列出账号、设备、案件、证据包等操作中符合所列条件的各条；证据本身的经过见各件的保管记录。 Actions on accounts, devices, cases and packages that fit what was asked for, in order; what happened to evidence stands in each item's custody record.",
  "全部操作是一条链：每条的“链上摘要”= SHA-256(“holdfast/action/v1”、换行、上一条摘要、换行、该条原文)；第一条之前为 64 个 0。有筛选时序号可以不连续。 All actions are one chain: each digest is the SHA-256 of “holdfast/action/v1”, a line feed, the digest before it, a line feed and the exact text (64 zeros stand before the first). Where only some were asked for, numbers are passed over.",
  "核对方法：不加筛选导出 actions.jsonl，按上式逐条计算；账本条目可由“/actions/<序号>/proof”单独证明。姓名为打印时的称呼。 To check: take actions.jsonl without a filter and compute the digests; /actions/<index>/proof proves a ledger entry alone. Names are those of the day of printing.",
];

/** What was asked for, without what was not. */
export const toldFilter = (filter: ActionFilter): Values =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null));

export const actionHead = (
  { agency, zoneTime }: Pick<RecordPdfDeps, "agency" | "zoneTime">,
  filter: ActionFilter,
  { madeAt, by }: Pick<RecordHead, "madeAt"> & { readonly by: string },
): RecordHead => {
  const asked = toldFilter(filter);
  return {
    title: "操作记录 Record of actions",
    subject: agency,
    madeAt,
    facts: [
      ...rowOf("agency", agency),
      ...rowOf("asked", Object.keys(asked).length === 0 ? "全部 all" : shownJson(asked)),
      ...rowOf("madeAt", `${zoneTime(madeAt)} · ${madeAt}`),
      ...rowOf("madeBy", by),
    ],
    statements: STATEMENTS,
  };
};

/** Oldest first, from `first` up to and with `last`. */
export async function* actionChunks(
  { actions, keep = (all) => Promise.resolve(all) }: Pick<ActionDocumentDeps, "actions" | "keep">,
  filter: ActionFilter,
  first: number,
  last: number,
): AsyncIterable<readonly Action[]> {
  for (let next = first; next <= last;) {
    const chunk = await actions.from(next, CHUNK, filter);
    const wanted = await keep(chunk.filter(({ index }) => index <= last));
    if (wanted.length > 0) yield wanted;
    if (chunk.length < CHUNK) return;
    next = (chunk.at(-1)?.index ?? last) + 1;
  }
}

/** Entries of the record, and what closes it once the last of them was drawn. */
export function actionEntries(
  deps: ActionDocumentDeps,
  filter: ActionFilter,
): { readonly entries: Entries; readonly end: () => readonly Row[] } {
  let [count, last] = [0, GENESIS];
  async function* entries(first: number, until: number) {
    [count, last] = [0, GENESIS];
    for await (const chunk of actionChunks(deps, filter, first, until)) {
      last = chunk.at(-1)?.sha256 ?? last;
      count += chunk.length;
      yield await entriesOf(deps, chunk);
    }
  }
  return { entries, end: () => [...rowOf("count", String(count)), ...rowOf("last", last)] };
}

async function entriesOf(
  deps: ActionDocumentDeps,
  actions: readonly Action[],
): Promise<readonly (RecordEntry & { readonly index: number })[]> {
  const [first, last] = [actions.at(0)?.index ?? 0, actions.at(-1)?.index ?? 0];
  const names = await namesOf(
    deps.reviews,
    actions.flatMap(({ actor, subject }) => (subject === null ? [actor] : [actor, subject])),
  );
  const ledger = await ledgerWords(deps, null, first, last);
  const json = (values: Values | null): string | null =>
    values === null ? null : shownJson(values);
  return actions.map(({ index, at, actor, kind, subject, before, after, reason, sha256 }) => ({
    index,
    title: `${index}. ${Object.hasOwn(ACTION_WORDS, kind) ? both(ACTION_WORDS[kind]) : kind}`,
    rows: [
      timeRow(deps.zoneTime, at),
      ...rowOf("actor", names(actor)),
      ...rowOf("subject", subject === null ? null : names(subject)),
      ...rowOf("reason", reason === null ? null : shownText(reason)),
      ...rowOf("before", json(before)),
      ...rowOf("after", json(after)),
      ...rowOf("digest", sha256),
      ...rowOf("ledger", ledger(index)),
    ],
  }));
}
