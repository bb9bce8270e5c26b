/** What is found about the keys that sign, in both languages. */
import type { Text } from "../kernel/language.ts";

export const KEY_REASONS: Readonly<Record<string, Text>> = {
  "packages/key-told": {
    "zh-CN": "签名之前账本已登记该密钥；数据包制作之后是否被吊销，本包无从得知",
    en: "the ledger told of this key before; whether it was revoked after this package was made does not show here",
  },
  "packages/key-not-ended": {
    "zh-CN": "签名之前账本已登记该密钥；所给吊销清单查到其截止处为止，未载其吊销",
    en: "the ledger told of this key before, and the list of revocations tells of no end of it, up to where that list goes",
  },
  "packages/listed-by-key-that-ended": {
    "zh-CN":
      "签署文件清单的密钥后来被吊销：清单不入账本，无法证明它先于吊销；请向出具单位索取重新制作的数据包",
    en: "the key that signed the list of files was revoked later: the list is in no ledger, so nothing shows that it came before; ask the agency to make the package anew",
  },
  "packages/revocations-looked-up": {
    "zh-CN":
      "已按吊销清单核对，查到账本的这一条为止（日期由清单制作者自述）；除此以外没有别的吊销，只凭出具清单者的说法",
    en: "revoked keys were looked up, as far as this entry of the ledger (the date is the word of whoever made the list); that the list leaves none out is their word too",
  },
  "packages/revocations-older": {
    "zh-CN": "吊销清单早于本数据包：此后的吊销无从得知；请取一份新的",
    en: "the list of revocations is older than the package: it knows nothing of what came after; get a newer one",
  },
  "packages/revocations-unreadable": {
    "zh-CN":
      "这不是吊销清单，什么也没有查到；请用 holdfast ledger revocations 或 /ledger/revocations 取得",
    en: "this is no list of revocations, and nothing was looked up; get one from /ledger/revocations of the agency",
  },
  "packages/revocations-not-of-ledger": {
    "zh-CN": "吊销清单不是这个账本的，或已被改动：什么也没有查到；请另取一份",
    en: "the list of revocations is of another ledger, or was changed: nothing was looked up; get another",
  },
  "packages/ledger-in-two-versions": {
    "zh-CN": "吊销清单与数据包出自同一账本的两个版本：账本被改写或伪造；两者都请原样保存",
    en: "the list of revocations and this package are of two versions of one ledger: it was rewritten or forged; keep both as they are",
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
