/** Texts about the continuous audit: its check, what it found, and what custody says of that. */
import type { Texts } from "./text.ts";

export const fixityTexts = {
  "check.fixity": ["定期复查", "Continuous audit"],
  "check.fixity.what": [
    "系统定期重新读取原件、派生文件及其清单和签名，与签名的摘要比较，并核对锁定。",
    "The original, its copies, their manifests and signatures are read again within a set period and compared with the signed digests; their locks are looked at, too.",
  ],
  "check.fixity.limit": [
    "上次复查之后没有改动；用上面的按钮现在就读。",
    "that nothing changed since; the button above reads now.",
  ],
  "check.fixity.yourself": [
    "TOKEN 中放您自己的 API 令牌。两行都应成功。",
    "Put an API token of yours into TOKEN. Both lines must succeed.",
  ],
  "reason.verification/fixity-sound": [
    "此件的每个存储对象都在周期内读过，与封存时一致。",
    "Every stored object of this item was read within the period and is what was sealed.",
  ],
  "reason.verification/fixity-failed": [
    "复查发现存储的内容与封存时不同。请立即通知管理员和审计人员，不要改动。",
    "The audit found that something stored is not what was sealed. Tell an administrator and an auditor at once; change nothing.",
  ],
  "reason.verification/fixity-not-yet": [
    "封存时已读回；此后的定期复查还没有轮到。",
    "It was read back when it was sealed; its turn in the audit has not come yet.",
  ],
  "reason.verification/not-read-yet": [
    "封存时没有读回，只凭存储自己的校验和；定期复查会最先读它。",
    "It was not read back when it was sealed: the store's own checksum was taken for it. The audit reads it before all others.",
  ],
  "reason.verification/fixity-late": [
    "上次复查一致，但已超过规定周期。",
    "The last audit found it sound, and its period is over since.",
  ],
  "custody.fixity-failed": [
    "{{who}} 复查时发现：{{reason}}",
    "{{who}} read it again and found: {{reason}}",
  ],
  "custody.fixity-restored": [
    "{{who}} 再次复查时不再发现：{{reason}}",
    "{{who}} read it again and no longer found: {{reason}}",
  ],
  "code.fixity/object-missing": ["存储中找不到该文件", "the store has no such file"],
  "code.fixity/object-replaced": [
    "文件已被改动或换掉：存储中的不是所记录的版本",
    "the file was changed or exchanged: what lies there is not the recorded version",
  ],
  "code.fixity/size-differs": ["长度与签名的不同", "it has another length than was signed"],
  "code.fixity/digest-differs": ["摘要与签名的不同", "it has another digest than was signed"],
  "code.fixity/lock-missing": ["锁定不在了", "its lock is gone"],
  "code.fixity/lock-shortened": ["锁定比以前短或弱", "its lock is shorter or weaker than it was"],
  "code.fixity/version-on-top": [
    "上面放了另一个版本；所记录的版本还在",
    "another version was put on top; the recorded one is still there",
  ],
  "code.fixity/hidden-by-deletion": [
    "上面放了删除标记；所记录的版本还在",
    "a deletion mark was put on top; the recorded version is still there",
  ],
  "code.fixity/record-differs": [
    "数据库中的记录与签名的不同",
    "the record in the database is not what was signed",
  ],
  "fact.auditedAt": ["上次复查", "Last audit"],
  "fact.audited": ["已复查的对象", "Objects read again"],
  "fact.objects": ["对象", "Objects"],
  "fact.part": ["部分", "Part"],
  "fact.subject": ["文件", "File"],
  "fact.wanted": ["应锁定至（UTC）", "To be locked until (UTC)"],
  "fact.findings": ["发现", "Findings"],
  "fact.foundAt": ["发现时间", "Found"],
  "fact.differingBlocks": [
    "不同的块（每块 8 MiB，从 0 起）",
    "Differing blocks (8 MiB each, from 0)",
  ],
} as const satisfies Texts;
