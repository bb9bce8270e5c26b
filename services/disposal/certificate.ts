/** The certificate of a disposal: what ended, by which rule, who decided it, when, and how it was seen to be gone. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { Language, Text } from "../kernel/language.ts";
import { oneLine } from "../kernel/one-line.ts";
import type { CertificateDocument } from "../packages/certificate-document.ts";
import type { BatchItem, DisposalBatch } from "./batch.ts";
import type { EndingRule } from "./ending-rule.ts";
import type { DisposalStamp } from "./disposal-store.ts";
import { APPROVER_WORDS, DECISION_WORDS, OUTCOME_WORDS, approversText } from "./words.ts";

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
  rule: { "zh-CN": "处置规则", en: "by the rule" },
  approved: { "zh-CN": "批准", en: "approved" },
  approvedAs: { "zh-CN": "批准（{role}）", en: "approved, as {role}" },
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
  archive: { "zh-CN": "接收档案馆", en: "archive" },
  fonds: { "zh-CN": "全宗号", en: "fonds" },
  basis: { "zh-CN": "移交依据", en: "on the basis of" },
  package: { "zh-CN": "数据包编号", en: "package" },
  listOf: { "zh-CN": "数据包清单 SHA-256", en: "list of the package, SHA-256" },
  receipt: { "zh-CN": "回执 SHA-256", en: "receipt, SHA-256" },
  transferred: { "zh-CN": "移交", en: "transfer" },
  destroyed: { "zh-CN": "销毁并核验时间（UTC）", en: "destroyed and seen to be gone (UTC)" },
} as const satisfies Readonly<Record<string, Text>>;

const TITLE: Text = { "zh-CN": "电子证据销毁证明", en: "Certificate of destruction" };

const STATEMENTS: readonly Text[] = [
  {
    "zh-CN":
      "下列证据的最短保管期限已满，销毁时不在保全之中。经公告、逐件鉴定，由未提出亦未鉴定的至少两人批准同一文本，宽限期满后销毁。",
    en: "The shortest term of keeping of the items below was over, and no hold lay on them when they were destroyed. After notice and appraisal item by item, at least two people who had neither proposed nor appraised approved the same text, and the grace was over.",
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

const TRANSFER_TITLE: Text = { "zh-CN": "电子档案移交证明", en: "Certificate of transfer" };

const TRANSFER_STATEMENTS: readonly Text[] = [
  {
    "zh-CN":
      "下列证据经公告、逐件鉴定，由未提出亦未鉴定的至少两人批准同一文本后，连同保管链、签名清单、账本证明和档案目录制成一个数据包，移交上列档案馆；档案馆已就该数据包出具回执。内容按明文移交。",
    en: "After notice and appraisal item by item, at least two people who had neither proposed nor appraised approved the same text. Then the items below went, with custody, signed manifests, proofs and an index, in one package to the archive named above, which acknowledged that very package. They were handed over in plaintext.",
  },
  {
    "zh-CN":
      "“已销毁”各件：回执生效、宽限期满后，本单位存储中的全部版本、副本与数据密钥已删除，并列出存储中的全部版本，确认无一留存。“原件留存”各件仍在本单位保管。",
    en: "Of what is destroyed: after the receipt, and once the grace was over, every version, every copy and its data key was deleted here, and every version in the store was listed, and nothing was left. What stays here too is kept on.",
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
  const isTransfer = batch.transfer !== null;
  const ended = batch.items.filter(
    ({ outcome }) => outcome === "destroyed" || outcome === "transferred",
  );
  const statements = isTransfer ? [...TRANSFER_STATEMENTS, ...STATEMENTS.slice(2)] : STATEMENTS;
  return {
    language,
    preparedAt: madeAt,
    title: (isTransfer ? TRANSFER_TITLE : TITLE)[language],
    facts: [
      row("batch", batch.id),
      row("agency", oneLine(agency)),
      row("madeAt", madeAt),
      row("reason", oneLine(batch.reason)),
      ...peopleRows(certified, language),
      ...transferRows(batch, language),
      row("others", String(batch.items.length - ended.length)),
      row("root", rootFingerprint),
    ],
    code: `holdfast-disposal-1 ${batch.id} root sha256 ${rootFingerprint}`,
    statements: statements.map((text) => text[language]),
    items: ended.map((item) => itemOf(item, language)),
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
    ...(batch.rule === null ? [] : [row("rule", ruleLine(batch.rule, language))]),
    ...(appraisal === null
      ? []
      : [row("appraised", who(appraisal)), row("appraisal", appraisal.sha256)]),
    ...approvals.map((approval): Row => {
      const { role } = approval;
      if (role === null) return row("approved", who(approval));
      const label = LABELS.approvedAs[language];
      return [label.replace("{role}", APPROVER_WORDS[role][language]), who(approval)];
    }),
    ...(stamp === null ? [] : [row("time", `${stamp.authority} ${stamp.genTime}`)]),
    ...(stopped === null ? [] : [row("stopped", `${who(stopped)} ${oneLine(stopped.reason)}`)]),
  ];
}

function ruleLine(rule: EndingRule, language: Language): string {
  const { pack, noticeDays, approvals, graceHours } = rule;
  const by = approversText(approvals, language);
  const [notice, approved, grace] =
    language === "en"
      ? [`notice of ${noticeDays} working days`, `approved by ${by}`, `grace of ${graceHours} h`]
      : [`公告 ${noticeDays} 个工作日`, `批准：${by}`, `宽限 ${graceHours} 小时`];
  const parts = [...(pack === null ? [] : [pack]), notice, approved, grace];
  return parts.join(language === "en" ? "; " : "；");
}

function transferRows({ transfer, receipt }: DisposalBatch, language: Language): readonly Row[] {
  if (transfer === null || receipt === null) return [];
  const row = (label: keyof typeof LABELS, value: string): Row => [LABELS[label][language], value];
  const { organisation, person, fonds, basis } = transfer.archive;
  const by = receipt.signer === null ? [] : [oneLine(receipt.signer)];
  return [
    row("archive", `${organisation} · ${person}`),
    ...[row("fonds", fonds), row("basis", basis), row("package", receipt.packageId)],
    row("listOf", receipt.listSha256),
    row("receipt", [receipt.sha256, ...by, receipt.at].join(" ")),
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
      row(
        "why",
        `${DECISION_WORDS[item.decision ?? "destroy"][language]}: ${oneLine(item.why ?? "")}`,
      ),
      item.outcome === "transferred"
        ? row("transferred", OUTCOME_WORDS.transferred[language])
        : row("destroyed", `${item.destroyedAt ?? ""} ${OUTCOME_WORDS.destroyed[language]}`),
    ],
    code: `holdfast-${item.outcome === "transferred" ? "transfer" : "tombstone"}-1 ${itemId} sha256 ${sha256}`,
  };
}
