/** Stage, device, case, what is waited for and since when, as filters of the list. */
import { Button } from "antd";
import { useCases, useDevices } from "../api/queries.ts";
import { Choice } from "../frame/choice.tsx";
import { SearchedChoice } from "../frame/searched-choice.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { STAGE_NAMES } from "./stage-mark.tsx";
import type { useItemFilters } from "./use-item-filters.ts";

const AWAITED = ["seal", "copy"] as const;

type State = ReturnType<typeof useItemFilters>;

export function ItemFilterBar({ state }: { readonly state: State }) {
  const say = useSay();
  const { filters, change } = state;
  return (
    <div className="filters" role="group" aria-label={say("items.filters")}>
      <Choice
        allowClear
        aria-label={say("items.any-stage")}
        placeholder={say("items.any-stage")}
        value={filters.stage ?? null}
        options={STAGE_NAMES.map((stage) => ({ value: stage, label: say(`stage.${stage}`) }))}
        onChange={(chosen: string | null | undefined) => change("stage", chosen ?? undefined)}
      />
      <Choice
        allowClear
        aria-label={say("items.any-awaits")}
        placeholder={say("items.any-awaits")}
        value={filters.awaits ?? null}
        options={AWAITED.map((what) => ({ value: what, label: say(`awaits.${what}`) }))}
        onChange={(chosen: string | null | undefined) => change("awaits", chosen ?? undefined)}
      />
      <SearchedChoice
        label={say("items.any-device")}
        value={filters.deviceId}
        useFound={useDevices}
        nameOf={({ name }) => name}
        onChange={(value) => change("deviceId", value)}
      />
      <SearchedChoice
        label={say("items.any-case")}
        value={filters.caseId}
        useFound={useCases}
        nameOf={({ number, title }) => `${number} ${title}`}
        onChange={(value) => change("caseId", value)}
      />
      {filters.mine !== undefined && <span>{say("items.mine")}</span>}
      {filters.receivedFrom !== undefined && (
        <span>{say("items.received-from", { at: localTime(filters.receivedFrom) })}</span>
      )}
      {state.filtered && <Button onClick={state.clear}>{say("items.clear")}</Button>}
    </div>
  );
}
