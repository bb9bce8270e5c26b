/** Texts of a case's time line, and of playing several of its recordings together. */
import type { Texts } from "./text.ts";

export const caseLineTexts = {
  "line.title": ["同一时钟下的全部设备", "All devices on one clock"],
  "line.lead": [
    "每台设备一行，按本系统的时钟排列；没有核对过的设备时钟为暂定。点击图中某一时刻，可从该时刻播放。",
    "One row a device, on this service's clock; a device whose clock nobody checked stands where it says, provisionally. Press a moment in the picture to play from there.",
  ],
  "line.none": ["本案还没有录像。", "Nothing was recorded in this case yet."],
  "line.not-whole": [
    "本案内容过多，时间线未显示全部。",
    "The case has more than this time line shows.",
  ],
  "line.untimed": [
    "{{count}} 段录像没有录制时间，不在时间线上。",
    "{{count}} recordings say no time and are not on the line.",
  ],
  "line.part": [
    "{{day}}：{{recordings}} 段录像，{{devices}} 台设备",
    "{{day}}: {{recordings}} recordings by {{devices}} devices",
  ],
  "line.gaps": ["{{count}} 处无说明的中断", "{{count}} unexplained gaps"],
  "line.moment": ["时刻", "Moment"],
  "line.at": ["{{at}} 正在录制：", "Recording at {{at}}:"],
  "line.nobody": ["{{at}} 没有设备在录制。", "Nothing was recording at {{at}}."],
  "line.open-at": ["从 {{time}} 处播放 {{name}}", "Open {{name}} at {{time}}"],
  "line.together": ["同步播放所选 {{count}} 段", "Play these {{count}} in sync"],
  "line.choose": ["选择 {{name}} 同步播放", "Take {{name}} along"],
  "line.most": ["最多同时播放 {{count}} 段。", "{{count}} at once at most."],
  "line.clock-never": ["时钟从未核对：位置为暂定", "Its clock was never checked: provisional"],
  "line.clock-set": [
    "时钟在两次核对之间被调整过：位置为暂定",
    "Its clock was set between two checks: provisional",
  ],
  "line.clock-corrected": ["已按核对结果更正：{{words}}", "Corrected: {{words}}"],
  "line.records": ["文字记录", "Written records"],
  "line.no-records": ["没有录像关联文字记录。", "No recording is tied to a written record."],
  "line.packages": ["含本案证据的数据包", "Packages with something of this case"],
  "line.no-packages": ["还没有含本案证据的数据包。", "No package holds anything of this case yet."],
  "together.title": ["多机位同步播放", "Several angles in sync"],
  "together.lead": [
    "所有画面按同一时钟播放。每段录像的播放都写入其保管记录。",
    "All pictures run on one clock. That each was played goes into its own custody record.",
  ],
  "together.too-few": [
    "请在案件时间线上选择 2 至 4 段同时进行的录像。",
    "Choose two to four recordings that overlap on the time line of the case.",
  ],
  "together.apart": [
    "这些录像没有同时进行的部分；每段只在自己的时间内有画面。",
    "These recordings never run at the same time; each has a picture in its own time only.",
  ],
  "together.begin": ["开始播放", "Begin to watch"],
  "together.clock": ["统一时钟", "The one clock"],
  "together.before": ["尚未开始：{{at}} 开始录制", "Not begun yet: it starts at {{at}}"],
  "together.after": ["已结束：{{at}} 停止录制", "Over: it ended at {{at}}"],
  "together.failed": ["此画面无法播放。", "This one cannot be played."],
  "together.waiting": ["正在等待画面……", "Waiting for a picture…"],
  "together.no-copy": ["没有可播放的副本。", "It has no copy to play."],
  "together.not-timed": [
    "此录像没有录制时间，无法同步。",
    "It says no time, so it cannot be put beside the others.",
  ],
  "together.off": ["{{ms}} 毫秒", "{{ms}} ms"],
  "together.drift": ["与统一时钟相差", "Away from the one clock by"],
  "together.nudge": [
    "{{name}}：仅为观看调整的毫秒数",
    "{{name}}: moved by so many ms, for watching only",
  ],
  "together.nudge-note": [
    "调整只影响本次观看，不改变任何记录。",
    "What is moved here is moved on this screen only; no record changes.",
  ],
  "together.sound-on": ["打开 {{name}} 的声音", "Turn on the sound of {{name}}"],
  "together.sound-off": ["关闭 {{name}} 的声音", "Turn off the sound of {{name}}"],
  "together.back": ["返回案件", "Back to the case"],
  "together.keys": [
    "空格 播放或暂停 · ←/→ 5 秒 · , . 逐帧 · J K L",
    "Space plays and pauses · ←/→ 5 s · , . one frame · J K L",
  ],
} as const satisfies Texts;
