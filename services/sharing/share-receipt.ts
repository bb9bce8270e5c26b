/** The receipt of a share: what the guest acknowledges before the first opening, as one exact text in both languages. */
import type { UtcInstant } from "../kernel/clock.ts";
import { LANGUAGES, type Language, type Text } from "../kernel/language.ts";
import { oneLine } from "../kernel/one-line.ts";
import type { Purpose } from "../secrecy/purpose.ts";
import { KIND_NAMES, partnerName } from "./partner.ts";
import type { GivenShare } from "./share.ts";

/** What lies in the share at the time it is approved. */
export interface SharedContents {
  /** Of a case. */
  readonly caseNumber: string | null;
  readonly items: readonly {
    readonly id: string;
    /** Of the original; null: it is not verified yet. */
    readonly sha256: string | null;
    readonly sizeBytes: number;
  }[];
}

const LABELS = {
  share: { "zh-CN": "共享编号", en: "share" },
  agency: { "zh-CN": "提供单位", en: "shared by" },
  partner: { "zh-CN": "接收单位", en: "shared with" },
  code: { "zh-CN": "统一社会信用代码", en: "unified social credit code" },
  guest: { "zh-CN": "接收人", en: "for" },
  purpose: { "zh-CN": "用途", en: "purpose" },
  reason: { "zh-CN": "事由", en: "reason" },
  document: { "zh-CN": "依据文书", en: "document" },
  documentSha256: { "zh-CN": "依据文书的 SHA-256", en: "SHA-256 of the document" },
  case: { "zh-CN": "案件编号", en: "case" },
  use: { "zh-CN": "使用方式", en: "use" },
  until: {
    "zh-CN": "失效日（自该日起不可查看）",
    en: "ends on (from that day on it opens nothing)",
  },
  watermark: { "zh-CN": "水印编号", en: "watermark" },
  approvedAt: { "zh-CN": "批准时间（UTC）", en: "approved at (UTC)" },
  item: { "zh-CN": "证据", en: "item" },
} as const satisfies Readonly<Record<string, Text>>;

const TITLE: Text = {
  "zh-CN": "电子证据共享签收书",
  en: "Receipt for shared electronic evidence",
};

const PURPOSES: Readonly<Record<Purpose, Text>> = {
  evidence: { "zh-CN": "证据", en: "evidence" },
  supervision: { "zh-CN": "监督", en: "supervision" },
  protection: { "zh-CN": "保障", en: "protection" },
};
const USES: Readonly<Record<"watch" | "download", Text>> = {
  watch: { "zh-CN": "只可在线查看", en: "to be watched online, and nothing taken away" },
  download: { "zh-CN": "可查看并下载", en: "to be watched and taken away" },
};

const STATEMENTS: readonly Text[] = [
  {
    "zh-CN":
      "接收人确认：上列电子证据仅为上列用途使用；内容保存于提供单位，未复制；每次查看及所看片段均记录在案。",
    en: "The recipient confirms: the evidence above is used for the purpose above alone. It stays with the agency that shares it and is not copied. Each look at it is on record, with the parts that were seen.",
  },
  {
    "zh-CN":
      "未经提供单位同意，不得录屏、复制、传播或改作他用，不得将账号交他人使用；法律另有规定的从其规定。",
    en: "Without that agency's consent it is not to be filmed, copied, passed on or used otherwise, and the account is used by nobody else, unless the law says otherwise.",
  },
];

type Approved = Pick<
  GivenShare,
  | "id"
  | "partner"
  | "guest"
  | "purpose"
  | "reason"
  | "document"
  | "download"
  | "until"
  | "watermark"
> & { readonly agency: string; readonly at: UtcInstant };

/** The same text for the same share: its digest is what is acknowledged. */
export const shareReceipt = (share: Approved, contents: SharedContents): string =>
  LANGUAGES.map((language) => inLanguage(share, contents, language)).join("\n");

function inLanguage(
  share: Approved,
  { caseNumber, items }: SharedContents,
  language: Language,
): string {
  const row = (label: keyof typeof LABELS, value: string): string =>
    `${LABELS[label][language]}: ${oneLine(value)}`;
  const { partner, guest, document } = share;
  const lines = [
    TITLE[language],
    "",
    row("share", share.id),
    row("agency", share.agency),
    row("partner", `${partnerName(partner)} (${KIND_NAMES[partner.kind][language]})`),
    row("code", partner.code),
    row("guest", `${guest.displayName} (${guest.name})`),
    row("purpose", PURPOSES[share.purpose][language]),
    row("reason", share.reason),
    row("document", document.name),
    row("documentSha256", document.sha256),
    ...(caseNumber === null ? [] : [row("case", caseNumber)]),
    row("use", USES[share.download ? "download" : "watch"][language]),
    row("until", share.until),
    row("watermark", share.watermark),
    row("approvedAt", share.at),
    "",
    ...items.map((item) =>
      row("item", `${item.id} SHA-256 ${item.sha256 ?? "-"} ${item.sizeBytes}`),
    ),
    "",
    ...STATEMENTS.map((text) => text[language]),
  ];
  return `${lines.join("\n")}\n`;
}
