/** What a marker or written record is called: by the page's texts, by the pack in force, or by its own code. */
import type { AnnotationBody } from "../../../review/recording-schema.ts";
import { usePackInForce } from "../sessions/session-api.ts";
import { useLanguage, useSay } from "../texts/say.ts";
import { isTextKey } from "../texts/texts.ts";

export const MARKERS = [
  ...["credential_shown", "rights_told", "document_issued", "seal_applied"],
  ...["object", "statement", "custom"],
];

export function useKindName(): (note: AnnotationBody["note"]) => string {
  const say = useSay();
  const { language } = useLanguage();
  const shots = usePackInForce()?.shots ?? [];
  return ({ type, kind }) => {
    const key = `${String(type)}.${String(kind)}`;
    if (isTextKey(key)) return say(key);
    return shots.find(({ code }) => code === kind)?.title[language] ?? String(kind);
  };
}
