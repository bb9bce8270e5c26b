/** What a question is narrowed by, each to be taken off; how what is found is spread, each to narrow by; and what stood in the way. */
import { CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { FoundFacets } from "../../../review/search-schema.ts";
import { useSay } from "../texts/say.ts";
import type { Say } from "../texts/texts.ts";
import { useFacets, useHints } from "./search-api.ts";
import {
  type Asking,
  FILTERS,
  type FilterName,
  type SearchQuestion,
  wordsIn,
} from "./search-question.ts";
import { type Facet, valueName } from "./value-names.ts";

const FACETS = ["stage", "verdict", "keeping", "deviceId", "caseId", "activity"] as const;

export function Chips({ question, change }: Asking) {
  const say = useSay();
  const facets = useFacets(question).data;
  const chosen = FILTERS.filter((name) => question[name] !== undefined);
  if (chosen.length === 0) return null;
  return (
    <ul className="chips chosen" aria-label={say("search.active")}>
      {chosen.map((name) => {
        const what = chipText(say, name, question[name] ?? "", facets);
        return (
          <li key={name}>
            <Button
              size="small"
              icon={<CloseOutlined aria-hidden />}
              aria-label={say("search.remove", { what })}
              onClick={() => change({ [name]: undefined })}
            >
              {what}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

function chipText(say: Say, name: FilterName, value: string, found?: FoundFacets): string {
  if (name === "from" || name === "to" || name === "officer" || name === "place")
    return `${say(`search.${name}`)} ${value}`;
  const named = found?.facets[name].find((each) => each.value === value)?.name ?? null;
  const isId = name === "deviceId" || name === "caseId";
  // The choice above it tells what it is called.
  const text = isId && named === null ? "…" : valueName(say, name, value, named);
  return `${say(`search.${name}`)} ${text}`;
}

export function Facets({ question, change }: Asking) {
  const say = useSay();
  const found = useFacets(question).data;
  if (found === undefined || found.count === 0) return null;
  const shown = FACETS.filter((facet) => isWorth(found, facet, question));
  return (
    <section className="facets" aria-label={say("search.facets")}>
      <p role="status" className="quiet small">
        {say(found.isMore ? "search.counted-more" : "search.counted", { count: found.count })}
      </p>
      {shown.map((facet) => (
        <div key={facet}>
          <h2 className="small">{say(`search.${facet}`)}</h2>
          <ul aria-label={say(`search.${facet}`)}>
            {found.facets[facet].map(({ value, name, count }) => {
              const what = valueName(say, facet, value, name);
              const times = `${count}${found.isMore ? "+" : ""}`;
              return (
                <li key={value}>
                  <Button size="small" type="text" onClick={() => change({ [facet]: value })}>
                    {what} <span className="quiet">{times}</span>
                  </Button>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </section>
  );
}

/** Two values at least, or one that not all have. */
const isWorth = (found: FoundFacets, facet: Facet, question: SearchQuestion): boolean =>
  question[facet] === undefined &&
  found.facets[facet].length > 0 &&
  (found.facets[facet].length > 1 || found.facets[facet][0]?.count !== found.count);

export function NothingFound({ question, change }: Asking) {
  const say = useSay();
  const hints = useHints(question).data?.entries ?? [];
  const words = wordsIn(question.q);
  return (
    <div className="panel" role="status">
      <h2>{say("search.none")}</h2>
      <p>{say("search.none-how")}</p>
      {hints.length > 0 && <p>{say("search.hints")}</p>}
      <ul className="plain">
        {hints.map(({ left, word, count, isMore }) => {
          const what = leftText(say, left, word === null ? null : (words[word] ?? ""));
          return (
            <li key={`${left} ${word}`}>
              <Button type="link" onClick={() => change(without(left, word, words))}>
                {say("search.without", { what, count: `${count}${isMore ? "+" : ""}` })}
              </Button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

type Left = Facet | "officer" | "place" | "time" | "words" | "word";

const leftText = (say: Say, left: Left, word: string | null): string => {
  if (left === "word") return word ?? "";
  return say(left === "words" ? "search.all-words" : `search.${left}`);
};

function without(left: Left, word: number | null, words: readonly string[]) {
  if (left === "time") return { from: undefined, to: undefined };
  if (left === "words") return { q: undefined };
  if (left === "word") return { q: words.toSpliced(word ?? 0, 1).join(" ") };
  return { [left]: undefined };
}
