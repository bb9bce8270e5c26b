/** Texts about disposal. */
import type { Texts } from "./text.ts";

export const disposalTexts = {
  "kind.disposal-proposed": ["提出处置", "Disposal proposed"],
  "kind.disposal-appraised": ["处置鉴定", "Disposal appraised"],
  "kind.disposal-approved": ["批准处置", "Disposal approved"],
  "kind.disposal-prolonged": ["延长处置宽限期", "Grace prolonged"],
  "kind.disposal-stopped": ["停止处置", "Disposal stopped"],
  "kind.disposal-finished": ["处置结束", "Disposal over"],
  "action.disposal-proposed": [
    "{{who}} 提出一批处置",
    "{{who}} proposed that a batch of items ends",
  ],
  "action.disposal-appraised": [
    "{{who}} 逐件鉴定了一批处置",
    "{{who}} appraised a batch, item by item",
  ],
  "action.disposal-approved": [
    "{{who}} 批准了一批处置",
    "{{who}} approved the disposal of a batch",
  ],
  "action.disposal-prolonged": [
    "{{who}} 延长了一批处置的宽限期",
    "{{who}} prolonged the grace of a disposal",
  ],
  "action.disposal-stopped": ["{{who}} 停止了一批处置", "{{who}} stopped the disposal of a batch"],
  "action.disposal-finished": ["{{who}} 结束了一批处置", "{{who}} ended the disposal of a batch"],
  "custody.disposal-begun": [
    "{{who}} 依批准开始销毁此件：宽限期已满，最短保管期限已满，不在保全之中",
    "{{who}} began to destroy it, as was approved: the grace and its shortest term were over, and no hold lay on it",
  ],
  "custody.disposed": [
    "{{who}} 已销毁此件，并确认存储中无一留存",
    "{{who}} destroyed it, and saw that nothing of it lies in the store",
  ],
  "code.fixity/object-there": [
    "已销毁的证据，存储中却仍有文件",
    "it was destroyed, and the store holds something of it",
  ],
  "code.review/disposed": [
    "此件已依法处置销毁；登记信息、保管链和证明仍在，证明书见其处置批次",
    "The item was destroyed by disposal. Its record, custody and proofs stay; its batch has a certificate.",
  ],
  "reason.verification/disposed": [
    "此件已处置销毁，存储中没有可核对的内容。",
    "It was destroyed by disposal: nothing of it lies in the store to be checked.",
  ],
  "code.objects/lock-mode-stays": [
    "存储中该对象为治理模式锁定，存储拒绝改为合规模式；请有权绕过治理模式的管理员在存储中改为合规模式",
    "The lock of this object stays in governance mode: the store makes it no stricter. Whoever may pass over governance locks sets it to compliance there",
  ],
  "code.disposal/other-role": [
    "本批尚待其他角色的人批准；任何角色不得代替另一角色",
    "Its rule asks for an approval of another role; nobody stands in for another",
  ],
  "code.disposal/other-grace": [
    "宽限期只能在规则所许范围内延长",
    "The grace can be prolonged only, and within its rule",
  ],
  "code.disposal/not-gone": [
    "存储中仍有该证据的内容，正在重试",
    "The store still shows something of it; it is tried again",
  ],
  "code.disposal/record-differs": [
    "这批处置与所批准的不符；请停止并查明是谁改动了数据库",
    "The batch is not what people approved: stop it, and look who changed the database",
  ],
  "code.disposal/clocks-differ": [
    "两个时钟显示的时间不同；时间不确定时不作任何处置",
    "Two clocks say different times; nothing is disposed of while the time is not certain",
  ],
  "code.disposal/no-timestamps": [
    "没有配置时间戳机构；处置以其时间为准，因为本机时钟可以被改动",
    "No authority for time stamps is configured; disposal rests on its time, because a clock here can be set",
  ],
  "code.disposal/stamps-behind": [
    "最近一天没有时间戳可以证明时钟正确",
    "No time stamp of the last day shows that the clock is right",
  ],
} as const satisfies Texts;
