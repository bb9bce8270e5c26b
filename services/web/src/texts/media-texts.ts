/** Why nothing, or not all, can be made of a recording; codes of refusals and reasons on an item. */
import type { Texts } from "./text.ts";

export const mediaTexts = {
  "check.sound": [
    "已完整解码，未见错误（画面 {{pictures}} 帧）。",
    "Decoded to the end without a fault ({{pictures}} pictures).",
  ],
  "check.damaged": [
    "解码时有 {{errors}} 处报错（得到画面 {{pictures}} 帧）。原件按收到时的样子封存，损坏不影响其完整性证明。",
    "Decoding met {{errors}} faults ({{pictures}} pictures came out). The original is sealed as it was received.",
  ],
  "check.stretch-video": [
    "画面 {{from}} 至 {{to}} 受损",
    "Picture damaged from {{from}} to {{to}}",
  ],
  "check.stretch-audio": ["声音 {{from}} 至 {{to}} 受损", "Sound damaged from {{from}} to {{to}}"],
  "check.cut": ["录像在 {{at}} 处中断", "Cut off at {{at}}"],
  "check.not-checked": [
    "未能完整解码，是否完好不详。",
    "Not decoded to its end: nothing is known.",
  ],
  "code.media/interrupted": [
    "处理被中断，会自动再试。",
    "The work was interrupted and is tried again by itself.",
  ],
  "code.media/no-sandbox": [
    "本机不能隔离运行解码器，因此不解码。请管理员运行 holdfast doctor。",
    "This machine cannot run decoders in isolation, so nothing is decoded. An administrator should run holdfast doctor.",
  ],
  "code.media/not-allowed": [
    "此类文件不允许在此解码。请下载原件，用厂商软件打开。",
    "This kind of file is not decoded here. Download the original and use the maker's software.",
  ],
  "code.media/not-ours": [
    "所记录的参数不是本系统制作副本的参数，没有执行。请核对记录的来源。",
    "The arguments written down are none that a copy is made with here; they were not run. Check where the record comes from.",
  ],
  "code.media/original-differs": [
    "从存储取来的原件与核验时不同，因此不解码。请立即通知管理员。",
    "The original taken from the store differs from the verified one, so it is not decoded. Tell an administrator at once.",
  ],
  "code.media/program-changed": [
    "打开此格式的厂商程序与启动时不同，没有运行。请管理员查明是谁改动的，再重启并运行 holdfast look-again。",
    "The maker's program for this format is not what it was at the start, and was not run. An administrator should find out who changed it, start again and run holdfast look-again.",
  ],
  "code.media/program-differs": [
    "厂商程序这次写出的文件与当时不同，副本无法再做。",
    "The maker's program wrote another file than then, so the copy cannot be made again.",
  ],
  "code.media/program-failed": [
    "厂商程序没有正常结束。请下载原件，用厂商播放器打开。",
    "The maker's program did not run to its end. Download the original and use the maker's player.",
  ],
  "code.media/program-missing": [
    "打开此录像的厂商程序已不在本机。请管理员重新安装，再运行 holdfast look-again。",
    "The maker's program that opened this recording is not here any more. An administrator should install it again and run holdfast look-again.",
  ],
  "code.media/program-no-start": [
    "厂商程序无法启动。请管理员运行 holdfast doctor。",
    "The maker's program does not start. An administrator should run holdfast doctor.",
  ],
  "code.media/program-output": [
    "厂商程序没有写出一份可以打开的录像。请下载原件，用厂商播放器打开。",
    "The maker's program did not write one recording that can be opened. Download the original and use the maker's player.",
  ],
  "code.media/program-timed-out": [
    "厂商程序超过了时间限制。请下载原件，用厂商播放器打开。",
    "The maker's program took longer than allowed. Download the original and use the maker's player.",
  ],
  "code.media/scratch-full": [
    "临时磁盘已满，会自动再试。请管理员腾出空间。",
    "The scratch disk is full; the work is tried again. An administrator should make room.",
  ],
  "code.media/side-file": [
    "这是附属文件（如定位轨迹、密钥或日志），没有可观看的画面。可以下载，或打开所属录像。",
    "This is a side file, such as a track, a key or a log: there is nothing to view. Download it, or open its recording.",
  ],
  "code.media/timed-out": [
    "制作副本超过了时间限制。请下载原件观看。",
    "Making the copy took longer than allowed. Download the original to view it.",
  ],
  "code.media/too-large": [
    "画面、流数或时长超出了解码限制。请下载原件观看。",
    "Its picture size, streams or length exceed the decoding limits. Download the original to view it.",
  ],
  "code.media/tool-failed": [
    "媒体工具多次失败。请下载原件观看，并通知管理员。",
    "The media tool failed repeatedly. Download the original to view it, and tell an administrator.",
  ],
  "code.media/transcript": [
    "这是录音录像的转写文字，没有可观看的画面。请在所属录像的页面上阅读，或下载。",
    "These are the words of a recording: there is nothing to view. Read them beside their recording, or download them.",
  ],
  "code.media/unreadable": [
    "没有解码器能读懂此文件。请下载原件，用厂商播放器打开；厂商若有转换程序，管理员可以安装（README：Recordings of makers' own formats），再运行 holdfast look-again。",
    "No decoder can read this file. Download the original and use the maker's player; if its maker has a program that converts it, an administrator can install that (README, Recordings of makers' own formats) and run holdfast look-again.",
  ],
} as const satisfies Texts;
