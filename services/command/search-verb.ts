/** The verb that finds items by words and filters, and says what stood in the way where it finds none. */
import { FoundPage, SearchHints } from "../review/search-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { Finding, SearchVerbs } from "./search-commands.ts";
import type { Terminal } from "./terminal.ts";
import { LEFT, SEARCH } from "./texts/search.ts";
import type { Attempts } from "./verb-deps.ts";

export const searchVerbs = ({
  asAdministrator,
}: Pick<Attempts, "asAdministrator">): SearchVerbs => ({
  search: (words, options) =>
    asAdministrator(options, (api, term) => search(api, term, words, options)),
});

/** Ends with 1 where nothing is found. */
export async function search(
  api: Pick<ApiClient, "get">,
  term: Terminal,
  words: readonly string[],
  { device: deviceId, case: caseId, limit, ...narrowed }: Finding,
): Promise<ExitCode> {
  const { stage, activity, officer, place, verdict, keeping, from, to } = narrowed;
  const asked = {
    ...{ stage, activity, officer, place, verdict, keeping, deviceId, caseId, from, to },
  };
  const query = new URLSearchParams({ q: words.join(" ") });
  for (const [name, value] of Object.entries(asked)) {
    if (value !== undefined) query.set(name, value);
  }
  const hinting = query.toString();
  query.set("limit", limit);
  const found = await api.get(`/api/v1/search?${query.toString()}`, FoundPage);
  if (found.entries.length > 0) {
    term.result(found);
    for (const {
      id,
      filename,
      deviceName,
      recordedAt,
      receivedAt,
      stage: at,
      cases,
    } of found.entries) {
      term.say(SEARCH.found, {
        ...{ id, filename, device: deviceName, at: recordedAt ?? receivedAt, stage: at },
        cases: cases.map(({ number }) => number).join(" ") || "-",
      });
    }
    if (found.nextCursor !== null) term.say(SEARCH.more);
    return EXIT.ok;
  }
  const hints = await api.get(`/api/v1/search/hints?${hinting}`, SearchHints);
  term.result({ ...found, hints: hints.entries });
  term.say(SEARCH.none);
  for (const { left, word, count, isMore } of hints.entries) {
    const what = word === null ? LEFT[left][term.language] : (wordsIn(words)[word] ?? "");
    term.say(SEARCH.without, { what, count: `${count}${isMore ? "+" : ""}` });
  }
  return EXIT.negative;
}

/** As the service counts them: what holds neither letter nor digit is no word. */
const wordsIn = (words: readonly string[]): readonly string[] =>
  words
    .join(" ")
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
