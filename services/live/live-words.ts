/** What states, holes and events of live recordings are called, in both languages. */
import type { Text } from "../kernel/language.ts";
import type { CoverState } from "./cover.ts";
import type { HoleCause, HoleKind } from "./holes.ts";
import type { LiveEvent, LiveStatus } from "./live-session.ts";
import type { ClockBasis } from "./segment-clocks.ts";

const text = (zh: string, en: string): Text => ({ "zh-CN": zh, en });

export const STATUS_WORDS: Readonly<Record<LiveStatus, Text>> = {
  waiting: text("尚未开始", "not started"),
  open: text("正在录制", "recording"),
  paused: text("已暂停", "paused"),
  interrupted: text("有通道中断", "interrupted"),
  closing: text("正在收尾", "closing"),
  closed: text("已结束", "closed"),
  sealed: text("已封存", "sealed"),
};

export const HOLE_WORDS: Readonly<Record<HoleKind, Text>> = {
  "sequence-missing": text("编号缺失", "numbers are missing"),
  "time-missing": text("时间缺失", "time is missing"),
  "time-jumped-back": text("媒体时间倒退", "media time went back"),
  silent: text("没有收到数据", "nothing came"),
  cut: text("片段末尾缺失", "the end of a segment is missing"),
};

export const CAUSE_WORDS: Readonly<Record<HoleCause, Text>> = {
  "server-away": text("本服务当时没有运行", "this service did not run then"),
  "source-silent": text("来源没有发送", "the source sent nothing"),
  "source-away": text("来源当时不在", "the source was away"),
  "source-fault": text("来源送来的无法保存", "the source sent what cannot be kept"),
  "recorder-away": text("录制器当时没有运行", "the recorder did not run then"),
  "recorder-fault": text("录制器出错", "a fault of the recorder"),
  "recorder-full": text("录制器磁盘已满", "the recorder's disk was full"),
  source: text("来源自身如此", "the source says so itself"),
  unknown: text("原因不明", "nobody can say why"),
};

export const COVER_WORDS: Readonly<Record<CoverState, Text>> = {
  covered: text("另一台录制器录到了", "the other recorder has it"),
  partly: text("另一台录制器只录到一部分", "the other recorder has a part of it"),
  missed: text("另一台录制器也没有录到", "the other recorder missed it too"),
  unknown: text("不能确定另一台录制器是否录到", "whether the other recorder has it is not known"),
};

export const CLOCK_WORDS: Readonly<Record<ClockBasis, Text>> = {
  measured: text("已与本服务对表", "measured against this service"),
  claimed: text("仅据录制器自报，未对表", "only said by the recorder, not measured"),
  unknown: text("未知", "not known"),
};

export const EVENT_WORDS: Readonly<Record<LiveEvent["kind"], Text>> = {
  start: text("开始", "started"),
  pause: text("暂停", "paused"),
  resume: text("恢复", "resumed"),
  stop: text("停止", "stopped"),
  marker: text("标记", "marked"),
  announcement: text("口头告知", "announced"),
};
