/** What `keys` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const KEYS = {
  about: { "zh-CN": "机构的签名密钥", en: "the house's own keys" },
  list: {
    "zh-CN": "列出全部密钥：用途、指纹、有效期、是否已吊销",
    en: "list every key: what for, its fingerprint, how long, whether revoked",
  },
  rotate: {
    "zh-CN": "换用新的签名密钥，几秒内生效；旧密钥的签名仍然有效",
    en: "sign with a new key, within seconds; what the old one signed stays valid",
  },
  revoke: {
    "zh-CN": "吊销签名密钥；账本中先于吊销的签名仍然有效",
    en: "revoke a key that signs manifests; what the ledger held before stays valid",
  },
  optionRole: { "zh-CN": "密钥用途", en: "what the key is for" },
  optionWhy: { "zh-CN": "事由（记入操作记录）", en: "why, for the record of actions" },
  optionReason: { "zh-CN": "吊销原因（RFC 5280）", en: "reason of the revocation (RFC 5280)" },
  optionSince: {
    "zh-CN": "自何时起不再可信（默认现在）",
    en: "from when on it is not to be believed (now unless given)",
  },
  line: {
    "zh-CN": "{role}（{suite}）{spki}\n  证书有效期至 {until}；{state}",
    en: "{role} ({suite}) {spki}\n  certificate until {until}; {state}",
  },
  ledgerStays: {
    "zh-CN": "  各年账本用同一把密钥，跨年不更换；外部固定的公钥继续有效",
    en: "  one key for the logs of all years: it is not replaced at the turn of the year, and pins outside stay right",
  },
  inUse: { "zh-CN": "使用中", en: "in use" },
  usedUntil: { "zh-CN": "使用至 {at}", en: "used until {at}" },
  revoked: {
    "zh-CN": "已吊销（{reason}，自 {since} 起；账本{told}记载）",
    en: "revoked ({reason}, from {since} on; {told} in the ledger)",
  },
  told: { "zh-CN": "已", en: "told" },
  notTold: { "zh-CN": "尚未", en: "not yet told" },
  rotationAsked: {
    "zh-CN": "已要求更换 {role}。新密钥几秒内生效：holdfast keys list",
    en: "A new key for {role} is asked for; it signs within seconds: holdfast keys list",
  },
  revocationTaken: {
    "zh-CN":
      "密钥 {spki} 已吊销（{reason}）。若在使用中，会先换用新密钥；待其已签的记录入账后，账本即记载吊销。\n账本中先于吊销的签名仍然有效；此前导出的数据包不知道这次吊销。",
    en: "The key {spki} is revoked ({reason}). If it is in use a new one takes its place first; the ledger tells of it once all\nthat it signed has its place. What the ledger held before stays valid; packages made before know nothing of it.",
  },
  ambiguous: {
    "zh-CN": "“{key}”不是任何一把（或不止一把）签名密钥的指纹。请看 holdfast keys list。",
    en: "“{key}” begins the fingerprint of no key, or of several. See holdfast keys list.",
  },
} as const satisfies Readonly<Record<string, Text>>;
