/** What refusals for secrecy mean to a person, and what to do next. */
import type { Texts } from "./text.ts";

export const secrecyTexts = {
  "code.secrecy/above-ceiling": [
    "本系统不得存储该密级的内容，未留存任何内容。请勿再次发送或复制，并联系本单位保密工作机构。",
    "This house may not hold such a secret, and kept nothing. Do not send or copy it again; call your agency's secrecy office.",
  ],
  "code.secrecy/ended": [
    "该标记已失效，不能再变更；如仍需要，请重新设定。",
    "This label is in force no more. Set a new one if it is still needed.",
  ],
  "code.secrecy/no-authority": [
    "本级机关无权确定该密级。请先隔离该件，并报有权机关确定。",
    "An agency of this place never sets this level. Set the item apart and report it to the authority that may decide.",
  ],
  "code.secrecy/not-for-you": [
    "该件已被隔离，内容目前不予提供。",
    "This item was set apart, and its content is given to nobody now.",
  ],
  "code.secrecy/term-too-long": [
    "超过法定最长保密期限，请另选日期。",
    "This is longer than the law's longest term. Choose an earlier day.",
  ],
} as const satisfies Texts;
