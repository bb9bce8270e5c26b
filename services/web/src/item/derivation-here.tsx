/** On an item's page: what it was made of and how, and what was made of it. */
import { Link } from "react-router";
import type { DerivedBody } from "../../../review/derived-schema.ts";
import { CopyButton } from "../frame/copy-button.tsx";
import { useDerivation } from "../live/joined-api.ts";
import { localTime } from "../shown/format.ts";
import { LabelOf } from "../label/label-of.tsx";
import { TranscriptOf } from "../transcript/transcript-of.tsx";
import { useSay } from "../texts/say.ts";
import { sayCode } from "../texts/texts.ts";

export function DerivationHere({ itemId }: { readonly itemId: string }) {
  const { data } = useDerivation(itemId);
  if (data === undefined || (data.madeFrom === null && data.inputOf.length === 0)) return null;
  return (
    <>
      {data.madeFrom !== null && <MadeFrom made={data.madeFrom} />}
      {data.inputOf.length > 0 && <InputOf all={data.inputOf} />}
    </>
  );
}

function MadeFrom({ made }: { readonly made: DerivedBody }) {
  const say = useSay();
  const { kind, from, madeBy } = made;
  return (
    <section className="panel" aria-labelledby="made-from">
      <h2 id="made-from">{say("derived.made-from")}</h2>
      <p>{say(`derived.kind-${kind}`)}</p>
      {made.kind === "excerpt" && <ExcerptOf made={made} />}
      {made.kind === "still" && <StillOf made={made} />}
      {made.kind === "redacted" && <RedactionOf made={made} />}
      {made.kind === "rebuilt" && <RebuiltOf made={made} />}
      {made.kind === "labelled" && <LabelOf made={made} />}
      {made.kind === "transcript" && <TranscriptOf made={made} />}
      <ol className="findings" data-testid="made-from">
        {from.map(({ itemId, beginsAtMs, begunAt, sha256 }) => (
          <li key={itemId}>
            {beginsAtMs !== null && (
              <span>{say("derived.begins", { seconds: (beginsAtMs / 1_000).toFixed(3) })}</span>
            )}
            <Link to={`/items/${itemId}`}>
              {begunAt === null ? itemId : say("derived.begun", { time: localTime(begunAt) })}
            </Link>
            <code className="small">{sha256}</code>
          </li>
        ))}
      </ol>
      {madeBy !== null && (
        <details>
          <summary>{say("derived.how")}</summary>
          <p className="small">{madeBy.version}</p>
          <code className="small">{madeBy.arguments.join(" ")}</code>
          {madeBy.program !== null && (
            <p className="small">
              {say("facts.program")} {madeBy.program.name} {madeBy.program.version}{" "}
              <code>{madeBy.program.sha256}</code>
            </p>
          )}
          {(["video", "audio"] as const).map((stream) => {
            const kept = madeBy.packets?.[stream];
            return kept === undefined ? null : (
              <p key={stream} className="small">
                {say(`derived.packets-${stream}`)} <code>{kept.sha256}</code>
              </p>
            );
          })}
        </details>
      )}
    </section>
  );
}

/** What was asked for, and what is really in it. */
function ExcerptOf({ made }: { readonly made: DerivedBody & { readonly kind: "excerpt" } }) {
  const say = useSay();
  const seconds = (us: number): string => (us / 1_000_000).toFixed(3);
  return (
    <ul className="findings" data-testid="excerpt-of">
      <li>
        {say(`excerpt.is-${made.how}`, {
          from: seconds(1_000 * made.fromMs),
          to: seconds(1_000 * made.toMs),
        })}
      </li>
      {(["video", "audio"] as const).map((stream) => {
        const span = made.taken?.[stream];
        return span === undefined ? null : (
          <li key={stream}>
            {say(`excerpt.span-${stream}`, {
              ...{ first: seconds(span.firstUs), last: seconds(span.lastUs), count: span.packets },
            })}
          </li>
        );
      })}
    </ul>
  );
}

