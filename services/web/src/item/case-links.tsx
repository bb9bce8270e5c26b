/** The cases an item belongs to; linking and unlinking are custody events. */
import { DisconnectOutlined, LinkOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { ItemBody } from "../../../review/api-schema.ts";
import { useLink, useUnlink } from "../api/commands.ts";
import { useCases, useMay } from "../api/queries.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { ReasonField } from "../frame/reason-field.tsx";
import { SearchedChoice } from "../frame/searched-choice.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useSay } from "../texts/say.ts";

type CaseRef = ItemBody["cases"][number];

export function CaseLinks({ item }: { readonly item: ItemBody }) {
  const say = useSay();
  const mayChange = useMay("cases:change");
  const [leaving, setLeaving] = useState<CaseRef | null>(null);
  return (
    <section className="panel" aria-labelledby="cases">
      <h2 id="cases">{say("links.title")}</h2>
      {item.cases.length === 0 && <p className="quiet">{say("links.none")}</p>}
      <ul className="downloads">
        {item.cases.map((linked) => (
          <li key={linked.id}>
            <Link to={`/cases/${linked.id}`}>{linked.number}</Link>
            {mayChange && (
              <Button
                size="small"
                icon={<DisconnectOutlined aria-hidden />}
                aria-label={`${say("links.remove")} ${linked.number}`}
                onClick={() => setLeaving(linked)}
              >
                {say("links.remove")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayChange && <AddLink item={item} />}
      {leaving !== null && <Unlink item={item} linked={leaving} onClose={() => setLeaving(null)} />}
    </section>
  );
}

function AddLink({ item }: { readonly item: ItemBody }) {
  const say = useSay();
  const link = useLink(item.id);
  const [chosen, setChosen] = useState<string | null>(null);
  const linked = new Set(item.cases.map(({ id }) => id));
  const add = (): void => {
    if (chosen !== null) link.mutate(chosen, { onSuccess: () => setChosen(null) });
  };
  return (
    <>
      <div className="filters">
        <SearchedChoice
          label={say("links.choose")}
          value={chosen ?? undefined}
          useFound={useCases}
          nameOf={({ number, title }) => `${number} ${title}`}
          without={linked}
          onChange={(value) => setChosen(value ?? null)}
        />
        <Button
          icon={<LinkOutlined aria-hidden />}
          disabled={chosen === null}
          loading={link.isPending}
          onClick={add}
        >
          {say("links.add")}
        </Button>
      </div>
      <ProblemNotice error={link.error} />
    </>
  );
}

function Unlink({
  item,
  linked,
  onClose,
}: {
  readonly item: ItemBody;
  readonly linked: CaseRef;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const unlink = useUnlink(item.id);
  return (
    <FormDialog<{ reason: string }>
      title={say("links.remove-title", { number: linked.number })}
      okText={say("links.remove")}
      busy={unlink.isPending}
      error={unlink.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        unlink.mutate({ caseId: linked.id, reason: reason.trim() }, { onSuccess: onClose })
      }
    >
      <ReasonField label="links.reason" />
    </FormDialog>
  );
}
