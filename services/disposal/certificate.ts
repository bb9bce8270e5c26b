/** The certificate of a disposal: what ended, by which rule, who decided it, when, and how it was seen to be gone. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { Language, Text } from "../kernel/language.ts";
import { oneLine } from "../kernel/one-line.ts";
import type { CertificateDocument } from "../packages/certificate-document.ts";
import type { BatchItem, DisposalBatch } from "./batch.ts";
import type { DisposalStamp } from "./disposal-store.ts";
import { DECISION_WORDS, OUTCOME_WORDS } from "./words.ts";

export interface CertifiedDisposal {
  readonly batch: DisposalBatch;
  readonly stamp: DisposalStamp | null;
  readonly agency: string;
  readonly madeAt: UtcInstant;
  readonly rootFingerprint: Sha256;
  /** What people are called today, by id. */
  readonly names: ReadonlyMap<string, string>;
}

const LABELS = {
  batch: { "zh-CN": "处置批次", en: "disposal" },
  agency: { "zh-CN": "出具单位", en: "issued by" },
  madeAt: { "zh-CN": "出具时间（UTC）", en: "made at (UTC)" },
  reason: { "zh-CN": "处置事由", en: "reason" },
  proposed: { "zh-CN": "提出", en: "proposed" },
  notice: { "zh-CN": "公告至", en: "notice until" },
  appraised: { "zh-CN": "鉴定", en: "appraised" },
  approved: { "zh-CN": "批准", en: "approved" },
  list: { "zh-CN": "清单 SHA-256", en: "list, SHA-256" },
  appraisal: { "zh-CN": "鉴定文本 SHA-256", en: "appraisal, SHA-256" },
  time: { "zh-CN": "时间戳机构所证时间", en: "time stated by" },
  stopped: { "zh-CN": "中途停止", en: "stopped" },
  others: { "zh-CN": "未销毁", en: "not destroyed" },
  root: { "zh-CN": "根证书指纹 SHA-256", en: "root certificate, SHA-256" },
  item: { "zh-CN": "证据编号", en: "evidence id" },
  bytes: { "zh-CN": "字节数", en: "bytes" },
  received: { "zh-CN": "接收时间（UTC）", en: "received at (UTC)" },
  manifest: { "zh-CN": "签名清单 SHA-256", en: "manifest, SHA-256" },
  class: { "zh-CN": "保管类别", en: "retention class" },
  floor: { "zh-CN": "最短保管至", en: "kept at least until" },
  decision: { "zh-CN": "保管判定 SHA-256", en: "decision, SHA-256" },
  cases: { "zh-CN": "案件关联承诺值", en: "commitments of case links" },
  why: { "zh-CN": "鉴定意见", en: "appraisal" },
  destroyed: { "zh-CN": "销毁并核验时间（UTC）", en: "destroyed and seen to be gone (UTC)" },
} as const satisfies Readonly<Record<string, Text>>;

const TITLE: Text = { "zh-CN": "电子证据销毁证明", en: "Certificate of destruction" };

const STATEMENTS: readonly Text[] = [
  {
    "zh-CN":
      "下列证据的最短保管期限已满，销毁时不在保全之中。经公告、逐件鉴定，由未提出亦未鉴定的两人批准同一文本，宽限期满后销毁。",
    en: "The shortest term of keeping of the items below was over, and no hold lay on them when they were destroyed. After notice and appraisal item by item, two people who had neither proposed nor appraised approved the same text, and the grace was over.",
  },
  {
    "zh-CN":
      "销毁方法：删除存储中该证据的全部版本、副本、签名文件副本与上传残留；有数据密钥的，一并销毁。随后列出存储中的全部版本，确认无一留存。",
    en: "Method: every version of the original, of its copies, of the stored copies of its proofs, and what its upload left, was deleted, and its data key, where it had one. Then every version in the store was listed, and nothing was left.",
  },
  {
    "zh-CN":
      "仍然保存：登记信息、保管链、签名清单及其签名与账本证明，使其前后各件仍可核验；账本中另有每件的销毁记录（tombstone）。",
    en: "Still kept: the record, the chain of custody, the signed manifest with its signatures and proofs, so that what comes before and after it can be checked; the ledger holds a tombstone of each item.",
  },
  {
    "zh-CN":
      "本证明不证明：已取走的数据包、数据库与存储的备份中不再有该内容；存储介质上的残留数据已被覆写。",
    en: "This does not prove: that packages which left the house, or backups of database and store, hold it no more; that what is left on the medium was overwritten.",
  },
];

