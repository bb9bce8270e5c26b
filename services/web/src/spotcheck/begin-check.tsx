/** The form that begins a spot check: what is drawn from, how many, and by which sheet it is checked. */
import { Form, Input, InputNumber, Radio } from "antd";
import { useNavigate } from "react-router";
import { Choice } from "../frame/choice.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { SearchedChoice } from "../frame/searched-choice.tsx";
import { officerName } from "../sessions/officers-field.tsx";
import { useOfficers, usePackInForce } from "../sessions/session-api.ts";
import { useLanguage, useSay } from "../texts/say.ts";
import { type BeginFields, beginRequest, periodsAt } from "./begin-fields.ts";
import { useBegin, useSheets } from "./spot-api.ts";

const MOST = 10_000;

export function BeginCheck({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const navigate = useNavigate();
  const begin = useBegin();
  return (
    <FormDialog<BeginFields>
      title={say("spot.begin")}
      okText={say("spot.begin-ok")}
      busy={begin.isPending}
      error={begin.error}
      onClose={onClose}
      onSubmit={(fields) =>
        begin.mutate(beginRequest(fields), {
          onSuccess: ({ check }) => void navigate(`/spot-checks/${check.id}`),
        })
      }
      initial={{ by: "count", number: 10 }}
    >
      <p className="quiet">{say("spot.begin-how")}</p>
      <Sheet />
      <HowMany />
      <Narrowed />
    </FormDialog>
  );
}

function Sheet() {
  const say = useSay();
  const { language } = useLanguage();
  const found = useSheets();
  const sheets = found.data?.rules?.sheets ?? [];
  const chosen = Form.useWatch<string | undefined>("sheet");
  const subjects = sheets.find(({ code }) => code === chosen)?.subjects ?? [];
  const needed = { required: true, message: say("form.required") };
  return (
    <>
      <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      {found.data?.rules === null && <p role="status">{say("spot.no-rules")}</p>}
      <Form.Item name="sheet" label={say("spot.sheet")} rules={[needed]}>
        <Choice
          options={sheets.map(({ code, title }) => ({ value: code, label: title[language] }))}
        />
      </Form.Item>
      <Form.Item
        name="subject"
        label={say("spot.subject")}
        rules={[
          needed,
          {
            validator: (_, value: BeginFields["subject"] | undefined) =>
              value === undefined || subjects.includes(value)
                ? Promise.resolve()
                : Promise.reject(new Error(say("spot.subject-not-of-sheet"))),
          },
        ]}
        dependencies={["sheet"]}
      >
        <Choice
          disabled={subjects.length === 0}
          options={subjects.map((value) => ({ value, label: say(`spot.subject.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="period" label={say("spot.period")} rules={[needed]}>
        <Choice options={periodsAt(new Date()).map((value) => ({ value, label: value }))} />
      </Form.Item>
    </>
  );
}

function HowMany() {
  const say = useSay();
  const by = Form.useWatch<BeginFields["by"] | undefined>("by") ?? "count";
  const most = by === "count" ? MOST : 100;
  return (
    <>
      <Form.Item name="by" label={say("spot.how-many")}>
        <Radio.Group
          options={(["count", "percent"] as const).map((value) => ({
            value,
            label: say(`spot.by.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="number"
        label={say(`spot.number.${by}`)}
        dependencies={["by"]}
        rules={[
          { required: true, message: say("form.required") },
          { type: "integer", min: 1, max: most, message: say("spot.number-range", { most }) },
        ]}
      >
        <InputNumber controls={false} inputMode="numeric" />
      </Form.Item>
    </>
  );
}

function Narrowed() {
  const say = useSay();
  const { language } = useLanguage();
  const activities = usePackInForce()?.activities ?? [];
  return (
    <>
      <Form.Item name="unit" label={say("spot.only-unit")} extra={say("spot.only-unit-how")}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name="officer" label={say("spot.only-officer")}>
        <OfficerField />
      </Form.Item>
      <Form.Item name="activity" label={say("spot.only-activity")}>
        <Choice
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          options={activities.map(({ code, title }) => ({ value: code, label: title[language] }))}
        />
      </Form.Item>
    </>
  );
}

function OfficerField({
  value,
  onChange,
}: {
  readonly value?: string;
  readonly onChange?: (value: string | undefined) => void;
}) {
  const say = useSay();
  return (
    <SearchedChoice
      label={say("spot.only-officer")}
      value={value}
      useFound={useOfficers}
      nameOf={officerName}
      onChange={(id) => onChange?.(id)}
    />
  );
}
