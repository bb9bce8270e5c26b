/** Texts about recordings that lost their index and are given a new one. */
import type { Texts } from "./text.ts";

export const rebuiltTexts = {
  "rebuilt.title": ["缺失索引的录像", "A recording without its index"],
  "rebuilt.ask": ["重建索引", "Give it a new index"],
  "rebuilt.lead": [
    "录像无法读取，常见原因是设备断电，索引未写完。借助同一设备、同一设置的完好录像，可以找回其中的画面和声音。",
    "It cannot be read. Where a device lost power before its index was written, pictures and sound can be found again by the help of a recording that plays, of the same device with the same settings.",
  ],
  "rebuilt.note": [
    "成品是新的证据条目，原件不变；找到了什么、推定了什么，都写入签名说明。",
    "What is made becomes an item of its own, and the original stays as it is. What was found and what was assumed is part of what is signed.",
  ],
  "rebuilt.like": ["同一设备可播放的录像", "A recording of the device that plays"],
  "rebuilt.like-missing": ["请选择一条录像。", "Choose a recording."],
  "rebuilt.none-plays": [
    "该设备没有可播放的录像。请用它以同样的设置录一段并上传。",
    "None of this device plays. Record a short one on it with the same settings, and upload it.",
  ],
  "derived.kind-rebuilt": [
    "为缺失索引的录像重建的版本；数据字节取自原件，没有改动。本条目不是设备直接录制的原件。",
    "A recording that lost its index, behind a new one. Its media are bytes of the original, none of them changed. It is not what a device recorded itself.",
  ],
  "rebuilt.found": [
    "找到 {{pictures}} 幅画面、{{sounds}} 段声音，约 {{seconds}} 秒",
    "Found: {{pictures}} pictures and {{sounds}} pieces of sound, about {{seconds}} s",
  ],
  "rebuilt.unused": [
    "{{bytes}} 字节（{{places}} 处）不属于任何画面或声音",
    "{{bytes}} bytes, in {{places}} places, belong to no picture and no sound",
  ],
  "rebuilt.rehearsal": [
    "同样的查找用于完好录像：{{pictures}} 幅画面找到 {{picturesFound}} 幅，{{sounds}} 段声音找到 {{soundsFound}} 段",
    "The same search in the recording that plays: {{picturesFound}} of {{pictures}} pictures and {{soundsFound}} of {{sounds}} pieces of sound",
  ],
  "rebuilt.assumed-settings-of-like": [
    "推定：画面尺寸、编码设置和声音格式与完好录像相同",
    "Assumed: size, coding and sound are as in the recording that plays",
  ],
  "rebuilt.assumed-even-times": [
    "推定：每幅画面时长相同；原录像的帧时间可能不同",
    "Assumed: every picture takes as long as most do; the camera's own times may have differed",
  ],
  "rebuilt.assumed-holes-closed": [
    "推定：中间缺失的部分不占时间；其后的时刻可能偏早",
    "Assumed: what is missing within takes no time; what follows may stand too early",
  ],
  "rebuilt.compare": [
    "取出两个文件后自行核对，数据字节相同：",
    "With both files taken out, see for yourself that the media are the same bytes:",
  ],
  "code.media/has-index": [
    "录像可以读取，无需重建。",
    "The recording can be read as it is; nothing is to be rebuilt.",
  ],
  "code.media/like-not-understood": [
    "所选录像帮不上忙；请选择同一设备、同一设置、可以播放的录像（MP4 或 MOV，H.264 或 H.265）。",
    "By the chosen recording nothing is found again. Take one that plays, of the same device with the same settings (MP4 or MOV, H.264 or H.265).",
  ],
  "code.media/no-media": [
    "文件中没有 MP4 录像的数据；请保留原件。",
    "The file holds no media of an MP4 recording. Keep it as it is.",
  ],
  "code.media/nothing-found": [
    "没有找到与所选录像相同的画面或声音；请换一条同一设备、同一设置的录像。",
    "No picture and no sound like those of the chosen recording was found. Take another of the same device with the same settings.",
  ],
} as const satisfies Texts;
