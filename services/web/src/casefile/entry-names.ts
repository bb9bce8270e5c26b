/** What an entry of a case file is called on the page. */
import { useSay } from "../texts/say.ts";
import { type Drafted } from "./file-order.ts";
import { useOfCase } from "./file-api.ts";

export interface EntryName {
  readonly kind: string;
  readonly name: string;
  /** Where it can be looked at; null: nowhere here. */
  readonly to: string | null;
}

export function useEntryNames(caseId: string): (entry: Drafted) => EntryName {
  const say = useSay();
  const { items = [], sessions = [] } = useOfCase(caseId).data ?? {};
  const files = new Map(items.map(({ id, filename }) => [id, filename]));
  const numbers = new Map(sessions.map(({ id, number }) => [id, number]));
  return ({ kind, itemId = "", sessionId = "", record, documentNo = "" }) => {
    if (kind === "item")
      return {
        kind: say("file.kind.item"),
        ...{ name: files.get(itemId) ?? itemId, to: `/items/${itemId}` },
      };
    if (kind === "verdict") {
      const name = numbers.get(sessionId) ?? sessionId;
      return { kind: say("file.kind.verdict"), name, to: `/recording-sessions/${sessionId}` };
    }
    return { kind: say(`record.${record ?? "other"}`), name: documentNo, to: null };
  };
}
