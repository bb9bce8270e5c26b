/** What every verb says that has a recording made of others, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const DERIVED = {
  optionPurpose: {
    "zh-CN": "用途（三个字以上）",
    en: "what it is for, in three characters or more",
  },
  optionKind: {
    "zh-CN": "用途类别：证据、监督或保障",
    en: "kind of purpose",
  },
  optionNoWait: {
    "zh-CN": "提出请求后即返回，不等待制作完成",
    en: "only ask, and do not wait until it is made",
  },
  making: { "zh-CN": "制作中 {percent} %", en: "made to {percent} %" },
  made: {
    "zh-CN": "已制作并收存：条目 {id}（{file}）。核验与封存后即可观看、导出",
    en: "Made and taken in: item {id} ({file}). It can be watched and taken out once it is verified and sealed",
  },
  failed: { "zh-CN": "未能制作：{code}。{fix}", en: "It could not be made: {code}. {fix}" },
  failedTake: { "zh-CN": "从第 {take} 段起不同", en: "From take {take} on it differs" },
} satisfies Record<string, Text>;

/** What a person can do where it could not be made, by its code. */
export const DERIVED_FIXES: Readonly<Record<string, Text>> = {
  "derived/takes-differ": {
    "zh-CN": "各段编码方式不同：请用 --from 和 --to 分成几个录像",
    en: "The takes are coded in different ways: join them in parts, by --from and --to",
  },
  "derived/not-joinable": {
    "zh-CN": "其中有一段不是 MP4 或 MPEG-TS：请用 --from 和 --to 避开它",
    en: "A take is neither MP4 nor MPEG-TS: leave it out by --from and --to",
  },
  "derived/input-gone": {
    "zh-CN": "其中有录像已被处置或被隔离：请只接现存的各段",
    en: "Something of it was disposed of or is in quarantine: join the takes that are there",
  },
  "derived/not-as-it-is": {
    "zh-CN": "MP4 不能原样容纳这种编码：请加 --exact",
    en: "An MP4 does not hold this coding as it is: ask with --exact",
  },
  "derived/nothing-in-range": {
    "zh-CN": "该范围内没有画面也没有声音：请另选范围",
    en: "There is no picture and no sound in the range: name another one",
  },
  "derived/pictures-missing": {
    "zh-CN": "该范围内有画面无法解码：请不加 --exact，原样取用",
    en: "Not every picture of the range comes out: take it over as it is, without --exact",
  },
  "derived/still-there": {
    "zh-CN": "核对发现应遮挡的内容仍有残留，已销毁：请改用覆盖整幅画面的实色遮挡，并报告该录像",
    en: "Something of what was to be hidden was left, and it was thrown away: ask with one solid box over the whole picture, and report the recording",
  },
  "derived/nothing-hidden": {
    "zh-CN": "有遮挡落在录像之外，或录像没有画面或声音：请改正遮挡的时间",
    en: "A mask lies where the recording has nothing: name times that lie in it",
  },
  "derived/times-broken": {
    "zh-CN": "录像中有多幅画面时间相同：请先制作重新编码的节选，再对其遮挡",
    en: "Pictures of the recording stand at one time: have an excerpt coded anew, and redact that one",
  },
  "derived/too-many-boxes": {
    "zh-CN": "移动的遮挡经过的画面太多：请分段遮挡",
    en: "The boxes move through too many pictures: hide in parts, one after the other",
  },
  "media/scratch-full": {
    "zh-CN": "临时目录空间不足：请腾出空间后再次请求",
    en: "There was no room for working copies: free some, then ask again",
  },
};

export const OTHER_FIX: Text = {
  "zh-CN": "原始录像未受影响；请再次请求，仍不成功请联系管理员",
  en: "The recordings themselves are untouched; ask again, and tell your operator if it fails again",
};
