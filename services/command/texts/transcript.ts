/** What `items transcribe` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const TRANSCRIPT = {
  about: {
    "zh-CN":
      "用已安装的听写程序把一个条目的声音写成文字（机器生成，未经人工核对）。退出码：1 未能制作",
    en: "have the words of an item heard by an installed program and written down (made by a machine, not checked by a person). Exit 1: it could not be made",
  },
  made: {
    "zh-CN": "  {cues} 段文字，由 {name} {version}（SHA-256 {sha256}）听写：机器生成，未经人工核对",
    en: "  {cues} pieces of text, heard by {name} {version} (SHA-256 {sha256}): made by a machine, not checked by a person",
  },
} satisfies Record<string, Text>;
