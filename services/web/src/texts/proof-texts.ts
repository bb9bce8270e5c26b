/** Texts of the verification panel and of the custody record: what was checked, what happened. */
import type { Texts } from "./text.ts";

export const proofTexts = {
  "check.title": ["验证", "Verification"],
  "check.lead": [
    "各项检查相互独立，请逐项查看；没有总评。",
    "The checks are independent. Read each one; there is no overall mark.",
  ],
  "check.at": ["检查时间 {{at}}", "Checked {{at}}"],
  "check.read-again": ["重新读取整个原件并核对", "Read the whole original again"],
  "check.reading": ["正在读取整个原件…", "Reading the whole original…"],
  "check.yourself": ["自己验证", "Check it yourself"],
  "check.facts": ["所比较的值", "Values compared"],
  "check.not-proven": ["不能证明：", "Does not prove: "],
  "verdict.PASSED": ["通过", "Passed"],
  "verdict.FAILED": ["未通过", "Failed"],
  "verdict.INDETERMINATE": ["无法判定", "Indeterminate"],
  "check.bytes": ["存储的字节", "Stored bytes"],
  "check.bytes.what": [
    "存储中的原件与清单中签名的 SHA-256 比较。",
    "The original in the store against the SHA-256 that the manifest signs.",
  ],
  "check.bytes.limit": [
    "录制内容是否真实，只说明接收后未被改动。",
    "that the scene is genuine; only that nothing changed since it was received.",
  ],
  "check.bytes.yourself": [
    "TOKEN 中放您自己的 API 令牌（右上角钥匙图标）。两行都应成功。",
    "Put an API token of yours (the key at the top right) into TOKEN. Both lines must succeed.",
  ],
  "check.declared": ["设备声明", "Stated by the device"],
  "check.declared.what": [
    "设备上传前声明的 SHA-256 与服务器算出的比较。",
    "The SHA-256 the device stated before sending against the one computed here.",
  ],
  "check.declared.limit": [
    "声明之前设备上发生过什么。",
    "what happened on the device before it stated the digest.",
  ],
  "check.declared.yourself": [
    "TOKEN 中放您自己的 API 令牌；与设备上的文件比较同一摘要。",
    "Put an API token of yours into TOKEN; compare the same digest with the file on the device.",
  ],
  "check.signature": ["签名", "Signature"],
  "check.signature.what": [
    "清单的 CMS 签名，以及证书到本机构根证书的链。",
    "The manifest's CMS signature and its certificate's chain to the agency's root.",
  ],
  "check.signature.limit": [
    "签名时间准确，除非另有可信时间戳。",
    "that the signing time is right, unless a trusted timestamp says so.",
  ],
  "check.signature.yourself": [
    "root.pem 的指纹须与机构公布的一致；否则签名只证明它自己。",
    "Compare the fingerprint of root.pem with what the agency published; else the signature vouches only for itself.",
  ],
  "check.ledger.yourself": [
    "算出的叶摘要须与账本给出的证明一致。",
    "The leaf's digest must be the one that the ledger's proof starts from.",
  ],
  "check.ledger": ["账本", "Ledger"],
  "check.ledger.what": [
    "清单摘要是否在已签名的账本检查点之内。",
    "Whether the manifest's digest is included under a signed ledger checkpoint.",
  ],
  "check.ledger.limit": [
    "别人没有看到另一份账本；请与外部保存的检查点比较。",
    "that nobody was shown another ledger; compare with a checkpoint kept outside.",
  ],
  "check.lock.yourself": [
    "在存储一侧操作，不经过铁证：桶须用存储自己的凭据，AWS_ENDPOINT_URL 为存储地址；目录须在存储所在机器上。显示的到期时间不得早于上面的时间；lsattr 的 i 表示 root 也不能删除。",
    "Done at the store, past Holdfast: a bucket with the store's own credentials and its address in AWS_ENDPOINT_URL; a folder on the machine that holds it. The end shown must not be before the one above; the i of lsattr means that not even root deletes it.",
  ],
  "check.lock": ["存储锁定", "Storage lock"],
  "check.lock.what": [
    "从存储读回该版本的保留期。",
    "The retention of this very version, read back from the store.",
  ],
  "check.lock.limit": [
    "存储管理员不能在更底层删除数据。",
    "that the store's own operator could not remove data underneath.",
  ],
  "check.custody.yourself": [
    "逐条重算保管记录的摘要；应显示 OK。最后一行是封存记录：其清单摘要和账本序号须与“账本”一项相同。",
    "Hashes every record behind the one before; it must say OK. The last line is the record of the sealing: its manifest digest and ledger index must be those of the ledger check.",
  ],
  "check.custody": ["保管记录链", "Custody chain"],
  "check.custody.what": [
    "每条记录的摘要都由前一条推出。",
    "That each record's digest follows from the one before.",
  ],
  "check.custody.limit": [
    "链尾没有被截去；账本条目才能说明这一点。",
    "that its end was not cut off; the ledger's entries show that.",
  ],
  "check.copies.yourself": [
    "TOKEN 中放您自己的 API 令牌。每个文件须为 OK；其清单中须有该文件和原件的摘要（两行），签名须有效。",
    "Put an API token of yours into TOKEN. Each file must be OK, its manifest must hold the file's digest and the original's (two lines), and its signature must verify.",
  ],
  "check.copies": ["派生文件", "Files made from it"],
  "check.copies.what": [
    "观看副本和画面各自的清单都指向此原件的摘要。",
    "That the viewing copy and the picture are sealed under this original's digest.",
  ],
  "check.copies.limit": [
    "副本显示了原件的一切；以原件为准。",
    "that a copy shows everything the original holds; the original decides.",
  ],
  "custody.title": ["保管记录", "Custody record"],
  "custody.sound": [
    "记录链完整：每条都由前一条推出",
    "Chain sound: every record follows from the one before",
  ],
  "custody.broken": [
    "记录链不完整：有记录被改动或缺失。请立即通知审计人员。",
    "Chain broken: a record was changed or is missing. Tell an auditor at once.",
  ],
  "custody.show-views": [
    "显示列表缩略图的读取（{{count}}）",
    "Show thumbnails read for lists ({{count}})",
  ],
  "custody.recorded-as": ["记录为", "Recorded as"],
  "custody.digest": ["记录摘要", "Record digest"],
  "custody.received": [
    "{{who}} 上传了此文件，服务器已完整接收",
    "{{who}} uploaded this file; every byte was received",
  ],
  "custody.verified": [
    "{{who}} 读回原件并核对无误",
    "{{who}} read the original back and found it as received",
  ],
  "custody.verified-unread": [
    "{{who}} 没有读回原件，以存储自己的校验和核对无误",
    "{{who}} did not read the original back; the store's own checksum is that of what was received",
  ],
  "custody.quarantined": [
    "{{who}} 将原件隔离：{{reason}}",
    "{{who}} put the original in quarantine: {{reason}}",
  ],
  "custody.sealed": [
    "{{who}} 封存了原件：已签名、锁定并记入账本",
    "{{who}} sealed the original: signed, locked and in the ledger",
  ],
  "custody.source-checked": [
    "{{who}} 查看了录像自带的签名：{{verdict}}{{missing}}",
    "{{who}} looked for signatures inside the recording: {{verdict}}{{missing}}",
  ],
  "source.valid": ["签名成立", "they hold"],
  "source.invalid": ["签名不成立", "they do not hold"],
  "source.not-verifiable": ["无法判定", "not to be decided here"],
  "source.unsigned": ["没有签名", "there are none"],
  "source.expected": [
    "；该设备此前的录像均有签名，请查明原因",
    "; what this device sent before was always signed: find out why",
  ],
  "source.always-signs": [
    "；登记簿载明该设备的录像都应自带签名，请查明原因",
    "; the register says that this device signs every recording, and this one lacks it: find out why",
  ],
  "custody.probed": ["{{who}} 识别了媒体格式", "{{who}} read what kind of media it is"],
  "custody.copies-made": ["{{who}} 制作了观看副本", "{{who}} made the viewing copy"],
  "custody.media-checked": [
    "{{who}} 将录像完整解码了一遍",
    "{{who}} decoded the recording to its end",
  ],
  "custody.no-viewing-copy": [
    "{{who}} 未能制作观看副本：{{reason}}",
    "{{who}} could make no viewing copy: {{reason}}",
  ],
  "custody.copies-sealed": ["{{who}} 封存了派生文件", "{{who}} sealed the files made from it"],
  "custody.overview-made": [
    "{{who}} 制作了概览图或波形",
    "{{who}} made its storyboard or its wave form",
  ],
  "custody.no-overview": [
    "{{who}} 未能制作概览图和波形：{{reason}}",
    "{{who}} could make no storyboard and no wave form: {{reason}}",
  ],
  "custody.overview-sealed": [
    "{{who}} 封存了概览图或波形",
    "{{who}} sealed its storyboard or its wave form",
  ],
  "custody.session-placed": [
    "{{who}} 将此件归入录制活动 {{number}}",
    "{{who}} placed this item in the recording session {{number}}",
  ],
  "custody.session-removed": [
    "{{who}} 将此件移出录制活动 {{number}}：{{reason}}",
    "{{who}} took this item out of the recording session {{number}}: {{reason}}",
  ],
  "custody.annotated": [
    "{{who}} 在此件上作了标记或关联了文书",
    "{{who}} marked a moment in this item, or linked a written record to it",
  ],
  "custody.annotation-ended": [
    "{{who}} 撤回了一处标记或文书关联",
    "{{who}} took a mark or the link to a written record back",
  ],
  "custody.linked": [
    "{{who}} 将此件关联到案件 {{number}}",
    "{{who}} linked this item to case {{number}}",
  ],
  "custody.label-changed": ["{{who}} 变更了密级或保密标记", "{{who}} changed a label of this item"],
  "custody.unlinked": [
    "{{who}} 解除了与案件 {{number}} 的关联，理由：“{{reason}}”",
    "{{who}} unlinked this item from case {{number}}, because “{{reason}}”",
  ],
  "place-reason.session-of-another-case": [
    "所属录制场次改属其他案件",
    "its recording session is of another case",
  ],
  "custody.accessed": [
    "{{who}} 读取了{{what}}，用途：“{{purpose}}”",
    "{{who}} read the {{what}} for “{{purpose}}”",
  ],
  "custody.accessed-away": [
    "{{who}} 下载了{{what}}，用途：“{{purpose}}”",
    "{{who}} downloaded the {{what}} for “{{purpose}}”",
  ],
  "custody.viewed": [
    "{{who}} 共读取了{{what}}的 {{share}}，用途：“{{purpose}}”",
    "{{who}} was given {{share}} of the {{what}} for “{{purpose}}”",
  ],
  "custody.access-refused": [
    "{{who}} 请求读取{{what}}，被拒绝",
    "{{who}} asked for the {{what}} and was refused",
  ],
  "custody.packaged": [
    "{{who}} 将此件放入证据包，用途：“{{purpose}}”",
    "{{who}} put this item into an evidence package for “{{purpose}}”",
  ],
  "custody.custody-exported": [
    "{{who}} 导出了保管记录（{{format}}）",
    "{{who}} took the custody record away as {{format}}",
  ],
  "what.original": ["原件", "original"],
  "what.viewing": ["观看副本", "viewing copy"],
  "what.poster": ["画面", "picture"],
  "what.storyboard": ["概览图", "storyboard"],
  "what.peaks": ["声音波形", "wave form"],
  "what.positions": ["录像内的位置", "positions inside it"],
  "what.live": ["实时录制", "live recording"],
  "what.package": ["证据包", "package"],
  "what.unknown": ["媒体", "media"],
  "actor.device": ["设备 {{name}}", "Device {{name}}"],
  "actor.user": ["{{name}}", "{{name}}"],
  "actor.process": ["系统（{{name}}）", "The system ({{name}})"],
  "purpose.list-thumbnail": ["列表缩略图", "thumbnail in a list"],
} as const satisfies Texts;
