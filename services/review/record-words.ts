/** What events and actions are called in printed records, in both languages. */
import type { ActionKind } from "../actions/action.ts";
import type { CustodyKind } from "../evidence/custody-event.ts";
import type { Text } from "../kernel/language.ts";

/** Both languages in one line: a printed record is read by whoever it is handed to. */
export const both = (text: Text): string => `${text["zh-CN"]} ${text.en}`;

export const CUSTODY_WORDS: Readonly<Record<CustodyKind, Text>> = {
  received: { "zh-CN": "接收", en: "Received" },
  verified: { "zh-CN": "回读核验", en: "Read back and verified" },
  quarantined: { "zh-CN": "隔离", en: "Quarantined" },
  sealed: { "zh-CN": "封存", en: "Sealed" },
  "source-checked": { "zh-CN": "检查源签名", en: "Signatures of the source looked at" },
  probed: { "zh-CN": "识别媒体格式", en: "Kind of media read" },
  "copies-made": { "zh-CN": "制作观看副本", en: "Viewing copy made" },
  "no-viewing-copy": { "zh-CN": "未能制作观看副本", en: "No viewing copy" },
  "copies-sealed": { "zh-CN": "封存派生文件", en: "Copies sealed" },
  linked: { "zh-CN": "关联案件", en: "Linked to a case" },
  unlinked: { "zh-CN": "解除案件关联", en: "Unlinked from a case" },
  accessed: { "zh-CN": "查阅或下载", en: "Viewed or downloaded" },
  "access-refused": { "zh-CN": "查阅被拒", en: "Access refused" },
  viewed: { "zh-CN": "查阅结束", en: "Viewing ended" },
  packaged: { "zh-CN": "装入证据包", en: "Put into a package" },
  "fixity-failed": { "zh-CN": "复查不符", en: "Audit failed" },
  "fixity-restored": { "zh-CN": "复查恢复相符", en: "Audit holds again" },
  "custody-exported": { "zh-CN": "导出保管记录", en: "Custody record taken away" },
};

export const ACTION_WORDS: Readonly<Record<ActionKind, Text>> = {
  "user-created": { "zh-CN": "建立账号", en: "Account made" },
  "user-disabled": { "zh-CN": "停用账号", en: "Account disabled" },
  "logged-in": { "zh-CN": "登录", en: "Login" },
  "logged-out": { "zh-CN": "退出登录", en: "Logout" },
  "login-failed": { "zh-CN": "登录失败", en: "Failed login" },
  "token-made": { "zh-CN": "建立令牌", en: "Token made" },
  "token-revoked": { "zh-CN": "撤销令牌", en: "Token revoked" },
  "device-registered": { "zh-CN": "登记设备", en: "Device registered" },
  "device-retired": { "zh-CN": "停用设备", en: "Device retired" },
  "enrolment-code-made": { "zh-CN": "生成注册码", en: "Enrolment code made" },
  "certificates-revoked": { "zh-CN": "吊销证书", en: "Certificates revoked" },
  "device-proof-set": { "zh-CN": "设定设备凭证方式", en: "Device's proof set" },
  "quota-set": { "zh-CN": "设定限额", en: "Quota set" },
  "signing-set": { "zh-CN": "设定设备自带签名", en: "Device's signing set" },
  "device-assigned": { "zh-CN": "登记设备使用人", en: "Device assigned" },
  "case-created": { "zh-CN": "建立案件", en: "Case opened" },
  "case-changed": { "zh-CN": "更改案件", en: "Case changed" },
  "package-requested": { "zh-CN": "申请证据包", en: "Package asked for" },
  "package-prepared": { "zh-CN": "证据包备妥", en: "Package prepared" },
  "package-failed": { "zh-CN": "证据包失败", en: "Package failed" },
  "package-downloaded": { "zh-CN": "取走证据包", en: "Package taken out" },
  "actions-exported": { "zh-CN": "导出操作记录", en: "Actions taken away" },
  "key-rotation-asked": { "zh-CN": "更换签名密钥", en: "New key asked for" },
  "key-revoked": { "zh-CN": "吊销签名密钥", en: "Key revoked" },
  "above-ceiling-refused": { "zh-CN": "拒收涉密内容", en: "State secret refused" },
  "policy-proposed": { "zh-CN": "提出规则包", en: "Policy pack proposed" },
  "policy-applied": { "zh-CN": "规则包生效", en: "Policy pack applied" },
  "policy-withdrawn": { "zh-CN": "撤回规则包", en: "Policy pack withdrawn" },
  refused: { "zh-CN": "越权被拒", en: "Refused" },
};

export const LABELS = {
  agency: { "zh-CN": "单位", en: "agency" },
  madeAt: { "zh-CN": "打印时间", en: "printed at" },
  madeBy: { "zh-CN": "打印人", en: "printed by" },
  item: { "zh-CN": "证据编号", en: "item" },
  filename: { "zh-CN": "原文件名", en: "file name" },
  device: { "zh-CN": "来源设备", en: "source device" },
  sha256: { "zh-CN": "原件 SHA-256", en: "original, SHA-256" },
  asked: { "zh-CN": "筛选条件", en: "asked for" },
  time: { "zh-CN": "时间", en: "time" },
  actor: { "zh-CN": "操作者", en: "actor" },
  subject: { "zh-CN": "对象", en: "subject" },
  purpose: { "zh-CN": "用途", en: "purpose" },
  reason: { "zh-CN": "理由", en: "reason" },
  values: { "zh-CN": "当时的值", en: "values then" },
  before: { "zh-CN": "原值", en: "before" },
  after: { "zh-CN": "新值", en: "after" },
  digest: { "zh-CN": "链上摘要", en: "chain digest" },
  ledger: { "zh-CN": "账本条目", en: "ledger entry" },
  count: { "zh-CN": "本件条数", en: "entries here" },
  last: { "zh-CN": "末条摘要", en: "last digest" },
  chain: { "zh-CN": "链条", en: "chain" },
} as const satisfies Readonly<Record<string, Text>>;
