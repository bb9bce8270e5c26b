/** What the verifier's findings about witnesses mean, in both languages. */
import type { Text } from "../kernel/language.ts";

export const WITNESS_REASONS: Readonly<Record<string, Text>> = {
  "packages/witnessed": {
    "zh-CN": "已有足够的见证签名：见证人看到的账本与此一致",
    en: "enough witnesses cosigned it: they saw the same ledger",
  },
  "packages/quorum-not-met": {
    "zh-CN": "见证签名少于策略的要求；新封存的证据稍后才有，可重新领取数据包",
    en: "fewer cosignatures than the policy asks for; those of new entries come a little later, in a package made anew",
  },
  "packages/cosignature-invalid": {
    "zh-CN": "见证签名无效",
    en: "a cosignature is not valid",
  },
  "packages/log-not-in-policy": {
    "zh-CN": "见证策略中没有该账本，或签名并非出自策略中的账本公钥",
    en: "the policy does not know this ledger, or not under this key",
  },
  "packages/witness-policy-pinned": {
    "zh-CN": "使用您提供的见证策略核验",
    en: "checked under the policy of witnesses you gave",
  },
  "packages/witness-policy-not-pinned": {
    "zh-CN": "使用包内的见证策略：请向见证人核对其公钥，或用 --witness-policy 指定",
    en: "checked under the package's own policy of witnesses: compare their keys with the witnesses, or give --witness-policy",
  },
  "packages/bad-witness-policy": {
    "zh-CN": "见证策略无法解读",
    en: "the policy of witnesses cannot be read",
  },
};
