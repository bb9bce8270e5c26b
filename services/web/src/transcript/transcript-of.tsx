/** On the page of a transcript: that nobody checked it, and what heard it. */
import type { DerivedBody } from "../../../review/derived-schema.ts";
import { useSay } from "../texts/say.ts";

export function TranscriptOf({
  made,
}: {
  readonly made: DerivedBody & { readonly kind: "transcript" };
}) {
  const say = useSay();
  const { taken } = made;
  if (taken === null) return null;
  const { cues, program } = taken;
  const { name, version, sha256 } = program;
  return (
    <ul className="findings" data-testid="transcript-of">
      <li>
        <strong>{say("transcript.mark")}</strong>
      </li>
      <li>
        {say("transcript.is", { cues, name, version })} <code className="small">{sha256}</code>
      </li>
    </ul>
  );
}
