/** The way that a recording tells inside, or a receiver's side file. */
import type { Texts } from "./text.ts";

export const wayTexts = {
  "way.title": ["轨迹", "The way"],
  "way.title-photograph": ["拍摄地点", "Where it was taken"],
  "way.show": ["显示轨迹", "Show the way"],
  "way.show-photograph": ["显示照片自述的地点", "Show the place that the photograph tells"],
  "way.show-of": ["显示 {{name}} 的轨迹", "Show the way of {{name}}"],
  "way.from-recording": [
    "出自录像内部（文字轨或位置标签），随概览图一同找出并封存。",
    "From inside the recording (its tracks of text or its tags), found and sealed with its overview.",
  ],
  "way.from-side-file": [
    "出自随录文件，每次从其原件读出，不另存。",
    "From a side file, read from its original each time and kept nowhere.",
  ],
  "way.from-photograph": [
    "出自照片内部（Exif），是设备自述，每次从其原件读出，不另存。",
    "From inside the photograph (Exif), as its device says; read from its original each time and kept nowhere.",
  ],
  "way.drawn": [
    "轨迹图：{{positions}} 个位置，圆点为起点，方块为终点，比例尺 {{length}}",
    "Drawing of {{positions}} positions, from the dot to the square; the bar is {{length}}",
  ],
  "way.positions": ["{{positions}} 个位置", "{{positions}} positions"],
  "way.at": ["位于 {{place}}（WGS-84）", "At {{place}} (WGS-84)"],
  "way.begin": ["起点 {{place}}（WGS-84）", "Begins at {{place}} (WGS-84)"],
  "way.end": ["终点 {{place}}（WGS-84）", "Ends at {{place}} (WGS-84)"],
  "way.gcj02": [
    "国内地图上为 {{place}}（GCJ-02，仅供查看；保存和导出的都是 WGS-84）",
    "On maps in mainland China: {{place}} (GCJ-02, for looking alone; what is kept and exported is WGS-84)",
  ],
  "way.times": ["{{from}} 至 {{to}}（接收机的时间）", "{{from}} to {{to}} by the receiver's time"],
  "way.time": ["{{at}}（设备自述的时间）", "{{at}} by its device's time"],
  "way.left-out": [
    "另有 {{count}} 处不是有效位置（无定位、校验和不符或坐标越界），未计入。",
    "{{count}} more are no positions (no fix, a sum that fails, beyond the poles) and left out.",
  ],
  "way.gaps": ["有 {{count}} 段超过 30 秒没有位置", "{{count}} gaps of more than 30 seconds"],
  "way.gap": ["{{from}} 至 {{to}}", "{{from}} to {{to}}"],
  "way.note": [
    "坐标为 WGS-84，与国内公开地图的坐标系不同，不可直接叠加；接收机的时间未经本系统核对。",
    "Positions are WGS-84, which public maps of China do not use; the receiver's time was not checked here.",
  ],
} as const satisfies Texts;
