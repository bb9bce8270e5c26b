/** What the verifier's findings about time stamps mean, in both languages. */
import type { Text } from "../kernel/language.ts";

export const TIMESTAMP_REASONS: Readonly<Record<string, Text>> = {
  "packages/stamped": {
    "zh-CN": "时间戳有效：检查点及其前全部记录最晚于此时已存在",
    en: "stamped: the checkpoint and all entries before it existed at that time at the latest",
  },
  "packages/authority-not-pinned": {
    "zh-CN": "时间戳在包内机构根证书下有效：请向时间戳机构核对该证书，或用 --tsa-root 指定",
    en: "stamped, under the package's own root of the authority: compare it with the authority, or give --tsa-root",
  },
  "packages/stamp-renewed": {
    "zh-CN": "时间戳机构的证书已到期；到期前已将时间戳重新加盖（续期），续期有效",
    en: "the certificates behind the stamp are over; it was stamped anew before they were, and that holds",
  },
  "packages/stamp-over": {
    "zh-CN":
      "时间戳机构的证书已到期，包内没有到期前所做的续期：此后该密钥可能为他人所用。可向机构索取新的数据包",
    en: "the certificates behind the stamp are over, and no renewal from before that is in the package: since then its key may be anybody's. Ask the agency for a new package",
  },
  "packages/renewal-invalid": {
    "zh-CN": "时间戳的续期无效",
    en: "a renewal of time stamps does not hold",
  },
  "packages/timestamp-invalid": {
    "zh-CN": "时间戳无效",
    en: "a time stamp is not valid",
  },
  "packages/not-stamped-yet": {
    "zh-CN": "该证明所至的检查点没有时间戳；新封存的证据稍后才有，可重新领取数据包",
    en: "the checkpoint of this proof has no time stamp; those of new entries come a little later, in a package made anew",
  },
  "packages/checkpoint-of-no-proof": {
    "zh-CN": "此文件不是由账本签名的检查点，或没有证明通向它",
    en: "this is no checkpoint that the ledger signed, or no proof leads to it",
  },
  "packages/checkpoint-without-token": {
    "zh-CN": "此检查点旁没有时间戳",
    en: "there is no time stamp beside this checkpoint",
  },
};
