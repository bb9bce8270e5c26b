/** An item's custody chain as a printed record: every event in order, as it was recorded. */
import { type CustodyEvent, hashEvent } from "../evidence/custody-event.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import { GENESIS } from "../kernel/hash-chain.ts";
import type { ItemId } from "../kernel/ids.ts";
import type { Json } from "../kernel/strict-json.ts";
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
import { CUSTODY_WORDS, both } from "./record-words.ts";
import type { ReviewStore } from "./review-store.ts";

export interface CustodyDocumentDeps extends RecordPdfDeps {
  readonly items: Pick<EvidenceStore, "custodyFrom">;
  readonly reviews: Pick<ReviewStore, "actorNames">;
}

/** Events read, and looked at, at once: some ten milliseconds, in which the process hears nobody. */
export const CHUNK = 100;

const UP_TO = {
  printing:
    "本件按发生的先后列出该证据的全部保管记录，直至打印本件这一条；记录只增不改。 Everything on record about this item, in order, up to the printing of this record; records are only ever added.",
  package:
    "本件按发生的先后列出该证据的全部保管记录，直至装入本数据包这一条；与本包 custody.jsonl 为同一记录，不一致时以后者为准。 Everything on record about this item, in order, up to its going into this package: the same record as custody.jsonl in it, which counts where they differ.",
} as const;
const STATEMENTS = [
  "每条的“链上摘要”= SHA-256(“holdfast/custody/v1”、换行、上一条摘要、换行、该条原文)；第一条之前为 64 个 0。原文见 custody.jsonl。 Each chain digest is the SHA-256 of “holdfast/custody/v1”, a line feed, the digest before it, a line feed and the event's exact text (64 zeros stand before the first). The exact texts are in custody.jsonl.",
  "核对方法：导出该证据的 custody.jsonl，或取证据包内 metadata/<编号>/custody.jsonl，按上式逐条计算，末条摘要须与本件末页一致；账本条目可由“/custody/<序号>/proof”单独证明。 To check: take custody.jsonl of the item, or metadata/<item>/custody.jsonl of a package, compute the digests, and compare the last one with the last page here; /custody/<index>/proof proves a ledger entry alone.",
  "姓名为打印时的称呼，编号为记录内容。本件不证明录制内容真实，也不证明接收之前未作改动。 Names are those of the day of printing; the ids are what was recorded. This does not prove that what was recorded is true, nor that nothing was changed before reception.",
];

/** What the head says of the item; `by` is null for the record that a package takes along. */
export const custodyHead = (
  { agency, zoneTime }: Pick<RecordPdfDeps, "agency" | "zoneTime">,
  item: EvidenceItem,
  made: Pick<RecordHead, "madeAt"> & { readonly by: string | null },
): RecordHead => ({
  title: "证据保管记录 Custody record",
  subject: item.id,
  madeAt: made.madeAt,
  facts: [
    ...rowOf("agency", agency),
    ...rowOf("item", item.id),
    ...rowOf("filename", shownText(item.announced.filename)),
    ...rowOf("device", item.deviceId),
    ...rowOf("sha256", item.original?.sha256 ?? null),
    ...rowOf("madeAt", `${zoneTime(made.madeAt)} · ${made.madeAt}`),
    ...rowOf("madeBy", made.by),
  ],
  statements: [made.by === null ? UP_TO.package : UP_TO.printing, ...STATEMENTS],
});

/** Entries of the record, and what closes it once the last of them was drawn. */
export function custodyEntries(
  deps: CustodyDocumentDeps,
  itemId: ItemId,
): { readonly entries: Entries; readonly end: () => readonly Row[] } {
  let [count, last, isSound] = [0, GENESIS, true];
  async function* entries(first: number, until: number) {
    [count, last, isSound] = [0, GENESIS, first === 0];
    for await (const chunk of custodyChunks(deps.items, itemId, first, until)) {
      for (const event of chunk) {
        isSound &&= event.previousSha256 === last && hashEvent(last, event.body) === event.sha256;
        last = event.sha256;
      }
      count += chunk.length;
      yield await entriesOf(deps, itemId, chunk);
    }
  }
  const end = (): Row[] => [
    ...rowOf("count", String(count)),
    ...rowOf("last", last),
    ...rowOf(
      "chain",
      isSound
        ? "逐条核算，前后相符 recomputed event by event, it holds"
        : "不相符：有记录被改动或缺失 it does not hold: an event was changed or is missing",
    ),
  ];
  return { entries, end };
}

/** Oldest first, from `first` up to and with `last`. */
export async function* custodyChunks(
  items: Pick<EvidenceStore, "custodyFrom">,
  itemId: ItemId,
  first: number,
  last: number,
): AsyncIterable<readonly CustodyEvent[]> {
  for (let next = first; next <= last;) {
    const chunk = await items.custodyFrom(itemId, next, CHUNK);
    const wanted = chunk.filter(({ index }) => index <= last);
    if (wanted.length > 0) yield wanted;
    if (chunk.length < CHUNK) return;
    next = (chunk.at(-1)?.index ?? last) + 1;
  }
}

/** Words of a person, or a code in their place, have rows of their own. */
const isSaid = (pair: readonly [string, Json]): pair is ["purpose" | "reason", string] =>
  (pair[0] === "purpose" || pair[0] === "reason") && typeof pair[1] === "string";

type Indexed = RecordEntry & { readonly index: number };

async function entriesOf(
  deps: CustodyDocumentDeps,
  itemId: ItemId,
  events: readonly CustodyEvent[],
): Promise<readonly Indexed[]> {
  const [first, last] = [events.at(0)?.index ?? 0, events.at(-1)?.index ?? 0];
  const names = await namesOf(
    deps.reviews,
    events.map(({ actor }) => actor),
  );
  const ledger = await ledgerWords(deps, itemId, first, last);
  return events.map(({ index, at, actor, kind, data, sha256 }) => {
    const values = Object.fromEntries(Object.entries(data).filter((pair) => !isSaid(pair)));
    const words = Object.hasOwn(CUSTODY_WORDS, kind) ? both(CUSTODY_WORDS[kind]) : kind;
    return {
      index,
      title: `${index}. ${words}`,
      rows: [
        timeRow(deps.zoneTime, at),
        ...rowOf("actor", names(actor)),
        ...Object.entries(data)
          .filter(isSaid)
          .flatMap(([name, said]) => rowOf(name, shownText(said))),
        ...rowOf("values", Object.keys(values).length === 0 ? null : shownJson(values)),
        ...rowOf("digest", sha256),
        ...rowOf("ledger", ledger(index)),
      ],
    };
  });
}
