/** What `items label` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const LABEL = {
  about: {
    "zh-CN":
      "制作一个条目的标注版：画面上叠加文字、时间码、设备时间或字幕，全部重新编码，每帧时间不变。退出码：1 未能制作",
    en: "have a copy of an item made with lines, running clocks or subtitles in its picture, all of it coded anew, each picture at its own time. Exit 1: it could not be made",
  },
  optionLine: {
    "zh-CN": "画面上的文字，每行至多 60 字，至多 4 行",
    en: "lines in the picture: at most 4 of 60 characters",
  },
  optionStamp: { "zh-CN": "另加两行：申请人和时间", en: "two further lines: who asked, and when" },
  optionTimeCode: {
    "zh-CN": "叠加时间码（录像自身的时间）",
    en: "a running time code, of the recording's own time",
  },
  optionWallClock: {
    "zh-CN": "叠加日期和时间，并注明以哪个时钟为准",
    en: "running day and time, and whose clock they are by",
  },
  optionPlace: { "zh-CN": "位置：四角之一，或淡淡铺满", en: "a corner, or faintly all over" },
  optionSize: { "zh-CN": "字号", en: "how large" },
  optionSubtitles: {
    "zh-CN": "字幕文件（WebVTT 或 SRT），作为字幕轨道",
    en: "file of subtitles (WebVTT or SRT), kept as a track",
  },
  optionLanguage: { "zh-CN": "字幕的语言（ISO 639-2）", en: "of the subtitles (ISO 639-2)" },
  optionBurn: { "zh-CN": "字幕也叠加到画面", en: "subtitles in the picture, too" },
  noSubtitles: {
    "zh-CN": "读不到字幕文件（UTF-8，至多 240 KiB）：{file}",
    en: "There is no such file of subtitles, or it is above 240 KiB, or not UTF-8: {file}",
  },
  made: {
    "zh-CN": "  {frames} 帧，{width} × {height}",
    en: "  {frames} pictures of {width} × {height}",
  },
} satisfies Record<string, Text>;
