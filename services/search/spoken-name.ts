/** How a Chinese name is typed in Latin letters: in full, by its syllables, and by their first letters. Pure. */
import { pinyin } from "pinyin-pro";

/** No person has more; what is longer is no name. */
const MOST_CHARS = 12;
const HAN = /\p{Script=Han}/gu;

/** Of "张伟" those are zhangwei, zhang, wei and zw, each once; of a name without Chinese characters there are none. */
export function spokenName(name: string): readonly string[] {
  const characters = name.normalize("NFKC").match(HAN) ?? [];
  if (characters.length === 0 || characters.length > MOST_CHARS) return [];
  const written = characters.join("");
  // A character that begins a name may be read another way there: 单 is shàn and not dān.
  return [...new Set((["head", "off"] as const).flatMap((surname) => readings(written, surname)))];
}

function readings(written: string, surname: "head" | "off"): readonly string[] {
  const syllables = pinyin(written, { type: "array", toneType: "none", v: true, surname })
    .map((each) => each.toLowerCase())
    .filter((each) => /^[a-z]+$/.test(each));
  if (syllables.length === 0) return [];
  const initials = syllables.map((each) => each.slice(0, 1)).join("");
  return [syllables.join(""), ...syllables, ...(syllables.length > 1 ? [initials] : [])];
}
