/** The one box, and what a question is narrowed by. "/" comes back to the box from anywhere on the page. */
import { Button, Input, type InputRef } from "antd";
import { useEffect, useRef, useState } from "react";
import { useCases, useDevices } from "../api/queries.ts";
import { Choice } from "../frame/choice.tsx";
import { DayInput } from "../frame/day-input.tsx";
import { SearchedChoice } from "../frame/searched-choice.tsx";
import { STAGE_NAMES } from "../items/stage-mark.tsx";
import { useSay } from "../texts/say.ts";
import type { Asking } from "./search-question.ts";
import { KEEPING_NAMES, VERDICT_NAMES } from "./value-names.ts";

const MOST_CHARS = 200;

export function SearchBox({ question, change }: Asking) {
  const say = useSay();
  const box = useRef<InputRef>(null);
  const [typed, setTyped] = useState(question.q ?? "");
  useEffect(() => setTyped(question.q ?? ""), [question.q]);
  useSlash(() => box.current?.focus({ cursor: "all" }));
  return (
    <form
      role="search"
      className="search-box"
      onSubmit={(event) => {
        event.preventDefault();
        change({ q: typed.trim() });
      }}
    >
      <Input
        ref={box}
        autoFocus
        size="large"
        maxLength={MOST_CHARS}
        aria-label={say("search.label")}
        aria-describedby="search-key"
        placeholder={say("search.words")}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <Button size="large" type="primary" htmlType="submit">
        {say("search.go")}
      </Button>
      <span id="search-key" className="quiet small">
        {say("search.key")}
      </span>
    </form>
  );
}

/** Not where somebody types: there it is a character. */
function useSlash(focus: () => void): void {
  const latest = useRef(focus);
  latest.current = focus;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const at = event.target instanceof HTMLElement ? event.target : null;
      const isTyping = at?.closest("input, textarea, select, [contenteditable=true]") != null;
      if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}

/** Narrows once it is typed: by the key Enter, or when it is left. */
function WordsInput({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (words: string) => void;
}) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const take = (words: string): void => {
    if (words.trim() !== value) onChange(words.trim());
  };
  return (
    <Input
      className="words"
      maxLength={100}
      aria-label={label}
      placeholder={label}
      autoComplete="off"
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      onPressEnter={() => take(typed)}
      onBlur={() => take(typed)}
    />
  );
}

const ByWords = ({ question, change }: Asking) => {
  const say = useSay();
  return (["officer", "place"] as const).map((name) => (
    <WordsInput
      key={name}
      label={say(`search.any-${name}`)}
      value={question[name] ?? ""}
      onChange={(words) => change({ [name]: words })}
    />
  ));
};

export function SearchFilters({ question, change }: Asking) {
  const say = useSay();
  return (
    <div className="filters" role="group" aria-label={say("items.filters")}>
      <Choice
        allowClear
        aria-label={say("items.any-stage")}
        placeholder={say("items.any-stage")}
        value={question.stage ?? null}
        options={STAGE_NAMES.map((value) => ({ value, label: say(`stage.${value}`) }))}
        onChange={(stage: string | null | undefined) => change({ stage: stage ?? undefined })}
      />
      <Choice
        allowClear
        aria-label={say("search.any-verdict")}
        placeholder={say("search.any-verdict")}
        value={question.verdict ?? null}
        options={VERDICT_NAMES.map((value) => ({ value, label: say(`verdict.${value}`) }))}
        onChange={(verdict: string | null | undefined) => change({ verdict: verdict ?? undefined })}
      />
      <Choice
        allowClear
        aria-label={say("search.any-keeping")}
        placeholder={say("search.any-keeping")}
        value={question.keeping ?? null}
        options={KEEPING_NAMES.map((value) => ({ value, label: say(`keeping.${value}`) }))}
        onChange={(keeping: string | null | undefined) => change({ keeping: keeping ?? undefined })}
      />
      <SearchedChoice
        label={say("items.any-device")}
        value={question.deviceId}
        useFound={useDevices}
        nameOf={({ name }) => name}
        onChange={(deviceId) => change({ deviceId })}
      />
      <SearchedChoice
        label={say("items.any-case")}
        value={question.caseId}
        useFound={useCases}
        nameOf={({ number, title }) => `${number} ${title}`}
        onChange={(caseId) => change({ caseId })}
      />
      <ByWords {...{ question, change }} />
      {(["from", "to"] as const).map((name) => (
        <label key={name} className="day">
          <span className="quiet small">{say(`search.${name}`)}</span>
          <DayInput
            value={question[name] ?? ""}
            onChange={({ target }) => change({ [name]: target.value })}
          />
        </label>
      ))}
    </div>
  );
}
