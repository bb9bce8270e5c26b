/** On the page of a redacted recording: whether it is released from its sources' secrecy, and the way to propose, decide and take that back. */
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import type { ItemBody } from "../../../review/api-schema.ts";
import type { ReleaseBody, ReleaseList } from "../../../review/release-schema.ts";
import { useCommand } from "../api/commands.ts";
import { useMay, useMe } from "../api/queries.ts";
import { call } from "../api/request.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { ReasonField } from "../frame/reason-field.tsx";
import { useDerivation } from "../live/joined-api.ts";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";

type Act = "proposal" | "approval" | "refusal" | "revocation";
interface Asked {
  readonly act: Act;
  readonly release: ReleaseBody | null;
}

/** It decides who may know of the item: whatever lists it is stale. */
const STALE = ["releases", "labels", "item", "items", "custody", "derivation"].map((key) => [key]);

export function ReleasesHere({ item }: { readonly item: Pick<ItemBody, "id" | "stage"> }) {
  const itemId = item.id;
  const say = useSay();
  const isRedacted = useDerivation(itemId).data?.madeFrom?.kind === "redacted";
  const may = useMay("secrecy:label");
  const [asked, setAsked] = useState<Asked | null>(null);
  const { data } = useQuery({
    queryKey: ["releases", itemId],
    enabled: isRedacted,
    queryFn: ({ signal }) => call("GET", "/items/{id}/releases", { path: { id: itemId }, signal }),
  });
  if (!isRedacted || item.stage !== "sealed" || data === undefined) return null;
  const open = data.entries.some(({ state }) => state === "proposed" || state === "released");
  return (
    <section className="panel" aria-labelledby="releases">
      <div className="head">
        <h2 id="releases">{say("releases.title")}</h2>
        {may && !open && (
          <Button onClick={() => setAsked({ act: "proposal", release: null })}>
            {say("releases.proposal")}
          </Button>
        )}
      </div>
      <p className="quiet small">{say(releasedNow(data) ? "releases.is" : "releases.is-not")}</p>
      <ul className="findings" data-testid="releases">
        {data.entries.map((release) => (
          <Line key={release.id} release={release} may={may} onAct={setAsked} />
        ))}
      </ul>
      {asked !== null && <Ask itemId={itemId} {...asked} onClose={() => setAsked(null)} />}
    </section>
  );
}

const releasedNow = ({ entries }: ReleaseList): boolean =>
  entries.some(({ state }) => state === "released");

function Line({
  release,
  may,
  onAct,
}: {
  readonly release: ReleaseBody;
  readonly may: boolean;
  readonly onAct: (asked: Asked) => void;
}) {
  const say = useSay();
  const me = useMe();
  const { state, proposed, decided, revoked } = release;
  const steps = [
    ["proposed", proposed],
    [state === "refused" ? "refused" : "released", decided],
    ["revoked", revoked],
  ] as const;
  const act = (name: Act) => (
    <Button size="small" onClick={() => onAct({ act: name, release })}>
      {say(`releases.${name}`)}
    </Button>
  );
  const isAnother = me.data?.id !== proposed.by;
  return (
    <li>
      {steps.map(([name, step]) =>
        step === null ? null : (
          <div key={name}>
            {say(`releases.was-${name}`, { at: localTime(step.at), reason: step.reason })}
          </div>
        ),
      )}
      {may && state === "proposed" && isAnother && act("approval")}
      {may && state === "proposed" && isAnother && act("refusal")}
      {may && state === "released" && act("revocation")}
    </li>
  );
}

function Ask({
  itemId,
  act,
  release,
  onClose,
}: Asked & { readonly itemId: string; readonly onClose: () => void }) {
  const say = useSay();
  const command = useCommand(
    (body: { readonly reason: string }) =>
      release === null || act === "proposal"
        ? call("POST", "/items/{id}/releases", { path: { id: itemId }, body })
        : call("POST", `/items/{id}/releases/{releaseId}/${act}`, {
            ...{ path: { id: itemId, releaseId: release.id }, body },
          }),
    ...STALE,
  );
  return (
    <FormDialog<{ reason: string }>
      title={say(`releases.${act}`)}
      okText={say(`releases.${act}`)}
      busy={command.isPending}
      error={command.error}
      onClose={onClose}
      onSubmit={({ reason }) => command.mutate({ reason }, { onSuccess: onClose })}
    >
      <p>{say(`releases.${act}-note`)}</p>
      <ReasonField label="form.reason" />
    </FormDialog>
  );
}
