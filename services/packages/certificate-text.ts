/** The copy certificate as plain text: what is in the package, how it was kept, and how to check it. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { ItemId } from "../kernel/ids.ts";
import type { Language } from "../kernel/language.ts";

export interface CertifiedItem {
  readonly itemId: ItemId;
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
  readonly rootFingerprint: Sha256;
  readonly items: readonly CertifiedItem[];
}

export const certificateText = (certificate: Certificate, language: Language): string =>
  language === "zh-CN" ? chinese(certificate) : english(certificate);

/** One line of text, whatever a device or a person wrote. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();

function chinese({ items, ...about }: Certificate): string {
  const lines = items.map((item, at) =>
    [
      `${at + 1}. 证据编号    ${item.itemId}`,
      `   原文件名    ${oneLine(item.filename)}`,
      `   字节数      ${item.sizeBytes}`,
      `   SHA-256     ${item.sha256}`,
      `   接收时间    ${item.receivedAt}`,
      `   账本        ${item.ledger.origin} 第 ${item.ledger.index} 条`,
    ].join("\n"),
  );
  return `电子证据复制件完整性说明

数据包编号  ${about.packageId}
出具单位    ${oneLine(about.agency)}
出具时间    ${about.preparedAt}（UTC）
用途        ${oneLine(about.purpose)}
根证书      SHA-256 ${about.rootFingerprint}

本数据包 data/original 下的文件与系统接收时的原始文件逐字节一致；data/viewing 下的文件为便于
观看而制作的副本，其制作工具与参数记载于相应的说明文件中，不替代原始文件。

${lines.join("\n\n")}

本说明为纯文本，其真实性由 metadata/package.json 的数字签名保证。核验方法见 verify/VERIFY.txt，
仅需 sha256sum 与 openssl。请通过其他渠道向出具单位核对根证书指纹。

本说明不证明：录制内容本身真实；设备时钟准确；接收之前未作改动。
`;
}

function english({ items, ...about }: Certificate): string {
  const lines = items.map((item, at) =>
    [
      `${at + 1}. evidence id   ${item.itemId}`,
      `   file name     ${oneLine(item.filename)}`,
      `   bytes         ${item.sizeBytes}`,
      `   SHA-256       ${item.sha256}`,
      `   received      ${item.receivedAt}`,
      `   ledger        ${item.ledger.origin}, entry ${item.ledger.index}`,
    ].join("\n"),
  );
  return `Statement of integrity of copies of electronic evidence

package           ${about.packageId}
issued by         ${oneLine(about.agency)}
issued at         ${about.preparedAt} (UTC)
purpose           ${oneLine(about.purpose)}
root certificate  SHA-256 ${about.rootFingerprint}

The files under data/original are byte for byte what the system received. The files under data/viewing
were made from them to be watched; with which tool and arguments stands in their manifests. They
do not replace the originals.

${lines.join("\n\n")}

This is plain text; the digital signature of metadata/package.json covers it. verify/VERIFY.txt says how
to check everything with sha256sum and openssl alone. Compare the fingerprint of the root certificate
with the agency by another way.

This statement does not prove: that what was recorded is true; that the device's clock was right; that
nothing was changed before the system received the files.
`;
}
