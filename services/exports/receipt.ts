/** The receipt of a package: what the recipient acknowledges, as one exact text in both languages, and as a sheet to sign by hand. */
import { LANGUAGES, type Language, type Text } from "../kernel/language.ts";
import { assert } from "../kernel/refusal.ts";
import { type CertificateDocument, issuedRows } from "../packages/certificate-document.ts";
import { certificateText } from "../packages/certificate-text.ts";
import type { PackageContents } from "../packages/contents.ts";
import { parsePackageJson } from "../packages/package-json.ts";
import { PACKAGE_JSON } from "../packages/package-layout.ts";
import { oneLine } from "../kernel/one-line.ts";
import type { Export } from "./export.ts";

const LABELS = {
  package: { "zh-CN": "数据包编号", en: "package" },
  agency: { "zh-CN": "交付单位", en: "handed over by" },
  preparedAt: { "zh-CN": "制作时间（UTC）", en: "prepared at (UTC)" },
  purpose: { "zh-CN": "用途", en: "purpose" },
  list: {
    "zh-CN": "清单 metadata/package.json 的 SHA-256",
    en: "SHA-256 of metadata/package.json",
  },
  files: { "zh-CN": "文件数", en: "files" },
  due: { "zh-CN": "请于此日前签收", en: "to be acknowledged by" },
  item: { "zh-CN": "证据编号", en: "evidence id" },
  bytes: { "zh-CN": "字节数", en: "bytes" },
} as const satisfies Readonly<Record<string, Text>>;

const TITLE: Text = {
  "zh-CN": "电子证据数据包签收回执",
  en: "Receipt for a package of electronic evidence",
};

const STATEMENTS: readonly Text[] = [
  {
    "zh-CN":
      "签收人已收到上列数据包，并已核对包内 metadata/package.json 的 SHA-256 与上列一致；该清单列明包内每个文件及其 SHA-256，并由交付单位签名。",
    en: "The recipient has received the package named above and has compared the SHA-256 of metadata/package.json in it with the one above. That list names every file with its SHA-256 and is signed by the agency.",
  },
  {
    "zh-CN":
      "本副本专供上列对象为上列用途使用，载有唯一的水印编号。未经交付单位同意，不得复制、传播或改作他用；法律另有规定的从其规定。",
    en: "This copy is for the recipient and the purpose named above alone and bears a watermark id of its own. It is not to be copied, passed on or used for another purpose without the agency's consent, unless the law says otherwise.",
  },
];

const SIGNATURES: readonly Text[] = [
  { "zh-CN": "签收人（签名）", en: "Recipient (name, title, signature)" },
  { "zh-CN": "签收单位（盖章）与日期", en: "Organisation (seal), place and date" },
  { "zh-CN": "交付人（签名）", en: "Handed over by (name, signature)" },
];

export function receiptDocument(
  { id, dueOn, issued, itemIds }: Pick<Export, "id" | "dueOn" | "issued" | "itemIds">,
  { files }: PackageContents,
  language: Language,
): CertificateDocument {
  const list = files.find(({ path }) => path === PACKAGE_JSON);
  assert(list?.source.kind === "bytes", "every package keeps its list");
  const statement = parsePackageJson(Buffer.from(list.source.base64, "base64"));
  const row = (label: keyof typeof LABELS, value: string) =>
    [LABELS[label][language], value] as const;
  return {
    ...{ language, preparedAt: statement.preparedAt, title: TITLE[language] },
    facts: [
      row("package", id),
      ...issuedRows(issued, language),
      row("agency", oneLine(statement.agency)),
      row("preparedAt", statement.preparedAt),
      row("purpose", oneLine(statement.purpose)),
      row("files", String(statement.files.length)),
      row("list", list.sha256),
      ...(dueOn === null ? [] : [row("due", dueOn)]),
    ],
    code: `holdfast-export-1 ${id} list sha256 ${list.sha256} watermark ${issued.watermark}`,
    statements: STATEMENTS.map((text) => text[language]),
    items: itemIds.map((itemId) => {
      const original = files.find(({ path }) => path.startsWith(`data/original/${itemId}/`));
      const digest = original?.sha256 ?? "-";
      return {
        facts: [
          row("item", itemId),
          row("bytes", String(original?.sizeBytes ?? 0)),
          ["SHA-256", digest] as const,
        ],
        code: `holdfast-item-1 ${itemId} sha256 ${digest}`,
      };
    }),
    signatures: SIGNATURES.map((text) => text[language]),
  };
}

/** In both languages, the same bytes each time: a recipient may sign it by CMS. */
export const receiptText = (
  about: Parameters<typeof receiptDocument>[0],
  contents: PackageContents,
): string =>
  LANGUAGES.map((language) => certificateText(receiptDocument(about, contents, language))).join(
    "\n",
  );
