/** Stage, device and case as filters of the list, kept in the address so that a link and "back" keep them. */
import { Button } from "antd";
import { useSearchParams } from "react-router";
import { type ItemFilters, useCases, useDevices } from "../api/queries.ts";
import { Choice } from "../frame/choice.tsx";
import { useSay } from "../texts/say.ts";
import { STAGE_NAMES } from "./stage-mark.tsx";

const NAMES = ["stage", "deviceId", "caseId"] as const;
type Name = (typeof NAMES)[number];

export function useItemFilters(): {
  readonly filters: ItemFilters;
  readonly filtered: boolean;
  readonly change: (name: Name, value: string | undefined) => void;
  readonly clear: () => void;
} {
  const [search, setSearch] = useSearchParams();
  const filters = Object.fromEntries(NAMES.map((name) => [name, search.get(name) ?? undefined]));
  return {
    filters,
    filtered: NAMES.some((name) => search.has(name)),
    change: (name, value) => {
      const next = new URLSearchParams(search);
      if (value === undefined) next.delete(name);
      else next.set(name, value);
      setSearch(next, { replace: true });
    },
    clear: () => setSearch({}, { replace: true }),
  };
}

interface Option {
  readonly value: string;
  readonly label: string;
}

export function ItemFilterBar({ state }: { readonly state: ReturnType<typeof useItemFilters> }) {
  const say = useSay();
  const cases = useCases();
  const { filters, change } = state;
  const caseOptions = (cases.data?.pages ?? []).flatMap(({ entries }) =>
    entries.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` })),
  );
  return (
    <div className="filters" role="group" aria-label={say("items.filters")}>
      <FilterChoice
        label={say("items.any-stage")}
        value={filters.stage}
        options={STAGE_NAMES.map((stage) => ({ value: stage, label: say(`stage.${stage}`) }))}
        onChange={(value) => change("stage", value)}
      />
      <DeviceChoice value={filters.deviceId} onChange={(value) => change("deviceId", value)} />
      <FilterChoice
        label={say("items.any-case")}
        value={filters.caseId}
        options={caseOptions}
        onChange={(value) => change("caseId", value)}
      />
      {state.filtered && <Button onClick={state.clear}>{say("items.clear")}</Button>}
    </div>
  );
}

interface ChoiceProps {
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

function DeviceChoice(props: ChoiceProps) {
  const say = useSay();
  const devices = useDevices();
  const options = (devices.data?.pages ?? []).flatMap(({ entries }) =>
    entries.map(({ id, name }) => ({ value: id, label: name })),
  );
  return <FilterChoice label={say("items.any-device")} options={options} {...props} />;
}

function FilterChoice({
  label,
  value,
  options,
  onChange,
}: ChoiceProps & { readonly label: string; readonly options: Option[] }) {
  return (
    <Choice
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      aria-label={label}
      placeholder={label}
      value={value ?? null}
      options={options}
      onChange={(chosen: string | null | undefined) => onChange(chosen ?? undefined)}
    />
  );
}
