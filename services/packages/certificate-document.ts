/**
 * The copy certificate: what is in the package, from where, how it was copied and compared, and how to check it.
 * Its parts follow what is asked of electronic evidence (刑诉解释 2021, 108 to 111) and of copies that are
 * identified by their digests (US FRE 902(14)). Who certifies signs by hand: a program certifies nothing.
 */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { DeviceId, ItemId } from "../kernel/ids.ts";
import type { Language, Text } from "../kernel/language.ts";
import { oneLine } from "../kernel/one-line.ts";
import { type Issued, RECIPIENT_NAMES } from "./issued.ts";

export interface CertifiedItem {
  readonly itemId: ItemId;
  readonly deviceId: DeviceId;
  readonly filename: string;
  readonly sizeBytes: number;
  readonly sha256: Sha256;
  readonly receivedAt: UtcInstant;
  readonly ledger: { readonly origin: string; readonly index: number };
}

export interface Certificate {
  readonly packageId: string;
  readonly agency: string;
  readonly preparedAt: UtcInstant;
  readonly purpose: string;
  /** For whom it was made; null: for nobody in particular. */
  readonly issued: Issued | null;
  readonly rootFingerprint: Sha256;
  readonly items: readonly CertifiedItem[];
  /** What the agency says of the completeness of their sessions and cases; null: they are of none. */
  readonly completeness: Text | null;
}

export type Row = readonly [label: string, value: string];

/** In one language, without any form yet. */
export interface CertificateDocument {
  readonly language: Language;
  readonly preparedAt: UtcInstant;
  readonly title: string;
  readonly facts: readonly Row[];
  /** Text of the code beside the facts. */
  readonly code: string;
  readonly statements: readonly string[];
  readonly items: readonly { readonly facts: readonly Row[]; readonly code: string }[];
  /** What is left for a hand to fill in. */
  readonly signatures: readonly string[];
}

const LABELS = {
  package: { "zh-CN": "数据包编号", en: "package" },
  agency: { "zh-CN": "出具单位", en: "issued by" },
  preparedAt: { "zh-CN": "制作时间（UTC）", en: "copied at (UTC)" },
  purpose: { "zh-CN": "用途", en: "purpose" },
  recipient: { "zh-CN": "交付对象", en: "issued to" },
  basis: { "zh-CN": "依据文书", en: "on the basis of" },
  basisDigest: { "zh-CN": "依据文书 SHA-256", en: "that document, SHA-256" },
  watermark: { "zh-CN": "水印编号", en: "watermark id" },
  root: { "zh-CN": "根证书指纹 SHA-256", en: "root certificate, SHA-256" },
  item: { "zh-CN": "证据编号", en: "evidence id" },
  device: { "zh-CN": "来源设备", en: "source device" },
  filename: { "zh-CN": "原文件名", en: "file name" },
  bytes: { "zh-CN": "字节数", en: "bytes" },
  receivedAt: { "zh-CN": "接收时间（UTC）", en: "received at (UTC)" },
  ledger: { "zh-CN": "账本", en: "ledger" },
} as const satisfies Readonly<Record<string, Text>>;

const TITLE: Text = {
  "zh-CN": "电子证据复制件制作与完整性说明",
  en: "Certificate of copies of electronic evidence",
};

const STATEMENTS: readonly Text[] = [
  {
    "zh-CN":
      "来源与原件：下列文件由所列设备经系统接收，原件自接收后锁定存放于出具单位，本包 data/original 下为其复制件。",
    en: "Source: the files below were received by the system from the devices named. The originals are kept, locked, by the agency; data/original holds copies of them.",
  },
  {
    "zh-CN":
      "制作方法与比对：由系统自动逐字节复制，复制时重新计算 SHA-256 完整性校验值并与接收时记录的值比对，不一致则不予输出。未作增加、删除、修改。",
    en: "Method: copied byte for byte by an automatic process of digital identification. The SHA-256 of every copy was computed anew while it was made and is the one recorded at receipt; otherwise nothing leaves.",
  },
  {
    "zh-CN": "data/viewing 下的文件为便于观看而制作，工具与参数记载于其说明文件，不替代原始文件。",
    en: "Files under data/viewing were made from the originals to be watched; with which tool and arguments stands in their manifests. They do not replace the originals.",
  },
  {
    "zh-CN":
      "核验：包内 metadata/package.json 的数字签名涵盖本说明与全部文件。方法见 verify/VERIFY.txt，或在浏览器中打开 verify/verify.html。请通过其他渠道向出具单位核对根证书指纹。",
    en: "Checking: the digital signature of metadata/package.json covers this certificate and every file. See verify/VERIFY.txt, or open verify/verify.html in a browser. Compare the fingerprint of the root certificate with the agency by another way.",
  },
  {
    "zh-CN": "本说明不证明：录制内容本身真实；设备时钟准确；接收之前未作改动。",
    en: "This does not prove: that what was recorded is true; that the device's clock was right; that nothing was changed before the system received the files.",
  },
];

const SIGNATURES: readonly Text[] = [
  {
    "zh-CN": "制作人（签名）",
    en: "Qualified person who certifies the above under the law that applies (name, title, signature)",
  },
  { "zh-CN": "核对人（签名）", en: "Second person who compared (name, signature)" },
  { "zh-CN": "单位（盖章）与日期", en: "Agency (seal), place and date" },
];

/** Whose copy it is, and how it is known again. */
export function issuedRows(issued: Issued | null, language: Language): readonly Row[] {
  if (issued === null) return [];
  const { watermark, recipient, organisation, person, basis, basisSha256 } = issued;
  const rows = {
    recipient: `${organisation} (${RECIPIENT_NAMES[recipient][language]}) · ${person}`,
    basis,
    ...(basisSha256 === null ? {} : { basisDigest: basisSha256 }),
    watermark,
  };
  return Object.entries(rows).map(
    ([label, value]) => [LABELS[label as keyof typeof rows][language], value] as const,
  );
}

export function certificateDocument(
  { items, completeness, ...about }: Certificate,
  language: Language,
): CertificateDocument {
  const row = (label: keyof typeof LABELS, value: string): Row => [LABELS[label][language], value];
  return {
    language,
    preparedAt: about.preparedAt,
    title: TITLE[language],
    facts: [
      row("package", about.packageId),
      row("agency", oneLine(about.agency)),
      row("preparedAt", about.preparedAt),
      row("purpose", oneLine(about.purpose)),
      ...issuedRows(about.issued, language),
      row("root", about.rootFingerprint),
    ],
    code: `holdfast-package-1 ${about.packageId} root sha256 ${about.rootFingerprint}`,
    statements: [...(completeness === null ? [] : [completeness]), ...STATEMENTS].map(
      (text) => text[language],
    ),
    items: items.map((item) => ({
      facts: [
        row("item", item.itemId),
        row("device", item.deviceId),
        row("filename", oneLine(item.filename)),
        row("bytes", String(item.sizeBytes)),
        ["SHA-256", item.sha256],
        row("receivedAt", item.receivedAt),
        row("ledger", `${item.ledger.origin} ${item.ledger.index}`),
      ],
      code: `holdfast-item-1 ${item.itemId} sha256 ${item.sha256}`,
    })),
    signatures: SIGNATURES.map((text) => text[language]),
  };
}
