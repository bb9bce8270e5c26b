/** Texts about labelled copies. */
import type { Texts } from "./text.ts";

export const labelTexts = {
  "label.title": ["标注版", "Labelled copy"],
  "label.lead": [
    "在副本的画面上叠加文字、时间码、设备时间或字幕；原件不受影响。",
    "A copy with lines, running clocks or subtitles in its picture; this recording stays as it is.",
  ],
  "label.make": ["制作标注版", "Make a labelled copy"],
  "label.note": [
    "标注版是新的证据条目，全部重新编码，每帧时间不变，与来源同样保密。文字原样显示；字幕同时存为字幕轨道。",
    "It becomes an item of its own, all coded anew, each picture at its own time, as secret as this one. Lines stand there as they are written; subtitles are a track of it, too.",
  ],
  "label.lines": [
    "文字（每行一条，至多 4 行，每行至多 60 字）",
    "Lines (one each, at most 4 of 60 characters)",
  ],
  "label.shown": ["另外显示", "Also shown"],
  "label.shown-stamp": ["申请人和时间", "Who asked, and when"],
  "label.shown-timeCode": ["时间码", "Time code"],
  "label.shown-wallClock": ["日期和时间（注明时钟）", "Day and time (it says by whose clock)"],
  "label.place": ["位置", "Where"],
  "label.place-bottom-right": ["右下角", "Bottom right"],
  "label.place-bottom-left": ["左下角", "Bottom left"],
  "label.place-top-right": ["右上角", "Top right"],
  "label.place-top-left": ["左上角", "Top left"],
  "label.place-tiled": ["淡淡铺满", "Faintly all over"],
  "label.size": ["字号", "Size"],
  "label.size-small": ["小", "Small"],
  "label.size-medium": ["中", "Medium"],
  "label.size-large": ["大", "Large"],
  "label.subtitles": [
    "字幕文件（WebVTT 或 SRT，可不选）",
    "Subtitles (WebVTT or SRT; may be left out)",
  ],
  "label.language": ["字幕的语言", "Language of the subtitles"],
  "label.language-und": ["未注明", "Not said"],
  "label.language-zho": ["中文", "Chinese"],
  "label.language-eng": ["英语", "English"],
  "label.language-bod": ["藏语", "Tibetan"],
  "label.language-uig": ["维吾尔语", "Uyghur"],
  "label.language-mon": ["蒙古语", "Mongolian"],
  "label.language-yue": ["粤语", "Cantonese"],
  "label.burned": ["字幕也叠加到画面", "Subtitles in the picture, too"],
  "derived.kind-labelled": [
    "一段录像的标注版：画面上叠加了文字、时钟或字幕，全部重新编码；本条目不是设备直接录制的原件。",
    "A recording with lines, running clocks or subtitles in its picture, all of it coded anew. It is not what a device recorded itself.",
  ],
  "labelled.line": ["文字：{{text}}", "Line: {{text}}"],
  "labelled.timeCode": ["时间码，以录像自身的时间为准", "Time code of the recording's own time"],
  "labelled.wall-camera": [
    "日期和时间，以摄像机时钟为准；0 秒处为 {{time}}",
    "Day and time by the camera's clock; {{time}} stands at 0",
  ],
  "labelled.wall-sender": [
    "日期和时间，以发送设备的时钟为准；0 秒处为 {{time}}",
    "Day and time by the sender's clock; {{time}} stands at 0",
  ],
  "labelled.offset": [
    "该时钟与本系统相差 {{seconds}} 秒",
    "that clock was {{seconds}} s off this service's",
  ],
  "labelled.subtitles": [
    "字幕轨道（{{language}}）：{{count}} 条，SHA-256 {{sha256}}",
    "Track of subtitles ({{language}}): {{count}} cues, SHA-256 {{sha256}}",
  ],
  "labelled.subtitles-burned": [
    "字幕轨道（{{language}}），也在画面上：{{count}} 条，SHA-256 {{sha256}}",
    "Track of subtitles ({{language}}), also in the picture: {{count}} cues, SHA-256 {{sha256}}",
  ],
  "labelled.frames": [
    "{{frames}} 帧（{{width}} × {{height}}），与来源同样多，每帧时间不变",
    "{{frames}} pictures ({{width}} × {{height}}), as many as the source has, each at its own time",
  ],
  "code.derived/no-film": [
    "只有带画面的录像才能标注。",
    "Only a film has room for lines and clocks; name an item with a moving picture.",
  ],
  "code.derived/no-wall-clock": [
    "该录像没有记录开始时间；请改用时间码。",
    "The recording does not say when it was begun; take its time code instead.",
  ],
  "code.derived/label-too-wide": [
    "文字太多或太长，画面上放不下；请缩短。",
    "The lines do not fit in the picture legibly; use fewer or shorter ones.",
  ],
  "code.derived/label-glyphs": [
    "有些字符字体中没有；请去掉或改写。",
    "The font has not all of the letters; leave these out, or write them in others.",
  ],
  "code.derived/subtitles": [
    "字幕文件不合要求：应为 WebVTT 或 SRT，按时间先后，至多 3,000 条，每条至多 4 行、每行 120 字，不含花括号和反斜杠。",
    "The subtitles are not such as are taken: WebVTT or SRT in the order of their times, at most 3,000 cues of 4 lines of 120 characters, without braces or backslashes.",
  ],
} as const satisfies Texts;