export const NO_PDF: Text = {
  "zh-CN": "未制作 PDF：字体中缺少其中某个字符的字形。",
  en: "There is no PDF: the font has no glyph for a character in it.",
};

const SIGNATURES: readonly Text[] = [
  { "zh-CN": "监销人（签名）", en: "Person who oversaw the destruction (name, signature)" },
  { "zh-CN": "单位（盖章）与日期", en: "Agency (seal), place and date" },
];

type Row = readonly [label: string, value: string];

export function certificateOf(
  certified: CertifiedDisposal,
  language: Language,
): CertificateDocument {
  const { batch, agency, madeAt, rootFingerprint } = certified;
  const row = (label: keyof typeof LABELS, value: string): Row => [LABELS[label][language], value];
  const destroyed = batch.items.filter(({ outcome }) => outcome === "destroyed");
  return {
    language,
    preparedAt: madeAt,
    title: TITLE[language],
    facts: [
      row("batch", batch.id),
      row("agency", oneLine(agency)),
      row("madeAt", madeAt),
      row("reason", oneLine(batch.reason)),
      ...peopleRows(certified, language),
      row("others", String(batch.items.length - destroyed.length)),
      row("root", rootFingerprint),
    ],
    code: `holdfast-disposal-1 ${batch.id} root sha256 ${rootFingerprint}`,
    statements: STATEMENTS.map((text) => text[language]),
    items: destroyed.map((item) => itemOf(item, language)),
    signatures: SIGNATURES.map((text) => text[language]),
  };
}

function peopleRows(
  { batch, stamp, names }: CertifiedDisposal,
  language: Language,
): readonly Row[] {
  const row = (label: keyof typeof LABELS, value: string): Row => [LABELS[label][language], value];
  const who = ({ by, at }: { readonly by: string; readonly at: UtcInstant }): string =>
    `${oneLine(names.get(by) ?? "")} (${by}) ${at}`;
  const { appraisal, approvals, stopped } = batch;
  return [
    row("proposed", who({ by: batch.proposedBy, at: batch.proposedAt })),
    row("notice", batch.noticeOn),
    row("list", batch.listSha256),
    ...(appraisal === null
      ? []
      : [row("appraised", who(appraisal)), row("appraisal", appraisal.sha256)]),
    ...approvals.map((approval) => row("approved", who(approval))),
    ...(stamp === null ? [] : [row("time", `${stamp.authority} ${stamp.genTime}`)]),
    ...(stopped === null ? [] : [row("stopped", `${who(stopped)} ${oneLine(stopped.reason)}`)]),
  ];
}

function itemOf(item: BatchItem, language: Language): CertificateDocument["items"][number] {
  const row = (label: keyof typeof LABELS, value: string): Row => [LABELS[label][language], value];
  const { itemId, sha256, decided, caseCommitments } = item;
  const { classes, pack, floor } = decided;
  return {
    facts: [
      row("item", itemId),
      row("bytes", String(item.sizeBytes)),
      ["SHA-256", sha256],
      row("received", item.receivedAt),
      row("manifest", item.manifestSha256),
      row("class", [...classes, ...(pack === null ? [] : [`(${pack})`])].join(" ") || "-"),
      row("floor", floor),
      row("decision", decided.sha256),
      ...(caseCommitments.length === 0 ? [] : [row("cases", caseCommitments.join(" "))]),
      row("why", `${DECISION_WORDS.destroy[language]}: ${oneLine(item.why ?? "")}`),
      row("destroyed", `${item.destroyedAt ?? ""} ${OUTCOME_WORDS.destroyed[language]}`),
    ],
    code: `holdfast-tombstone-1 ${itemId} sha256 ${sha256}`,
  };
}
