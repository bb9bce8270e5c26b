/** Requests for access: one's own, and for those who give access what others ask for. */
import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { AccessRequestBody, OwnRequestBody } from "../../../review/access-request-schema.ts";
import { useMay } from "../api/queries.ts";
import { Choice } from "../frame/choice.tsx";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { PagesTable } from "../frame/pages-table.tsx";
import { useSay } from "../texts/say.ts";
import { ApproveRequest } from "./approve-request.tsx";
import { AskAccess } from "./ask-access.tsx";
import { useOwnRequests, useRefuse, useRequestsToDecide, useWithdraw } from "./request-api.ts";
import { type Act, STATES, useColumnsToDecide, useOwnColumns } from "./request-columns.tsx";

export function RequestsPage() {
  const say = useSay();
  const mayDecide = useMay("access:grant");
  const [search, setSearch] = useSearchParams();
  const asked = search.get("ask");
  const ask = (about: string | null): void =>
    setSearch(about === null ? {} : { ask: about }, { replace: true });
  return (
    <>
      <div className="head">
        <h1>{say("requests.title")}</h1>
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => ask("")}>
          {say("requests.ask")}
        </Button>
      </div>
      <p className="quiet">{say("requests.lead")}</p>
      {mayDecide && <ToDecide />}
      <Own isAlone={!mayDecide} />
      {asked !== null && <AskAccess about={asked} onClose={() => ask(null)} />}
    </>
  );
}

function Own({ isAlone }: { readonly isAlone: boolean }) {
  const say = useSay();
  const [ending, setEnding] = useState<OwnRequestBody | null>(null);
  const withdraw = useWithdraw();
  return (
    <section className="part">
      <h2 className={isAlone ? "unseen" : ""}>{say("requests.own")}</h2>
      <PagesTable
        query={useOwnRequests()}
        title="requests.own"
        columns={useOwnColumns(setEnding)}
        none="requests.none"
        noneHow="requests.none-how"
      />
      {ending !== null && (
        <ConfirmDialog
          question={{
            title: say("requests.withdraw-title"),
            note: `“${ending.about}”`,
            okText: say("requests.withdraw"),
            asksReason: false,
          }}
          command={withdraw}
          id={ending.id}
          onClose={() => setEnding(null)}
        />
      )}
    </section>
  );
}

function ToDecide() {
  const say = useSay();
  const [state, setState] = useState<AccessRequestBody["state"] | null>("open");
  const [act, setAct] = useState<Act | null>(null);
  const refuse = useRefuse();
  return (
    <section className="part">
      <h2>{say("requests.to-decide")}</h2>
      <div className="filters" role="group" aria-label={say("requests.state")}>
        <Choice
          allowClear
          aria-label={say("requests.state")}
          placeholder={say("requests.any-state")}
          value={state}
          options={STATES.map((value) => ({ value, label: say(`requests.state.${value}`) }))}
          onChange={(chosen: AccessRequestBody["state"] | null | undefined) =>
            setState(chosen ?? null)
          }
        />
      </div>
      <PagesTable
        query={useRequestsToDecide(state ?? undefined, true)}
        title="requests.to-decide"
        columns={useColumnsToDecide(setAct)}
        none="requests.none-to-decide"
      />
      {act?.kind === "approve" && <ApproveRequest asked={act.asked} onClose={() => setAct(null)} />}
      {act?.kind === "refuse" && (
        <ConfirmDialog
          question={{
            title: say("requests.refuse-title", { name: act.asked.askedByName }),
            note: say("requests.refuse-note"),
            okText: say("requests.refuse"),
            asksReason: true,
          }}
          command={refuse}
          id={act.asked.id}
          onClose={() => setAct(null)}
        />
      )}
    </section>
  );
}
