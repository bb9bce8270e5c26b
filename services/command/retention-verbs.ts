/** The verbs about retention. */
import { Item } from "../review/api-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { Terminal } from "./terminal.ts";
import { RETENTION } from "./texts/retention.ts";

/** What was decided of the item, and each reason; those that decide first. Ends with 1 where nothing is decided yet. */
export async function retentionExplain(
  api: ApiClient,
  term: Terminal,
  item: string,
): Promise<ExitCode> {
  const { id, retention } = await api.get(`/api/v1/items/${encodeURIComponent(item)}`, Item);
  term.result({ item: id, retention });
  if (retention === null) {
    term.say(RETENTION.notYet);
    return EXIT.negative;
  }
  const { headline, reasons, conflict, ceiling, restrictedFrom, pack, decisionSha256 } = retention;
  term.say(RETENTION.headline, { text: headline[term.language] });
  for (const { text, decides } of reasons.toSorted(
    (a, b) => Number(b.decides) - Number(a.decides),
  )) {
    term.say(decides ? RETENTION.decides : RETENTION.reason, { text: text[term.language] });
  }
  if (conflict)
    term.say(RETENTION.conflict, { ceiling: ceiling ?? "", from: restrictedFrom ?? "" });
  const name = pack === null ? "–" : `${pack.code} ${pack.version}`;
  term.say(RETENTION.by, { pack: name, digest: decisionSha256 });
  return EXIT.ok;
}
