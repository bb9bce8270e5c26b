/** What `items` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const ITEMS = {
  about: {
    "zh-CN": "由一个已封存的条目制作节选、截取画面，或引用其中某一时刻",
    en: "have an excerpt or a picture made of one sealed item, or cite a moment of it",
  },
  excerpt: {
    "zh-CN":
      "制作一个条目的节选：默认从此前的关键帧起原样取用数据包，不重新编码；--exact 只取范围内的画面，重新编码。实际范围写入签名说明。退出码：1 未能制作",
    en: "have a part of an item made an MP4 of its own: its packets as they are, from the key frame before on; or with --exact just the pictures of the range, coded anew. What is really in it is signed. Exit 1: it could not be made",
  },
  optionFrom: {
    "zh-CN": "起点：秒（75.5）或 时:分:秒（0:01:15.5），以录像自身的时间为准",
    en: "where it begins: seconds (75.5) or 0:01:15.5 of the recording's own time",
  },
  optionTo: { "zh-CN": "终点（不含）", en: "where it ends; what begins then is not in it" },
  optionExact: {
    "zh-CN": "只取范围内的画面，重新编码",
    en: "just the pictures of the range, coded anew",
  },
  still: {
    "zh-CN":
      "截取一个条目在某一时刻的画面（PNG，无损，原尺寸），作为新的证据条目，并给出引用文字。退出码：1 未能制作",
    en: "have the picture of an item at a moment made an item of its own (PNG, lossless, full size), with its citation. Exit 1: it could not be made",
  },
  moment: {
    "zh-CN":
      "给出引用某一时刻的文字和网页地址；给出 --purpose 时，连同该时刻画面的摘要（由系统计算，等待其完成）。退出码：1 该处没有画面摘要",
    en: "say how a moment is cited, and the page that opens there; with --purpose also the digest of the picture that stands there, which is made, and waited for. Exit 1: there is none",
  },
  optionMomentPurpose: {
    "zh-CN": "用途，记录在案；不给出则不计算画面摘要",
    en: "what for, which is recorded; left out, no picture's digest is made",
  },
  momentPicture: {
    "zh-CN":
      "画面：自 {at} 秒起，时间戳 {pts}（{timeBase}），解码后（{pixelFormat}）SHA-256 {frameSha256}。任何人可自行核对：{command}",
    en: "Picture: from {at} s on, time stamp {pts} ({timeBase}), SHA-256 as decoded ({pixelFormat}) {frameSha256}. Anybody checks it by: {command}",
  },
  momentWaiting: {
    "zh-CN": "画面摘要正在生成，稍后再问",
    en: "The picture's digest is being made; ask again",
  },
  momentNoPicture: {
    "zh-CN": "没有画面摘要：{reason}",
    en: "There is no digest of a picture: {reason}",
  },
  optionAt: {
    "zh-CN": "时刻：秒（75.5）或 时:分:秒（0:01:15.5）；取该时刻或此前最后一幅画面",
    en: "the moment: seconds (75.5) or 0:01:15.5; the picture is the last one at or before it",
  },
  cited: {
    "zh-CN":
      "引用：条目 {item}（原件 SHA-256 {sha256}），{at} 秒处，时间戳 {pts}（{timeBase}），此前 {frame} 幅，设备时间 {wall}，画面 SHA-256 {frameSha256}",
    en: "Cite as: item {item} (original SHA-256 {sha256}), at {at} s, time stamp {pts} ({timeBase}), {frame} pictures before it, device time {wall}, picture SHA-256 {frameSha256}",
  },
  momentCited: {
    "zh-CN": "引用：条目 {item}（原件 SHA-256 {sha256}），{at} 秒处，设备时间 {wall}；网页 {page}",
    en: "Cite as: item {item} (original SHA-256 {sha256}), at {at} s, device time {wall}; page {page}",
  },
  badTime: {
    "zh-CN": "不是时间：{text}。请写成 75.5 或 0:01:15.5",
    en: "That is no time: {text}. Write 75.5 or 0:01:15.5",
  },
  asked: { "zh-CN": "已请求：将成为条目 {id}", en: "Asked for: it becomes the item {id}" },
  redact: {
    "zh-CN":
      "制作一个条目的遮挡版：按文件遮住画面、消去声音，全部重新编码；逐帧逐样本核对确已消除后才收存。退出码：1 未能制作",
    en: "have boxes of the picture covered and stretches of the sound silenced, all of it coded anew; kept only once every covered pixel and silenced sample was looked at. Exit 1: it could not be made",
  },
  optionMasks: {
    "zh-CN": "遮挡文件（JSON，见 README 的“遮挡版”）",
    en: 'file of masks (JSON; see "Redacted recordings" in README)',
  },
  rebuild: {
    "zh-CN":
      "为缺失索引、无法播放的录像重建索引：借助同一设备、同一设置的完好录像（--like），做成新的条目；原件不变，数据字节不变；找到与推定的内容写入签名说明。退出码：1 未能制作",
    en: "have a recording that lost its index and does not play given a new one, by the help of a sound one of the same device with the same settings (--like), as an item of its own. The original stays, and so does every byte of its media; what was found and what was assumed is signed. Exit 1: it could not be made",
  },
  optionLike: {
    "zh-CN": "同一设备、同一设置、可以播放的条目",
    en: "an item that plays, of the same device with the same settings",
  },
  rebuilt: {
    "zh-CN": "  找到 {pictures} 幅画面、{sounds} 段声音，约 {seconds} 秒；{bytes} 字节未能归属",
    en: "  Found: {pictures} pictures and {sounds} pieces of sound, about {seconds} s; {bytes} bytes belong to none",
  },
  rehearsal: {
    "zh-CN":
      "  同样的查找用于完好录像：{pictures} 幅画面找到 {picturesFound} 幅，{sounds} 段声音找到 {soundsFound} 段",
    en: "  The same search in the sound recording: {picturesFound} of {pictures} pictures and {soundsFound} of {sounds} pieces of sound",
  },
  noMasks: {
    "zh-CN": "读不到遮挡文件：{file}（至多 1 MiB）",
    en: "There is no such file of masks, or it is above 1 MiB: {file}",
  },
  badMasks: {
    "zh-CN": "遮挡文件不合格式，在此处：{where}",
    en: "The file of masks is not as README has it, here: {where}",
  },
  undone: {
    "zh-CN": "注意：模糊和马赛克可被部分还原；不得辨认的请用实色（solid）",
    en: "Mind: a blur or pixels can be undone in part. Where nobody may be known again, use solid",
  },
  voice: {
    "zh-CN": "注意：变调后的嗓音仍可能被还原和辨认；不得辨认的请用静音（mute）",
    en: "Mind: a voice at another pitch can be turned back and known. Where nobody may be known again, use mute",
  },
  proof: {
    "zh-CN":
      "  已核对：{frames} 帧中 {coveredFrames} 帧有遮挡，逐像素核对；{samples} 个声音样本中 {silentSamples} 个为静音；{packets} 个数据包无一与来源相同",
    en: "  Looked at: every covered pixel in {coveredFrames} of {frames} frames; {silentSamples} of {samples} samples are silence; of {packets} packets none is one of the source",
  },
  video: {
    "zh-CN": "  画面：来源的 {first} 秒至 {last} 秒，共 {count} 个数据包",
    en: "  Picture: {first} s to {last} s of the recording, {count} packets",
  },
  audio: {
    "zh-CN": "  声音：来源的 {first} 秒至 {last} 秒，共 {count} 个数据包",
    en: "  Sound: {first} s to {last} s of the recording, {count} packets",
  },
} satisfies Record<string, Text>;
