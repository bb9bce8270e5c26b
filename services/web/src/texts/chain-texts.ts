/** Texts of a device's chain: its recordings one after another, and what is missing between them. */
import type { Texts } from "./text.ts";

export const chainTexts = {
  "chain.title": ["{{name}}：录像链", "{{name}}: chain of recordings"],
  "chain.link": ["录像链", "Chain"],
  "chain.lead": [
    "此设备的录像按先后排列。每份清单都指明前一份；缺号、重复、截短和时钟跳变在此列出。",
    "This device's recordings one after another. Each manifest names the one before; what is missing, doubled, cut off or out of step is listed here.",
  ],
  "chain.count": ["已显示 {{count}} 段录像", "{{count}} recordings shown"],
  "chain.sealed": ["其链上共有 {{count}} 份清单", "Its own chain has {{count}} manifests"],
  "chain.own-none": [
    "录像由采集站上传，清单在采集站的链上；此处依据采集站的签名清单和文件序号核对。",
    "Docks send its recordings, so their manifests are in the docks' chains; here the docks' signed statements and the numbers in file names are checked.",
  ],
  "chain.findings": ["需要查看（{{count}}）", "To look at ({{count}})"],
  "chain.nothing": [
    "所示录像中没有发现缺号、重复、截短或时钟跳变",
    "In what is shown nothing is missing, doubled, cut off or out of step",
  ],
  "chain.to-item": ["打开此件", "Open the item"],
  "chain.to-visit": ["查看报告此事的到站记录", "The visit that reported it"],
  "chain.line": ["时间线", "Time line"],
  "chain.line-what": [
    "每行一天，按录制时间（设备时钟；未知时按接收时间）排列。方向键移动，回车打开。",
    "A row a day, by time of recording (the device's clock; where unknown, of reception). Arrow keys move, Enter opens.",
  ],
  "chain.line-label": [
    "{{days}} 天，{{count}} 段录像，{{found}} 处需要查看",
    "{{days}} days, {{count}} recordings, {{found}} to look at",
  ],
  "chain.legend-plain": ["录像", "Recording"],
  "chain.legend-found": ["需要查看的录像", "Recording to look at"],
  "chain.legend-visit": ["报告缺号的到站", "Visit that reported a gap"],
  "chain.recordings": ["录像", "Recordings"],
  "chain.recorded": ["录制时间", "Recorded"],
  "chain.number": ["清单序号", "Manifest no."],
  "chain.previous": ["前一份清单", "Previous manifest"],
  "chain.visit": ["到站", "Visit"],
  "chain.file": ["文件", "File"],
  "chain.state": ["情况", "State"],
  "chain.hidden": ["（无权查看）", "(not for your eyes)"],
  "chain.not-sealed": ["未封存", "Not sealed"],
  "chain.visits": ["到站记录", "Docking visits"],
  "chain.signing": ["录像应自带的签名", "Signatures expected in its recordings"],
  "chain.signing-what": [
    "如本设备给每段录像签名，请在此设定：之后接收的录像若没有该签名，即记为疑点。",
    "Set it where this device signs every recording: one that comes without is a finding from then on.",
  ],
  "chain.signing-none": ["未设定", "Nothing is expected"],
  "chain.none": ["还没有录像", "No recording yet"],
  "chain.no-numbers": ["尚无清单", "No list yet"],
} as const satisfies Texts;
