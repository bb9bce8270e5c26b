/** The index of what goes to an archive, as archives list files and pieces (DA/T 18): for its system as JSON, for people as a table. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { ZoneDays } from "../calendar/zone-days.ts";
import { CSV_START, csvLine } from "../kernel/csv-line.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { DisposalId, ItemId, PackageId } from "../kernel/ids.ts";
import { strictJsonLine } from "../kernel/strict-json.ts";
import type { ArchiveIndexTeller } from "../packages/archive-index.ts";
import { fileOf } from "../packages/contents.ts";
import { originalPath } from "../packages/package-layout.ts";
import type { ArchiveTerm } from "../policy/retention-class.ts";
import { type Duty, STATE_LEVELS, type StateLevel } from "../secrecy/mark.ts";
import type { TransferPlan } from "./transfer.ts";

export const ARCHIVE_INDEX_JSON = "metadata/archive-index.json";
export const ARCHIVE_INDEX_CSV = "metadata/archive-index.csv";

/** What is known of one piece. */
export interface IndexedItem {
  readonly itemId: ItemId;
  /** Number and name of the files that it is of; empty: of none. */
  readonly cases: readonly { readonly number: string; readonly title: string }[];
  /** Longest first. */
  readonly terms: readonly ArchiveTerm[];
  readonly activity: string | null;
  readonly filename: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly sha256: Sha256;
  readonly recordedAt: UtcInstant | null;
  readonly receivedAt: UtcInstant;
  /** Names and credentials of the officers of its session, as they were on its day; empty: of no session. */
  readonly officers: readonly string[];
  readonly secrecy: StateLevel | null;
  /** The day on which that level is over; null: it has none, or there is no level. */
  readonly secretUntil: CalendarDate | null;
  readonly duties: readonly Duty[];
}

export interface ArchiveIndexStore {
  /** In any order, by the days of `zone`; null: it is no transfer's. */
  of(
    packageId: PackageId,
    zone: ZoneDays["zone"],
  ): Promise<{
    readonly disposalId: DisposalId;
    readonly plan: TransferPlan;
    readonly items: readonly IndexedItem[];
  } | null>;
}

interface TellerDeps {
  readonly archiveIndex: ArchiveIndexStore;
  readonly agency: string;
  readonly days: ZoneDays;
}

export const archiveIndexTeller = ({
  archiveIndex,
  agency,
  days,
}: TellerDeps): ArchiveIndexTeller => ({
  async tell({ id, itemIds, issued }) {
    if (issued?.recipient !== "archive") return [];
    const found = await archiveIndex.of(id, days.zone);
    if (found === null) return [];
    const byItem = new Map(found.items.map((item) => [item.itemId, item]));
    const items = itemIds.flatMap((itemId) => byItem.get(itemId) ?? []);
    const pieces = items.map((item, at) => pieceOf(item, at + 1, { agency, days }));
    const { archive, rule } = found.plan;
    const head = {
      type: "holdfast/archive-index/v1",
      ...{ disposalId: found.disposalId, packageId: id, agency, archive: archive.organisation },
      ...{ fonds: archive.fonds, basis: archive.basis, rule: rule.pack },
    };
    return [
      fileOf(ARCHIVE_INDEX_JSON, strictJsonLine({ ...head, pieces })),
      fileOf(ARCHIVE_INDEX_CSV, tableOf(archive.fonds, pieces)),
    ];
  },
});

type Piece = ReturnType<typeof pieceOf>;

function pieceOf(
  item: IndexedItem,
  number: number,
  { agency, days }: Pick<TellerDeps, "agency" | "days">,
) {
  const day = days.dayOf(item.recordedAt ?? item.receivedAt);
  const named = item.cases.map(({ title }) => title);
  const title = [...named, item.activity ?? "", item.filename].filter((text) => text !== "");
  return {
    ...{ number, itemId: item.itemId, files: item.cases.map((file) => file.number.toWellFormed()) },
    ...{ year: day.slice(0, 4), day, term: item.terms[0] ?? null },
    title: title.join(" · ").toWellFormed(),
    responsible: [agency, ...item.officers].join("; ").toWellFormed(),
    secrecy: { state: item.secrecy, until: item.secretUntil, duties: [...item.duties] },
    ...{ mediaType: item.mediaType, sizeBytes: item.sizeBytes, sha256: item.sha256 },
    path: originalPath(item.itemId, item.filename),
  };
}

const HEAD = [
  ...["全宗号 fonds", "案卷号 file", "件号 piece", "年度 year", "日期 date", "保管期限 term"],
  ...["题名 title", "责任者 responsible", "密级 secrecy", "解密日期 secret until"],
  ...["格式 format", "字节数 bytes", "SHA-256", "包内路径 path", "证据编号 evidence id"],
];

const TERMS: Readonly<Record<ArchiveTerm, string>> = {
  permanent: "永久 permanent",
  P30Y: "30年 30 years",
  P10Y: "10年 10 years",
};
const LEVELS: Readonly<Record<StateLevel, string>> = {
  secret: "秘密 secret",
  "highly-secret": "机密 highly secret",
  "top-secret": "绝密 top secret",
};
const DUTIES: Readonly<Record<Duty, string>> = {
  work: "工作秘密 work secret",
  trade: "商业秘密 trade secret",
  privacy: "个人隐私 privacy",
  minor: "未成年人 minor",
  informant: "举报人 informant",
};

const tableOf = (fonds: string, pieces: readonly Piece[]): string =>
  [CSV_START + csvLine(HEAD), ...pieces.map((piece) => lineOf(fonds, piece))].join("");

const lineOf = (fonds: string, piece: Piece): string =>
  csvLine([
    ...[fonds, piece.files.join(" "), piece.number, piece.year, piece.day],
    ...[piece.term === null ? "" : TERMS[piece.term], piece.title, piece.responsible],
    ...[secrecyText(piece), piece.secrecy.until, piece.mediaType, piece.sizeBytes, piece.sha256],
    ...[piece.path, piece.itemId],
  ]);

function secrecyText({ secrecy: { state, duties } }: Piece): string {
  const said = [
    ...STATE_LEVELS.filter((level) => level === state).map((level) => LEVELS[level]),
    ...duties.map((duty) => DUTIES[duty]),
  ];
  return said.length === 0 ? "公开 none" : said.join("; ");
}
