/** The verb that has a labelled copy made of an item, and waits until it is. */
import { readFile } from "node:fs/promises";
import { DerivedBody } from "../review/derived-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { tellMade, untilMade } from "./derived-wait.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { Labelling } from "./item-commands.ts";
import { type Terminal, VerbFailure } from "./terminal.ts";
import { ITEMS } from "./texts/items.ts";
import { LABEL } from "./texts/label.ts";

const MOST_FILE_BYTES = 240 << 10;

export async function itemsLabel(
  api: Pick<ApiClient, "get" | "post">,
  term: Terminal,
  item: string,
  options: Labelling,
  lookMs?: number,
): Promise<ExitCode> {
  const { line = [], stamp = false, timeCode = false, wallClock = false } = options;
  const { place, size, purpose, purposeKind = "evidence", wait } = options;
  const label = {
    ...{ lines: line, stamp, timeCode, wallClock, place, size },
    subtitles: await subtitlesIn(options),
  };
  const body = { label, purpose, purposeKind };
  const path = `/api/v1/items/${encodeURIComponent(item)}/labelled`;
  const asked = await api.post(path, body, DerivedBody);
  term.say(ITEMS.asked, { id: asked.id });
  const waiting = { wait, ...(lookMs === undefined ? {} : { lookMs }) };
  const now = await untilMade(api, term, asked, waiting);
  return tellMade(term, now, () => {
    if (now.kind !== "labelled" || now.taken === null) return;
    const { frames, widthPx: width, heightPx: height } = now.taken;
    term.say(LABEL.made, { frames, width, height });
  });
}

/** @throws VerbFailure for what is no file of them. */
async function subtitlesIn({ subtitles: file, language, burn: burned = false }: Labelling) {
  if (file === undefined) return null;
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null || bytes.byteLength > MOST_FILE_BYTES) throw unreadable(file);
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), language, burned };
  } catch {
    throw unreadable(file);
  }
}

const unreadable = (file: string) => new VerbFailure(EXIT.usage, LABEL.noSubtitles, { file });
