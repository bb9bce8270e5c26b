/** What `live` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const LIVE = {
  about: {
    "zh-CN": "实时录制：查看、控制、标记、导出证明",
    en: "recordings while they run: look, steer, mark, take away their proof",
  },
  list: {
    "zh-CN": "列出正在录制或尚未收尾的场次；有通道中断的，以 1 结束",
    en: "list sessions that run or are not closed yet; ends with 1 if a channel is silent",
  },
  show: {
    "zh-CN": "显示场次的状态、通道、缺失、分段和标记；有通道中断的，以 1 结束",
    en: "show a session's state, channels, holes, takes and markers; ends with 1 if a channel is silent",
  },
  open: { "zh-CN": "建立一个录制场次", en: "open a recording session" },
  channel: { "zh-CN": "场次的通道", en: "channels of a session" },
  channelAdd: {
    "zh-CN": "为场次添加一台摄像机或话筒",
    en: "add a camera or microphone of the room to a session",
  },
  start: { "zh-CN": "开始录制", en: "start a session" },
  pause: { "zh-CN": "暂停录制", en: "pause a session" },
  resume: { "zh-CN": "恢复录制", en: "resume a session" },
  stop: { "zh-CN": "停止录制", en: "stop a session" },
  mark: { "zh-CN": "标记此刻发生的事", en: "mark what happens now" },
  announce: {
    "zh-CN": "记下已口头告知时间、地点、人员和事项",
    en: "say that time, place, officers and act were spoken",
  },
  optionWatch: {
    "zh-CN": "有变化时再次显示，直到中断",
    en: "show it again when it changes, until interrupted",
  },
  optionPlace: { "zh-CN": "地点", en: "where it is" },
  optionCase: { "zh-CN": "案件编号", en: "number of its case" },
  optionActivity: {
    "zh-CN": "规则包中的执法活动代码",
    en: "codes of the activities, as the policy pack has them",
  },
  optionRoom: { "zh-CN": "房间名称", en: "name of the room" },
  optionName: {
    "zh-CN": "摄像机或话筒的名称，场次内唯一；与录制程序设置一致",
    en: "of the camera or microphone, once in a session; as the recorder's settings call it",
  },
  optionKind: { "zh-CN": "画面、声音或两者", en: "pictures, sound or both" },
  optionDevice: {
    "zh-CN": "推送的设备（名称或编号）",
    en: "device that pushes to it (name or id)",
  },
  optionSecondOf: {
    "zh-CN": "这是同一摄像机的第二台录制器：写第一台的通道名称；两者的缺失合并判断",
    en: "this is a second recorder of one camera: name the first one's channel; their holes are judged together",
  },
  noSuchChannel: {
    "zh-CN": "场次没有名为 {name} 的通道。请用 live show 查看。",
    en: "The session has no channel named {name}. See live show.",
  },
  optionReason: { "zh-CN": "理由", en: "the reason" },
  optionCode: { "zh-CN": "标记代码，如 rights_told", en: "a word of the house, like rights_told" },
  optionWords: { "zh-CN": "用自己的话说明", en: "in words of your own" },
  none: { "zh-CN": "没有正在录制的场次。", en: "Nothing is recorded now." },
  line: {
    "zh-CN": "{id} {number}：{status}，始于 {at}，{channels} 个通道，发现缺失 {holes} 处",
    en: "{id} {number}: {status}, since {at}, channels: {channels}, holes found: {holes}",
  },
  opened: { "zh-CN": "已建立场次 {number}：{id}", en: "Session {number} is open: {id}" },
  state: { "zh-CN": "场次 {id}：{status}", en: "Session {id}: {status}" },
  noChannels: {
    "zh-CN": "还没有通道。请用 live channel add 添加。",
    en: "It has no channels yet. Add them with live channel add.",
  },
  channelLine: {
    "zh-CN": "{room} {name}（{kind}）{id}：最近片段 {last}，{takes} 段录像，链长 {links}",
    en: "{room} {name} ({kind}) {id}: last segment {last}, takes: {takes}, links: {links}",
  },
  silent: {
    "zh-CN": "  ! {room} {name} 自 {since} 起没有数据。请检查摄像机和录制程序（room status）。",
    en: "  ! {room} {name} has sent nothing since {since}. Look at its camera and recorder (room status).",
  },
  unsound: {
    "zh-CN": "  ! {name} 的链已断。请勿使用此录像，并联系管理员。",
    en: "  ! The chain of {name} is broken. Do not use this recording; call an administrator.",
  },
  take: {
    "zh-CN": "  段 {number} {item}：{bytes} 字节，{segments} 个片段，{from} 至 {to}{aside}",
    en: "  take {number} {item}: {bytes} bytes, segments: {segments}, {from} to {to}{aside}",
  },
  aside: { "zh-CN": "（另存：迟到或重名）", en: " (aside: late, or of a name that was used)" },
  running: { "zh-CN": "仍在录制", en: "now" },
  hole: {
    "zh-CN": "  缺失 {from} 至 {to}：{kind}{missing}，{cause}{cover}",
    en: "  hole {from} to {to}: {kind}{missing}; {cause}{cover}",
  },
  secondOf: {
    "zh-CN": "  第二台录制器，第一台：{name}",
    en: "  second recorder of {name}",
  },
  clock: {
    "zh-CN": "  录制时间{basis}：录制器时钟 {offset}，摄像机时钟 {camera}",
    en: "  time of recording {basis}: recorder's clock {offset}, camera's clock {camera}",
  },
  offset: { "zh-CN": "{ms} 毫秒（±{error}）", en: "{ms} ms (±{error})" },
  camera: {
    "zh-CN": "{ms} 毫秒（自报，差异 {spread}）",
    en: "{ms} ms (its own word, differing by {spread})",
  },
  notTold: { "zh-CN": "未知", en: "not known" },
  coveredBy: { "zh-CN": "；{words}（{name}）", en: "; {words} ({name})" },
  bothMissed: {
    "zh-CN": "! 两台录制器都未能确认录到：{names}，{from} 至 {to}",
    en: "! Neither recorder is shown to have it: {names}, {from} to {to}",
  },
  missingMs: { "zh-CN": "（{ms} 毫秒）", en: " ({ms} ms)" },
  event: { "zh-CN": "{at} {kind}{code}{words}", en: "{at} {kind}{code}{words}" },
  done: {
    "zh-CN": "已记下：{kind}。场次现在{status}。",
    en: "It is kept: {kind}. The session is {status}.",
  },
  nothingToMark: {
    "zh-CN": "请给出 --code 或 --words。",
    en: "Give --code or --words.",
  },
} as const satisfies Readonly<Record<string, Text>>;

export const CHANNEL_KIND_WORDS = {
  video: { "zh-CN": "画面", en: "pictures" },
  audio: { "zh-CN": "声音", en: "sound" },
  both: { "zh-CN": "画面和声音", en: "pictures and sound" },
} as const satisfies Readonly<Record<string, Text>>;
