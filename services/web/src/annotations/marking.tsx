/** Marks the moment that is watched: a button and a key for each kind, and the shots of the pack in force. */
import { Button, Input } from "antd";
import { useCallback, useMemo, useState } from "react";
import { Choice } from "../frame/choice.tsx";
import { told } from "../frame/form-facts.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useKeys } from "../item/player-keys.ts";
import { usePackInForce } from "../sessions/session-api.ts";
import { useLanguage, useSay } from "../texts/say.ts";
import { useAnnotate } from "./annotation-api.ts";
import type { Watched } from "./watched.ts";
import { MARKERS, useKindName } from "./kind-name.ts";

export function Marking({
  itemId,
  watched,
}: {
  readonly itemId: string;
  readonly watched: Watched;
}) {
  const say = useSay();
  const kindName = useKindName();
  const annotate = useAnnotate(itemId);
  const [words, setWords] = useState("");
  const { mutate } = annotate;
  const mark = useCallback(
    (kind: string): void => {
      const note = { type: "marker", kind, atMs: watched.atMs(), text: told(words) } as const;
      mutate(note, { onSuccess: () => setWords("") });
    },
    [mutate, watched, words],
  );
  useKeys(
    useMemo(
      () => Object.fromEntries(MARKERS.map((kind, place) => [String(place + 1), () => mark(kind)])),
      [mark],
    ),
  );
  return (
    <>
      <Input
        value={words}
        maxLength={200}
        aria-label={say("marker.words")}
        placeholder={say("marker.words")}
        onChange={({ target }) => setWords(target.value)}
      />
      <div className="marking" role="group" aria-label={say("marker.mark")}>
        {MARKERS.map((kind, place) => (
          <Button
            key={kind}
            size="small"
            aria-keyshortcuts={String(place + 1)}
            onClick={() => mark(kind)}
          >
            {place + 1} {kindName({ type: "marker", kind })}
          </Button>
        ))}
        <ShotChoice onChoose={mark} />
      </div>
      <p role="status" className="small quiet">
        {annotate.data === undefined ? say("marker.keys") : say("marker.done")}
      </p>
      <ProblemNotice error={annotate.error} />
    </>
  );
}

/** Shots of the pack that have no button of their own. */
function ShotChoice({ onChoose }: { readonly onChoose: (code: string) => void }) {
  const say = useSay();
  const { language } = useLanguage();
  const shots = (usePackInForce()?.shots ?? []).filter(({ code }) => !MARKERS.includes(code));
  if (shots.length === 0) return null;
  return (
    <Choice<string | null>
      size="small"
      value={null}
      aria-label={say("marker.shot")}
      placeholder={say("marker.shot")}
      options={shots.map(({ code, title }) => ({ value: code, label: title[language] }))}
      onChange={(code) => code !== null && onChoose(code)}
    />
  );
}
