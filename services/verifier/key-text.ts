/** What is found about the keys that sign, in both languages. */
import type { Text } from "../kernel/language.ts";

export const KEY_REASONS: Readonly<Record<string, Text>> = {
  "packages/key-told": {
    "zh-CN": "签名之前账本已登记该密钥；数据包制作之后是否被吊销，本包无从得知",
    en: "the ledger told of this key before; whether it was revoked after this package was made does not show here",
  },
  "packages/key-not-told": {
    "zh-CN": "没有账本在签名之前登记该密钥的记录；早期的数据包没有此记录",
    en: "no record came along that the ledger told of this key before; older packages have none",
  },
  "packages/key-record-invalid": {
    "zh-CN": "关于该密钥的记录不是账本所载",
    en: "what is said of this key is not what the ledger holds",
  },
  "packages/signed-before-revocation": {
    "zh-CN": "密钥后来被吊销；此项先于吊销入账，签名仍然有效",
    en: "the key was revoked later: this was entered before that, and stays valid",
  },
  "packages/signed-after-revocation": {
    "zh-CN": "密钥已被吊销，此项在吊销之后才入账",
    en: "the key was revoked before this was entered",
  },
  "packages/listed-by-revoked-key": {
    "zh-CN": "文件清单由已吊销的密钥签署：清单不入账本，无法证明它先于吊销",
    en: "a key that was revoked signed the list of files: the list is in no ledger, so nothing shows that it came before",
  },
  "packages/key-in-doubt": {
    "zh-CN": "先于吊销入账，但没有时间戳证明它在密钥可能被盗之前已存在：须有其他证明",
    en: "entered before the key was revoked, but no stamp shows that it was there before the key may have been stolen: something else must show that this is genuine",
  },
};
