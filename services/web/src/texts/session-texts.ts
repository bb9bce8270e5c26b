/** Texts of recording sessions, markers and written records. */
import type { Texts } from "./text.ts";

export const sessionTexts = {
  "code.sessions/item-elsewhere": [
    "此件已归入另一个录制活动；请先说明理由移出。",
    "The item is of another session; take it out of that one first, with the reason.",
  ],
  "code.sessions/no-segments": [
    "以录像代替笔录时，须用文字写明关键内容及其时段。",
    "Where a recording stands in a record's place, tell its key content in words, with times.",
  ],
  "code.sessions/no-such-annotation": [
    "没有这处标记，或已被撤回。",
    "There is no such mark, or it was taken back.",
  ],
  "code.sessions/no-such-session": ["没有这个录制活动。", "There is no such recording session."],
  "code.sessions/not-of-this-session": [
    "此件没有由人归入这个录制活动。",
    "Nobody placed this item in this session.",
  ],
  "code.sessions/number-taken": ["已有此编号的录制活动。", "A session has this number already."],
  "code.sessions/pauses-out-of-order": [
    "暂停须依次填写，互不重叠，且在起止时间之内。",
    "Pauses follow one another, between start and stop.",
  ],
  "code.sessions/segments-out-of-order": [
    "时段的终点须晚于起点。",
    "A stretch must end later than it begins.",
  ],
  "code.sessions/session-changed": [
    "此录制活动刚被他人更改。请重新打开后再填写。",
    "Somebody changed this session meanwhile. Open it again, then enter yours.",
  ],
  "code.sessions/times-out-of-order": [
    "结束时间须晚于开始时间。",
    "It must stop later than it starts.",
  ],
  "code.live/channel-taken": [
    "本活动已有同名通道。请换一个名称，或使用已有的通道。",
    "The session has a channel of this name. Give another name, or use the one that is there.",
  ],
  "code.live/chain-broken": [
    "通道的链接记录前后不相连：数据库曾在系统之外被改动。请与账本中最近的链首比对；此前已签名的内容仍可证明。",
    "Links of a channel do not follow from one another: rows were changed outside of this system. Compare them with the newest head in the ledger; what was signed before stays provable.",
  ],
  "code.live/no-channel-of-session": [
    "本活动没有这个通道。请使用活动页面列出的通道。",
    "The session has no such channel. Take a channel from the session itself.",
  ],
  "code.live/no-such-list": [
    "本活动没有这份清单。全部通道关闭、各段读回之后才会生成清单。",
    "The session has no such list. One is made once all channels are closed and their takes are read back.",
  ],
  "code.live/moved": [
    "这里刚刚有了变化。请刷新后再试。",
    "Something else happened there in the meantime. Reload, and try again.",
  ],
  "code.live/not-now": [
    "活动现在的状态不允许这样做。请先查看活动：开始后才能暂停，继续后才能再次暂停，结束后须另建活动。",
    "The session is not in that state. Start it before you pause it, resume it before you pause it again; after it was stopped, open another one.",
  ],
} as const satisfies Texts;
