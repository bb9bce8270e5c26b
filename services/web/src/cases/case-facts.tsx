/** What is known of a case, the way to tell more of it, and who told what. */
import { EditOutlined } from "@ant-design/icons";
import { Button, Tag } from "antd";
import { type ReactNode, useState } from "react";
import type { CaseDetailBody } from "../../../review/case-schema.ts";
import { useMay } from "../api/queries.ts";
import { useSay } from "../texts/say.ts";
import type { TextKey } from "../texts/texts.ts";
import { EditCase } from "./edit-case.tsx";
import { History } from "./history.tsx";

export function CaseFacts({ file }: { readonly file: CaseDetailBody }) {
  const say = useSay();
  const mayChange = useMay("cases:change");
  const [editing, setEditing] = useState(false);
  return (
    <section className="panel" aria-labelledby="case-facts">
      <div className="head">
        <h2 id="case-facts">{say("case.facts")}</h2>
        {mayChange && (
          <Button icon={<EditOutlined aria-hidden />} onClick={() => setEditing(true)}>
            {say("case.edit")}
          </Button>
        )}
      </div>
      <dl className="pairs">
        {factsOf(file).map(([key, value]) => (
          <div key={key} style={{ display: "contents" }}>
            <dt>{say(key)}</dt>
            <dd>{typeof value === "string" ? value : value(say)}</dd>
          </div>
        ))}
      </dl>
      <History of="cases" id={file.id} revision={file.revision} prefix="case" />
      {editing && <EditCase file={file} onClose={() => setEditing(false)} />}
    </section>
  );
}

const provisionText = ({ instrument, article, version }: CaseDetailBody["legalBasis"][number]) =>
  `${[instrument, article].filter(Boolean).join(" ")} (${version})`;

type Value = string | ((say: ReturnType<typeof useSay>) => ReactNode);

/** What is told, in the order of the form. */
function factsOf(file: CaseDetailBody): readonly (readonly [TextKey, Value])[] {
  const { actionKind, outcome, archiveTerm, powerItem, flags, parties, majorReasons } = file;
  const word = (key: TextKey | null): Value | null => (key === null ? null : (say) => say(key));
  const rows: readonly (readonly [TextKey, Value | null])[] = [
    ["case.actionKind", word(actionKind === null ? null : `enforcement.${actionKind}`)],
    ["case.agencyUnit", file.agencyUnit],
    ["case.powerItem", powerItem === null ? null : `${powerItem.code} (${powerItem.version})`],
    [
      "case.legalBasis",
      file.legalBasis.length === 0 ? null : file.legalBasis.map(provisionText).join("；"),
    ],
    ["case.filedOn", file.filedOn],
    ["case.decidedOn", file.decidedOn],
    ["case.effectiveOn", file.effectiveOn],
    ["case.closedOn", file.closedOn],
    ["case.outcome", word(outcome === null ? null : `outcome.${outcome}`)],
    ["case.litigation", word(file.litigation === "none" ? null : `litigation.${file.litigation}`)],
    ["case.litigationFinalOn", file.litigationFinalOn],
    ["case.majorDecision", file.majorDecision ? majorReasons.join("；") : null],
    ["case.archiveTerm", word(archiveTerm === null ? null : `term.${archiveTerm}`)],
    [
      "case.flags",
      flags.length === 0
        ? null
        : (say) => flags.map((flag) => <Tag key={flag}>{say(`flag.${flag}`)}</Tag>),
    ],
    [
      "case.parties",
      parties.length === 0
        ? null
        : (say) =>
            parties.map(({ code, kind, name }) => (
              <div key={code}>
                {code} · {say(`party.${kind}`)}
                {name !== null && ` · ${name}`}
              </div>
            )),
    ],
  ];
  return rows.flatMap(([key, value]) => (value === null ? [] : [[key, value] as const]));
}
