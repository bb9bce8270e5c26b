/** Files that belong together by the device's word: a recording's side files, and the way back from one. */
import { Link } from "react-router";
import type { ItemBody } from "../../../review/api-schema.ts";
import { StageMark } from "../items/stage-mark.tsx";
import { useSay } from "../texts/say.ts";

type Related = ItemBody["sideFiles"];

export function RelatedFiles({ item }: { readonly item: ItemBody }) {
  const say = useSay();
  const { belongsTo, recordings, sideFiles } = item;
  if (belongsTo === null && recordings.length + sideFiles.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="related">
      <h2 id="related">{say("related.title")}</h2>
      {belongsTo !== null && recordings.length === 0 && (
        <p className="quiet">{say("related.not-come", { name: belongsTo })}</p>
      )}
      <Files
        title={say(belongsTo === null ? "related.same-recording" : "related.belongs-to")}
        files={recordings}
      />
      {belongsTo !== null && recordings.length > 1 && (
        <p className="quiet small">{say("related.several")}</p>
      )}
      <Files title={say("related.side-files")} files={sideFiles} />
      <p className="quiet small">{say("related.note")}</p>
    </section>
  );
}

function Files({ title, files }: { readonly title: string; readonly files: Related }) {
  if (files.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className="downloads">
        {files.map(({ id, filename, stage }) => (
          <li key={id}>
            <Link to={`/items/${id}`}>{filename === "" ? id : filename}</Link>
            <StageMark stage={stage} />
          </li>
        ))}
      </ul>
    </>
  );
}
