/** What `live joined` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const LIVE_JOINED = {
  joined: {
    "zh-CN":
      "把已结束场次一个通道的各段按顺序接成一个 MP4（不重新编码），作为新的证据条目；接口处的缺失不占时间，列在说明中。退出码：1 未能制作",
    en: "have the takes of a channel of a session that is over made one MP4, in order and without coding them anew, as an item of its own; what is missing between them takes no time in it and is listed. Exit 1: it could not be made",
  },
  optionTrack: {
    "zh-CN": "轨道名称；通道只有一条时可省略",
    en: "name of the track, where the channel has several",
  },
  optionFrom: { "zh-CN": "第一段的编号", en: "number of the first take" },
  optionTo: { "zh-CN": "最后一段的编号", en: "number of the last take" },
  asked: {
    "zh-CN": "已请求：{inputs} 段录像将接成条目 {id}",
    en: "Asked for: {inputs} takes become the item {id}",
  },
  input: { "zh-CN": "  {at} 秒起：条目 {item}", en: "  from {at} s on: item {item}" },
} satisfies Record<string, Text>;
