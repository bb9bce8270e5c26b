/** What `rederive` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const REDERIVE = {
  about: {
    "zh-CN":
      "按封存的工具参数重新制作观看副本、节选、画面、遮盖版、重建录像、拼接录像、标注版和听写稿，并与封存的核对（证据编号，或离线核对数据包）",
    en: "make viewing copies, excerpts, stills, redacted, rebuilt, joined and labelled copies and transcripts again with exactly the sealed arguments and compare them (an item's id, or a package, offline)",
  },
  usage: {
    "zh-CN":
      "用法：holdfast rederive 证据编号 [--purpose 用途] [--purpose-kind 种类] [--url 地址] [--token 令牌] [--json] [--lang zh-CN|en]\n      holdfast rederive 数据包 --root 根证书.pem [--programs 厂商程序文件夹] [--json] [--lang zh-CN|en]\n退出码：0 每个副本都一样；1 有副本不一样或无法制作；2 用法错误；3 服务无法连接；4 没有可信的副本清单。",
    en: "usage: holdfast rederive ITEM [--purpose TEXT] [--purpose-kind KIND] [--url URL] [--token TOKEN] [--json] [--lang zh-CN|en]\n       holdfast rederive PACKAGE --root ROOT.pem [--programs FOLDER] [--json] [--lang zh-CN|en]\nExit: 0 every copy comes out the same; 1 one does not, or cannot be made; 2 usage; 3 the service is not reached; 4 no copy is soundly signed.",
  },
  purpose: {
    "zh-CN": "重新制作观看副本并核对",
    en: "making the viewing copies again to compare them",
  },
  none: {
    "zh-CN": "没有可核对的副本：数据包中没有在此根证书下签名有效的副本，或该证据没有副本。",
    en: "There is no copy to compare: none in the package is soundly signed under this root, or the item has none.",
  },
  making: {
    "zh-CN": "正在重新制作 {item} 的 {kind} …",
    en: "making {kind} of {item} again …",
  },
  part: { "zh-CN": "  {percent} %", en: "  {percent} %" },
  same: {
    "zh-CN": "相同        {item} {kind}：逐字节与封存的副本相同（{sha256}）",
    en: "SAME          {item} {kind}: byte for byte the sealed copy ({sha256})",
  },
  "same-packets": {
    "zh-CN":
      "数据相同    {item} {kind}：画面与声音数据与原件逐包相同，文件外壳不同（封存时：{madeWith}；本机：{version}）",
    en: "SAME PACKETS  {item} {kind}: every packet of picture and sound is the original's, in another wrapping (made with {madeWith}; here is {version})",
  },
  "same-words": {
    "zh-CN":
      "文字相同    {item} {kind}：听写程序这次听出的文字与封存的相同，时间或分行不同（封存 {expected}，本次 {sha256}）",
    en: "SAME WORDS    {item} {kind}: the program heard the same words, with other times or lines (sealed is {expected}, now came {sha256})",
  },
  "other-words": {
    "zh-CN":
      "文字不同    {item} {kind}：同一听写程序这次听出了别的文字：这类程序未必每次相同，这不能证明什么（封存 {expected}，本次 {sha256}）",
    en: "OTHER WORDS   {item} {kind}: the very program heard other words this time: it is not deterministic, and that proves nothing (sealed is {expected}, now came {sha256})",
  },
  differs: {
    "zh-CN":
      "不同        {item} {kind}：封存 {expected}，本次 {sha256}（封存时：{madeWith}；本机：{version}）",
    en: "DIFFERS       {item} {kind}: sealed is {expected}, now came {sha256} (made with {madeWith}; here is {version})",
  },
  failed: {
    "zh-CN": "无法制作    {item} {kind}：{code}（封存时：{madeWith}；本机：{version}）",
    en: "NOT MADE      {item} {kind}: {code} (made with {madeWith}; here is {version})",
  },
  byProgram: {
    "zh-CN":
      "            先由厂商程序 {name} {version}（可执行文件 {executable}）打开；所比对的是它写出的文件（{wrote}）",
    en: "              opened first by the maker's program {name} {version} (executable {executable}); compared is what it wrote ({wrote})",
  },
  heardBy: {
    "zh-CN": "            由听写程序 {name} {version}（可执行文件 {executable}）听写",
    en: "              heard by the program {name} {version} (executable {executable})",
  },
  programMissing: {
    "zh-CN":
      "            缺少厂商程序 {name} {version}（可执行文件的 SHA-256 为 {executable}）：请向出具单位或厂商索取同一版本，放在一个文件夹中，用 --programs 指定该文件夹的上一级",
    en: "              missing is the maker's program {name} {version} (its executable has the SHA-256 {executable}): ask the agency or the maker for that version, put it into a folder, and name the folder above with --programs",
  },
  programDiffers: {
    "zh-CN":
      "            厂商程序 {name} {version} 这次写出的文件与当时（{wrote}）不同：副本无法再做，也不能证明什么",
    en: "              the maker's program {name} {version} wrote another file than then ({wrote}): the copy cannot be made again, and that proves nothing",
  },
  programsBroken: {
    "zh-CN": "有 {count} 个厂商程序不可用：{why}",
    en: "{count} programs of makers cannot be used: {why}",
  },
  otherVersion: {
    "zh-CN": "本机的 ffmpeg 不是制作副本时的版本：不同的字节不能证明什么。请用封存时的版本再核对。",
    en: "The ffmpeg here is not the one that made the copy: other bytes prove nothing then. Compare again with that version.",
  },
} as const satisfies Readonly<Record<string, Text>>;

/** Why it could not be made again, by the code of the refusal. */
export const REDERIVE_WHY: Readonly<Record<string, Text | undefined>> = {
  "rederive/no-source": {
    "zh-CN": "  制作它所用的录像不在数据包中：请向出具单位索取含有该录像的数据包，或在服务上核对。",
    en: "  What it was made of is not in this package: ask the agency for a package with that recording, or compare at the service.",
  },
  "rederive/no-takes": {
    "zh-CN":
      "  拼接所用的各段没有全部在数据包中：请向出具单位索取含有全部各段的数据包，或在服务上核对。",
    en: "  Not all recordings that it was joined of are in this package: ask the agency for one with all of them, or compare at the service.",
  },
  "derived/takes-differ": {
    "zh-CN": "  此处的 ffprobe 认为各段的编码不同：版本不同时可能如此。",
    en: "  The ffprobe here finds that its recordings are not coded alike, as another version may.",
  },
  "derived/transcript": {
    "zh-CN": "  听写程序这次写出的不是可以保存的文字。",
    en: "  The program did not write such words as are kept this time.",
  },
  "derived/no-sound": {
    "zh-CN": "  此处的 ffprobe 在来源中找不到声音。",
    en: "  The ffprobe here finds no sound in the source.",
  },
  "rederive/no-like": {
    "zh-CN": "  重建录像还需同一设备的完好录像，数据包中没有：请打包时一并选入，或在服务上核对。",
    en: "  A rebuilt recording takes the sound one of the same device, too, which is not in this package: pack both, or compare at the service.",
  },
  "media/not-ours": {
    "zh-CN": "  封存的参数不是本程序这一版会用的：请用封存时的版本核对。",
    en: "  This version of the program makes no copy with the sealed arguments: compare with the version that made it.",
  },
  "media/not-allowed": {
    "zh-CN": "  来源需要此处不允许的解码器或读取方式。",
    en: "  The source wants a decoder, or a way of reading, that is not allowed here.",
  },
  "media/unreadable": {
    "zh-CN": "  此处的 ffmpeg 读不出来源，或不认识封存的参数：版本不同时可能如此。",
    en: "  The ffmpeg here cannot read the source or does not know the sealed arguments, as another version may not.",
  },
  "media/too-large": {
    "zh-CN": "  制作所需超过了沙箱的限度。",
    en: "  Making it takes more than the box lets it have.",
  },
  "media/like-not-understood": {
    "zh-CN": "  这一版程序不能再以所附的完好录像为样。",
    en: "  This version of the program cannot take the sound recording as its example.",
  },
  "derived/times-broken": {
    "zh-CN": "  此处的 ffmpeg 给出的画面时间不递增，遮盖框的移动无法重新计算。",
    en: "  The ffmpeg here tells times of pictures that do not rise: where its boxes move cannot be planned again.",
  },
};
