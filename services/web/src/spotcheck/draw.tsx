/** How the sample came about: what was fixed, the signed head that it was drawn by, the rule, and the files to draw it again. */
import { DownloadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { SpotCheckDetailBody } from "../../../review/spot-check-schema.ts";
import { save } from "../api/download.ts";
import { Commands } from "../frame/commands.tsx";
import { digestOf } from "../frame/digest-of.ts";
import { localTime } from "../shown/format.ts";
import { useLanguage, useSay } from "../texts/say.ts";
import { AGAIN, factsIn, filesOf } from "./population-files.ts";

interface Of {
  readonly detail: SpotCheckDetailBody;
}

export function Draw({ detail }: Of) {
  const say = useSay();
  const { language } = useLanguage();
  const { check, population } = detail;
  const facts = factsIn(population.text);
  const filtered = [facts.filter.unit, facts.filter.officer, facts.filter.activity].filter(
    (one) => one !== null,
  );
  return (
    <section className="panel" aria-labelledby="draw">
      <h2 id="draw">{say("spot.draw")}</h2>
      {check.draw === null && <p role="status">{say("spot.waits-for-head")}</p>}
      <dl className="pairs">
        <dt>{say("spot.period")}</dt>
        <dd>
          {facts.period.first} – {facts.period.last} {facts.period.zone}
        </dd>
        <dt>{say("spot.only")}</dt>
        <dd>{filtered.length === 0 ? say("spot.everything") : filtered.join(" · ")}</dd>
        <dt>{say("spot.population-digest")}</dt>
        <dd className="code">
          <Digest text={population.text} />
        </dd>
        {check.draw !== null && <Head draw={check.draw} />}
        <dt>{say("spot.rule")}</dt>
        <dd>{facts.drawRule[language]}</dd>
      </dl>
      <p className="small quiet">{facts.covers[language]}</p>
      <Files population={population} />
      <details>
        <summary>{say("spot.again")}</summary>
        <p className="small">{say("spot.again-how")}</p>
        <Commands lines={AGAIN} what={say("spot.again")} />
      </details>
    </section>
  );
}

function Head({ draw }: { readonly draw: NonNullable<SpotCheckDetailBody["check"]["draw"]> }) {
  const say = useSay();
  const { seed, origin, treeSize, drawnAt } = draw;
  return (
    <>
      <dt>{say("spot.head")}</dt>
      <dd>
        <span className="code">{origin}</span> {say("spot.tree-size", { size: treeSize })}
      </dd>
      <dt>{say("spot.seed")}</dt>
      <dd className="code">{seed}</dd>
      <dt>{say("spot.drawn-at")}</dt>
      <dd>{localTime(drawnAt)}</dd>
    </>
  );
}

/** Of the very text that is here, not of what somebody says of it. */
function Digest({ text }: { readonly text: string }) {
  const say = useSay();
  const found = useQuery({
    queryKey: ["digest", text],
    queryFn: () => digestOf(new Blob([text])),
    staleTime: Infinity,
  });
  if (found.data === undefined) return say("frame.loading");
  return found.data ?? say("record.no-digest");
}

function Files({ population }: Pick<SpotCheckDetailBody, "population">) {
  const say = useSay();
  return (
    <div className="take-away">
      <span className="small">{say("take-away.verb")}</span>
      {filesOf(population).map(([name, file]) => (
        <Button
          key={name}
          size="small"
          icon={<DownloadOutlined aria-hidden />}
          onClick={() => save(file(), name)}
        >
          <span className="code">{name}</span>
        </Button>
      ))}
    </div>
  );
}
