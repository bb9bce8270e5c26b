/** Holds: the list, a new one, its review and its release. */
import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { HoldBody } from "../../../review/hold-schema.ts";
import { useMay } from "../api/queries.ts";
import { Choice } from "../frame/choice.tsx";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { NotForYou } from "../frame/not-here.tsx";
import { PagesTable } from "../frame/pages-table.tsx";
import { ReasonField } from "../frame/reason-field.tsx";
import { useSay } from "../texts/say.ts";
import { useHoldPages, useReleaseHold, useReviewHold } from "./hold-api.ts";
import { type Act, useHoldColumns } from "./hold-columns.tsx";
import { PlaceHold } from "./place-hold.tsx";
import { ReviewOn } from "./review-on.tsx";

const STATES = ["active", "overdue", "released"] as const;

export function HoldsPage() {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const [act, setAct] = useState<Act | null>(null);
  const state = search.get("state") ?? undefined;
  const place = search.get("place");
  const change = (name: string, value: string | undefined): void => {
    const next = new URLSearchParams(search);
    if (value === undefined) next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  const query = useHoldPages(state);
  const columns = useHoldColumns(setAct);
  const mayPlace = useMay("holds:place");
  if (!useMay("holds:see")) return <NotForYou />;
  return (
    <>
      <div className="head">
        <h1>{say("holds.title")}</h1>
        {mayPlace && (
          <Button
            type="primary"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => change("place", "")}
          >
            {say("holds.place")}
          </Button>
        )}
      </div>
      <p className="quiet">{say("holds.lead")}</p>
      <div className="filters" role="group" aria-label={say("holds.state")}>
        <Choice
          allowClear
          aria-label={say("holds.state")}
          placeholder={say("holds.any-state")}
          value={state ?? null}
          options={STATES.map((value) => ({ value, label: say(`holds.state.${value}`) }))}
          onChange={(chosen: string | null | undefined) => change("state", chosen ?? undefined)}
        />
      </div>
      <PagesTable
        query={query}
        title="holds.title"
        columns={columns}
        none="holds.none"
        noneHow="holds.none-how"
      />
      {mayPlace && place !== null && (
        <PlaceHold on={place} onClose={() => change("place", undefined)} />
      )}
      {act?.kind === "review" && <Review hold={act.hold} onClose={() => setAct(null)} />}
      {act?.kind === "release" && <Release hold={act.hold} onClose={() => setAct(null)} />}
    </>
  );
}

interface Props {
  readonly hold: HoldBody;
  readonly onClose: () => void;
}

function Review({ hold, onClose }: Props) {
  const say = useSay();
  const review = useReviewHold(hold.id);
  return (
    <FormDialog<{ reviewOn: string; reason: string }>
      title={say("holds.review-title", { number: hold.authority.number })}
      busy={review.isPending}
      error={review.error}
      onClose={onClose}
      onSubmit={(fields) => review.mutate(fields, { onSuccess: onClose })}
    >
      <ReviewOn />
      <ReasonField label="holds.why" isFirst={false} />
    </FormDialog>
  );
}

function Release({ hold, onClose }: Props) {
  const say = useSay();
  const release = useReleaseHold();
  return (
    <ConfirmDialog
      question={{
        title: say("holds.release-title", { number: hold.authority.number }),
        note: say("holds.release-note"),
        okText: say("holds.release"),
        asksReason: true,
      }}
      command={release}
      id={hold.id}
      onClose={onClose}
    />
  );
}
