/** Texts about packages made for somebody outside. */
import type { Texts } from "./text.ts";

export const exportTexts = {
  "code.exports/acknowledged-already": [
    "接收方已经签收；已签收的不能更改",
    "It is acknowledged already, and that stays as it is",
  ],
  "code.exports/bad-term": ["签收期限已过", "The last day for the acknowledgement is over"],
  "code.exports/no-acknowledgement": ["还没有签收回执", "Nobody acknowledged it yet"],
  "code.exports/no-such-export": ["没有这次对外提供", "There is no such export"],
  "code.exports/not-printable": [
    "字体缺少其中某个字，请改用文本回执",
    "A character of it has no glyph: take the text instead",
  ],
  "code.exports/not-taken-out": [
    "数据包还没有取走，不可能已签收",
    "Nobody took the package out yet, so nobody can have received it",
  ],
  "code.exports/not-that-kind": [
    "文件不是所称的 PDF、JPEG 或 PNG",
    "The file is not the PDF, JPEG or PNG that it is said to be",
  ],
  "code.exports/nothing-to-confirm": [
    "没有等待核对的这份扫描件，可能已被替换；请重新打开",
    "No such scan waits: another may have taken its place; open it again",
  ],
  "code.exports/signature-invalid": [
    "这不是对回执文本的有效签名；请按原文逐字节签名（分离式 CMS，DER）",
    "This is no signature over the receipt: sign its exact text, detached, in DER",
  ],
  "code.exports/withdrawn": [
    "这次对外提供已撤回，不能再取走",
    "This export was withdrawn and leaves no more",
  ],
} as const satisfies Texts;
