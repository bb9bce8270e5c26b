/** What `policy` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const POLICY = {
  about: {
    "zh-CN": "规则包：本机构适用的规则",
    en: "policy packs: the rules this agency works under",
  },
  check: {
    "zh-CN": "检查一个规则包文件（或随程序提供的规则包名），列出全部问题",
    en: "check the file of a pack, or one that comes with the program by its name; tells every fault",
  },
  show: {
    "zh-CN": "列出规则包及现行的一个；给出摘要则输出其原文",
    en: "list the packs and which is in force; with a digest, print the exact text of one",
  },
  dryRun: {
    "zh-CN":
      "试算一个规则包（文件、随程序提供的名称，或提案的摘要）对全部已存证据的影响；不写入任何数据",
    en: "try what a pack (a file, one that comes with the program, or the digest of a proposal) would do to all that is kept; writes nothing",
  },
  propose: {
    "zh-CN": "提出一个规则包，由另一人批准",
    en: "propose a pack; another person approves it",
  },
  approve: {
    "zh-CN": "批准他人提出的规则包（以摘要前八位或更多指明）",
    en: "apply a pack that another person proposed, named by eight digits of its digest or more",
  },
  withdraw: { "zh-CN": "撤回尚未批准的提案", en: "take back a proposal that waits" },
  export: {
    "zh-CN": "导出一个规则包的原文、签名和账本证明，只用 openssl 即可核对",
    en: "take a pack away: its exact text, the signatures over it and its proof in the ledger; openssl alone checks it",
  },
  optionOut: { "zh-CN": "存入的文件夹", en: "folder to save it in" },
  optionSignature: {
    "zh-CN": "发布者对该文件的分离式 CMS 签名（DER）",
    en: "its publisher's detached CMS over the file (DER)",
  },
  optionRoots: {
    "zh-CN": "发布者的根证书（PEM）；不给则用 HOLDFAST_POLICY_ROOTS_FILE",
    en: "roots of publishers (PEM); else HOLDFAST_POLICY_ROOTS_FILE",
  },
  optionWhy: { "zh-CN": "事由（记入操作记录）", en: "why, for the record of actions" },
  problem: { "zh-CN": "{path}：{what}", en: "{path}: {what}" },
  sound: { "zh-CN": "{name} 没有问题\n  摘要 {sha256}", en: "{name} is sound\n  digest {sha256}" },
  unconfirmed: {
    "zh-CN":
      "其中 {count} 处数字没有规定依据或未经本机构确认（confirmedByAgency: false），采用前请逐项核对。",
    en: "{count} parts hold numbers that no rule gives or that the agency has not confirmed (confirmedByAgency: false): read them before you adopt it.",
  },
  signedBy: {
    "zh-CN": "  发布者签名：{signer}（根：{root}），证书有效至 {until}",
    en: "  signed by {signer} (root: {root}), certificate valid until {until}",
  },
  notSigned: { "zh-CN": "  没有发布者签名", en: "  not signed by a publisher" },
  signatureBad: {
    "zh-CN": "签名不成立：{why}",
    en: "this is no signature of this file: {why}",
  },
  rootUnknown: {
    "zh-CN":
      "签名与文件相符，但不可信：{signer}（根：{root}），证书有效至 {until}；该根不在给出的根证书中，或其中有证书现在无效。请以 --roots 给出核对过的根证书。",
    en: "the signature fits the file and is not to be trusted: {signer} (root: {root}), certificate valid until {until}; no root that was given answers for it, or a certificate is not valid now. Give roots that you compared, with --roots.",
  },
  houseSigned: { "zh-CN": "  本机构已签名", en: "  signed by the house" },
  houseUnsigned: { "zh-CN": "  等待本机构签名", en: "  waits for the house's signature" },
  exported: {
    "zh-CN":
      "{name} 已存入 {folder}。在其中核对本机构签名（root.pem 为本机构根证书）：\n  openssl cms -verify -binary -inform DER -in {file}.p7s -content {file} -CAfile root.pem -purpose smimesign -out /dev/null",
    en: "{name} is in {folder}. There, check the house's signature (root.pem: the house's root certificate):\n  openssl cms -verify -binary -inform DER -in {file}.p7s -content {file} -CAfile root.pem -purpose smimesign -out /dev/null",
  },
  exportedPublisher: {
    "zh-CN":
      "核对发布者签名：\n  openssl cms -verify -binary -inform DER -in {file}.publisher.p7s -content {file} -CAfile PUBLISHER-ROOT.pem -purpose any -out /dev/null",
    en: "Check the publisher's signature:\n  openssl cms -verify -binary -inform DER -in {file}.publisher.p7s -content {file} -CAfile PUBLISHER-ROOT.pem -purpose any -out /dev/null",
  },
  exportedEarly: {
    "zh-CN": "{name} 已存入 {folder}；它尚未批准，或尚未签名入账。",
    en: "{name} is in {folder}; it is not applied, or not signed and in the ledger yet.",
  },
  noSignature: {
    "zh-CN": "读不到签名或根证书文件“{file}”",
    en: "the file “{file}” of a signature or of roots cannot be read",
  },
  noFile: {
    "zh-CN": "读不到文件“{file}”，也没有随程序提供的这个规则包",
    en: "“{file}” cannot be read, and no pack of that name comes with the program",
  },
  none: {
    "zh-CN": "没有现行规则包；保存期限按 HOLDFAST_RETENTION_FLOOR",
    en: "No pack is in force; what is kept how long goes by HOLDFAST_RETENTION_FLOOR",
  },
  line: {
    "zh-CN": "{name}（自 {validFrom}）{sha256}\n  {state}",
    en: "{name} (from {validFrom}) {sha256}\n  {state}",
  },
  waits: {
    "zh-CN": "等待另一人批准；{by} 于 {at} 提出",
    en: "waits for another person; proposed by {by} at {at}",
  },
  inForce: {
    "zh-CN": "现行；{asker} 提出，{by} 于 {at} 批准",
    en: "in force; proposed by {asker}, approved by {by} at {at}",
  },
  applied: {
    "zh-CN": "已批准，但非现行；{asker} 提出，{by} 于 {at} 批准",
    en: "applied, and not in force; proposed by {asker}, approved by {by} at {at}",
  },
  withdrawn: {
    "zh-CN": "已撤回；{asker} 提出，{by} 于 {at} 撤回",
    en: "withdrawn; proposed by {asker}, taken back by {by} at {at}",
  },
  proposed: {
    "zh-CN":
      "已提出 {name}，摘要 {sha256}。请另一人阅读后批准：\n  holdfast policy approve {short} --why …",
    en: "{name} is proposed, digest {sha256}. Another person reads and approves it:\n  holdfast policy approve {short} --why …",
  },
  nowApplied: {
    "zh-CN": "{name} 已批准，自 {validFrom} 起（不早于现在）适用",
    en: "{name} is applied and counts from {validFrom} on, and not before now",
  },
  nowWithdrawn: { "zh-CN": "{name} 的提案已撤回", en: "The proposal of {name} is withdrawn" },
  ambiguous: {
    "zh-CN": "“{pack}”不是任何一个（或不止一个）规则包的摘要。请看 holdfast policy show。",
    en: "“{pack}” begins the digest of no pack, or of several. See holdfast policy show.",
  },
} as const satisfies Readonly<Record<string, Text>>;
