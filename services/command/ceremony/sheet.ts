/** The sheet of fingerprints of a ceremony, in both languages: what was made, where, who was there, and how to compare it. */
import { Readable } from "node:stream";
import type { UtcInstant } from "../../kernel/clock.ts";
import type { PrintedRecord, RecordEntry, Row } from "../../review/record-printer.ts";

export interface SheetKey {
  readonly name: keyof typeof PURPOSES;
  readonly path: string;
  readonly spkiSha256: string;
  /** Null: this key has none. */
  readonly certificate: { readonly sha256: string; readonly notAfter: Date } | null;
}

export interface SheetFacts {
  /** Short name, part of the ledger's. */
  readonly agency: string;
  /** As people write it. */
  readonly title: string;
  readonly place: string;
  readonly heldAt: UtcInstant;
  readonly people: readonly [string, string];
  readonly keys: readonly SheetKey[];
}

export const PURPOSES = {
  root: "根密钥：只签发下级机构，离线保管 · root: certifies the authorities below, kept offline",
  issuing: "签发机构：签发签名证书 · issuing authority: certifies what signs",
  "device-authority": "设备证书机构 · authority for devices",
  signer: "签名密钥：签署清单与回执 · signs manifests and receipts",
  ledger: "账本密钥：签署检查点 · signs the ledger's checkpoints",
} as const;

const COMPARE = [
  "核对方法：向核验人出示本页。对方在自己的机器上运行下列命令，逐组比对四位一组的数字；有一组不同即不可信。 To compare: show this sheet to those who verify. They run these commands on a machine of their own and compare group by group; one that differs means: do not trust.",
  "证书 certificate: openssl x509 -in root.pem -outform DER | sha256sum",
  "公钥 SPKI: openssl x509 -in root.pem -pubkey -noout | openssl pkey -pubin -outform DER | sha256sum",
  "账本公钥 ledger's SPKI: openssl pkey -pubin -in ledger-key.pub.pem -outform DER | sha256sum",
  "保管：safe/ 与本页副本存入保险柜（两份介质），不得复制到联网机器；两人各自保管自己的口令，缺一不能打开根密钥。 Keep safe/ and a copy of this sheet in a safe, on two media, never on a machine with a network; each of the two keeps their own passphrase, and the root's key opens with both only.",
];

/** In groups of four, as people read aloud. */
export const grouped = (hex: string): string => (hex.match(/.{1,4}/g) ?? []).join(" ");

export function sheetOf({ agency, title, place, heldAt, people, keys }: SheetFacts): PrintedRecord {
  const facts: Row[] = [
    ["单位 agency", title === agency ? agency : `${title} · ${agency}`],
    ["时间 held at (UTC)", heldAt],
    ["地点 place", place],
    ["在场 present", people.join(" · ")],
  ];
  const hand: RecordEntry = {
    title: "在场两人签名 · signed by the two who were there",
    rows: people.map((name): Row => [name, SIGN_HERE]),
  };
  return {
    head: {
      ...{ title: "密钥仪式指纹表 Key ceremony: fingerprints", subject: title, madeAt: heldAt },
      ...{ facts, statements: COMPARE },
    },
    chunks: Readable.from([[...keys.map(entryOf), hand]]),
    end: () => [],
  };
}

/** The room above the line is for a pen. */
const SIGN_HERE = `\n签名 signature ${"_".repeat(30)}  日期 date ${"_".repeat(16)}`;

const entryOf = ({ name, path, spkiSha256, certificate }: SheetKey): RecordEntry => ({
  title: PURPOSES[name],
  rows: [
    ["文件 file", path],
    ["公钥 SPKI SHA-256", grouped(spkiSha256)],
    ...(certificate === null ? [] : certificateRows(certificate)),
  ],
});

const certificateRows = ({ sha256, notAfter }: { sha256: string; notAfter: Date }): Row[] => [
  ["证书 cert. SHA-256", grouped(sha256)],
  ["有效至 valid until", notAfter.toISOString().slice(0, 10)],
];

/** The same without a printer. */
export async function sheetText({ head, chunks }: PrintedRecord): Promise<string> {
  const lines = (rows: readonly Row[]): string[] =>
    rows.map(([label, value]) => `${label}: ${value}`);
  const parts = [[head.title], lines(head.facts)];
  for await (const chunk of chunks) {
    for (const { title, rows } of chunk) parts.push([title, ...lines(rows)]);
  }
  parts.push([...head.statements]);
  return `${parts.map((part) => part.join("\n")).join("\n\n")}\n`;
}