/** Its citation, to be copied. */
function StillOf({ made }: { readonly made: DerivedBody & { readonly kind: "still" } }) {
  const say = useSay();
  const { taken, from, itemId } = made;
  if (taken === null) return null;
  const text = say("still.text", {
    ...{ item: itemId, sha256: from[0]?.sha256 ?? "", at: (taken.atUs / 1_000_000).toFixed(3) },
    ...{ pts: taken.pts, timeBase: taken.timeBase, frame: taken.frame ?? "-" },
    ...{ frameSha256: taken.frameSha256, wall: taken.wall?.at ?? say("moment.no-wall") },
  });
  return (
    <>
      <p data-testid="citation">{text}</p>
      <CopyButton text={text} what={say("moment.text-name")} />
    </>
  );
}

/** What was hidden, and what was looked at before it was kept. */
function RedactionOf({ made }: { readonly made: DerivedBody & { readonly kind: "redacted" } }) {
  const say = useSay();
  const { pictures, sound, proof } = made;
  const seconds = (ms: number): string => (ms / 1_000).toFixed(3);
  const range = ({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number | null }) =>
    say("redacted.range", {
      from: seconds(fromMs),
      to: toMs === null ? say("redacted.to-the-end") : seconds(toMs),
    });
  return (
    <ul className="findings" data-testid="redaction-of">
      {pictures.map((mask) => (
        <li key={JSON.stringify(mask)}>
          {say(`redacted.mask-${mask.fill}`)} {range(mask)}
        </li>
      ))}
      {sound.map((stretch) => (
        <li key={JSON.stringify(stretch)}>
          {say(`redacted.sound-${stretch.how}`)} {range(stretch)}
        </li>
      ))}
      {proof !== null && (
        <li>
          {say("redacted.proof", {
            ...{ frames: proof.frames, covered: proof.coveredFrames, packets: proof.packets },
            ...{ samples: proof.samples, silent: proof.silentSamples },
          })}
        </li>
      )}
    </ul>
  );
}

/** What was found again and what was assumed; and how anyone sees that no byte was changed. */
function RebuiltOf({ made }: { readonly made: DerivedBody & { readonly kind: "rebuilt" } }) {
  const say = useSay();
  const { taken } = made;
  if (taken === null) return null;
  const { picture, sound, unused, rehearsal, copied } = taken;
  const length = copied.endByte - copied.firstByte;
  return (
    <ul className="findings" data-testid="rebuilt-of">
      <li>
        {say("rebuilt.found", {
          ...{ pictures: picture?.samples ?? 0, sounds: sound?.samples ?? 0 },
          seconds: (taken.durationMs / 1_000).toFixed(0),
        })}
      </li>
      <li>{say("rebuilt.unused", { bytes: unused.bytes, places: unused.ranges.length })}</li>
      <li>{say("rebuilt.rehearsal", { ...rehearsal })}</li>
      {taken.assumed.map((one) => (
        <li key={one}>{say(`rebuilt.assumed-${one}`)}</li>
      ))}
      <li>
        {say("rebuilt.compare")}{" "}
        <code className="small">
          {`cmp -n ${length} -i ${copied.firstByte}:${copied.outputByte} BROKEN REBUILT`}
        </code>
      </li>
    </ul>
  );
}

function InputOf({ all }: { readonly all: readonly DerivedBody[] }) {
  const say = useSay();
  return (
    <section className="panel" aria-labelledby="input-of">
      <h2 id="input-of">{say("derived.input-of")}</h2>
      <ul className="findings" data-testid="input-of">
        {all.map(({ id, filename, state, askedAt, failure }) => (
          <li key={id}>
            {state === "received" ? <Link to={`/items/${id}`}>{filename}</Link> : filename}
            <time>{localTime(askedAt)}</time>
            <span className="quiet">{say(`derived.state-${state}`)}</span>
            {failure !== null && <span>{sayCode(say, failure)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
