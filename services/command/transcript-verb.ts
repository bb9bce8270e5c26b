/** The verb that has the words of an item heard by an installed program, and waits until they are written down. */
import { DerivedBody } from "../review/derived-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { tellMade, untilMade } from "./derived-wait.ts";
import type { ExitCode } from "./exit-code.ts";
import type { AskedOfItem } from "./item-commands.ts";
import type { Terminal } from "./terminal.ts";
import { ITEMS } from "./texts/items.ts";
import { TRANSCRIPT } from "./texts/transcript.ts";

export async function itemsTranscribe(
  api: Pick<ApiClient, "get" | "post">,
  term: Terminal,
  item: string,
  { purpose, purposeKind = "evidence", wait }: AskedOfItem,
  lookMs?: number,
): Promise<ExitCode> {
  const path = `/api/v1/items/${encodeURIComponent(item)}/transcript`;
  const asked = await api.post(path, { purpose, purposeKind }, DerivedBody);
  term.say(ITEMS.asked, { id: asked.id });
  const waiting = { wait, ...(lookMs === undefined ? {} : { lookMs }) };
  const now = await untilMade(api, term, asked, waiting);
  return tellMade(term, now, () => {
    if (now.kind !== "transcript" || now.taken === null) return;
    const { cues, program } = now.taken;
    const { name, version, sha256 } = program;
    term.say(TRANSCRIPT.made, { cues, name, version, sha256 });
  });
}
