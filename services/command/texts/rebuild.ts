/** What `rebuild` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const REBUILD = {
  about: {
    "zh-CN": "为失去索引（断电的 MP4/MOV）的录像重建索引，另存新文件；原文件不动",
    en: "give a recording that lost its index (an MP4 or MOV of a camera that lost power) a new one, in a new file; the recording stays as it is",
  },
  usage: {
    "zh-CN":
      "用法：holdfast rebuild 损坏的录像 --like 同一设备、同样设置的完好录像 -o 新文件 [--json] [--lang zh-CN|en]\n新文件旁写入说明“新文件.json”：各文件摘要、取用与未用的字节。\n退出码：0 已重建；2 用法错误或文件已存在；4 无法重建，说明了该怎么办。",
    en: "usage: holdfast rebuild BROKEN --like SOUND-CLIP-OF-THE-SAME-DEVICE -o OUT [--json] [--lang zh-CN|en]\nBeside OUT a statement OUT.json is written: digests of all files, bytes that were taken and that were not.\nExit: 0 rebuilt; 2 usage, or a file is there already; 4 not to be rebuilt, and what to do is said.",
  },
  unreadable: { "zh-CN": "文件无法读取：{message}", en: "A file cannot be read: {message}" },
  searching: {
    "zh-CN": "正在 {bytes} 字节中查找画面和声音 …",
    en: "looking for pictures and sounds in {bytes} bytes …",
  },
  writing: { "zh-CN": "正在写入 {bytes} 字节 …", en: "writing {bytes} bytes …" },
  pictures: {
    "zh-CN": "画面  {samples} 帧（{coding}，其中可独立解码 {keys} 帧），共 {seconds} 秒",
    en: "pictures  {samples} ({coding}, {keys} of them to start with), {seconds} seconds",
  },
  sound: {
    "zh-CN": "声音  {samples} 段（{coding}），{bytes} 字节",
    en: "sound     {samples} pieces ({coding}), {bytes} bytes",
  },
  leftOut: {
    "zh-CN":
      "完好录像中另有 {tracks} 条轨道（或声音、画面之一）没有找回：没有，或不能可靠地与其余字节分开。",
    en: "Not recovered: {tracks} further tracks of the sound clip, or sound or picture where none is told above. There is none, or it cannot be told apart.",
  },
  rehearsal: {
    "zh-CN":
      "先在完好录像上试过同样的查找：画面 {pictures} 帧中找到 {picturesFound} 帧，声音 {sounds} 段中找到 {soundsFound} 段，与其索引一致。",
    en: "The same search was tried on the sound clip first: {picturesFound} of {pictures} pictures and {soundsFound} of {sounds} pieces of sound were found as its index has them.",
  },
  copied: {
    "zh-CN": "原文件第 {firstByte}–{lastByte} 字节一字不改地位于新文件第 {outputByte} 字节起。",
    en: "Bytes {firstByte}-{lastByte} of the recording stand unchanged in the new file from byte {outputByte} on.",
  },
  allUsed: { "zh-CN": "媒体数据全部取用。", en: "Every byte of its media was used." },
  unused: { "zh-CN": "未取用 {bytes} 字节：", en: "{bytes} bytes were not used:" },
  range: {
    "zh-CN": "  第 {firstByte}–{lastByte} 字节，在第 {afterPictures} 帧画面之后",
    en: "  bytes {firstByte}-{lastByte}, after picture {afterPictures}",
  },
  moreRanges: {
    "zh-CN": "  另有 {more} 处，见说明。",
    en: "  and {more} more, see the statement.",
  },
  otherSets: {
    "zh-CN":
      "注意：录像中有 {units} 处编码参数与完好录像不同。请换一段设置相同的完好录像，否则画面可能解码有误。",
    en: "Beware: {units} parameter sets within the recording are not those of the sound clip. Take a clip with the same settings, or pictures may be decoded wrongly.",
  },
  ended: {
    "zh-CN": "查找在第 {at} 字节处中止：其后的内容像是专为耗时而造。其后未查找。",
    en: "The search was ended at byte {at}: what stands there was made to be searched without end. Nothing behind it was looked at.",
  },
  assumed: {
    "zh-CN":
      "推定：编码参数、画面大小与时间节奏取自完好录像；缺失之处不占时间。新文件是派生件，证据仍是原文件。",
    en: "Assumed: coding, picture size and pace are those of the sound clip; what is missing within takes no time. The new file is derived; the evidence is the recording as it was.",
  },
  written: {
    "zh-CN": "已写入 {out}（SHA-256 {sha256}）和说明 {statementFile}",
    en: "written: {out} (SHA-256 {sha256}) and its statement {statementFile}",
  },
} as const satisfies Readonly<Record<string, Text>>;

/** By the code of the refusal: why not, and what to do. */
export const REBUILD_REFUSED: Readonly<Record<string, Text>> = {
  "media/has-index": {
    "zh-CN": "这段录像有索引（或为分段格式，可播放到中断处），无需重建。请按原样上传。",
    en: "This recording has an index, or is in fragments and plays up to where it was cut off. Nothing is to be rebuilt: upload it as it is.",
  },
  "media/no-media": {
    "zh-CN":
      "文件中没有 MP4/MOV 的媒体数据。只能重建数据尚在、缺少索引的 MP4/MOV；请原样保存此文件。",
    en: "The file holds no media of an MP4 or MOV. Only a recording whose data is there and whose index is missing can be rebuilt; keep the file as it is.",
  },
  "media/like-not-understood": {
    "zh-CN":
      "用这段完好录像不能重新找到什么。请换同一设备、同样设置、能播放的录像：有索引的 MP4/MOV，H.264 或 H.265，不是分段格式。",
    en: "Nothing is found again by this sound clip. Take one that plays, of the same device with the same settings: MP4 or MOV with its index, H.264 or H.265, not in fragments.",
  },
  "media/nothing-found": {
    "zh-CN":
      "没有找到与完好录像相似的画面或声音。请换同一设备、同样设置的录像；没有时请原样保存，交给数据恢复人员。",
    en: "No picture and no sound like those of the clip was found. Take a clip of the same device with the same settings; if there is none, keep the file and give it to whoever recovers data.",
  },
};
