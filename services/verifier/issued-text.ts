/** For whom a package says that it was made, in one line, in either language; its signature answers for that. */
import type { Language } from "../kernel/language.ts";
import { type Issued, RECIPIENT_NAMES } from "../packages/issued.ts";

export function issuedText(
  { watermark, recipient, organisation, person, basis }: Issued,
  language: Language,
): string {
  const kind = RECIPIENT_NAMES[recipient][language];
  return language === "en"
    ? `issued to ${organisation} (${kind}), ${person}, on ${basis}; watermark id ${watermark}`
    : `交付对象：${organisation}（${kind}），${person}；依据 ${basis}；水印编号 ${watermark}`;
}
