/** The fields of a session: what is done, by whom, where and when, and when it paused. */
import { MinusCircleOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Form, Input } from "antd";
import { FLAGS } from "../cases/edit-case.tsx";
import { useCase } from "../cases/case-api.ts";
import { CaseField } from "../cases/case-field.tsx";
import { Choice } from "../frame/choice.tsx";
import { useLanguage, useSay } from "../texts/say.ts";
import type { TextKey } from "../texts/texts.ts";
import { OfficersField } from "./officers-field.tsx";
import { usePackInForce } from "./session-api.ts";

export interface SessionFields {
  readonly number: string;
  readonly caseId: string | null | undefined;
  readonly activities: readonly string[];
  readonly officerIds: readonly string[];
  readonly partyCodes: readonly string[];
  readonly flags: readonly string[];
  readonly plannedStart: string;
  readonly plannedStop: string;
  readonly startedAt: string;
  readonly stoppedAt: string;
  readonly announced: boolean;
  readonly pauses:
    | readonly { readonly from: string; readonly to: string; readonly reason: string | null }[]
    | undefined;
  readonly place: string | null;
  readonly startReason: string | null;
  readonly stopReason: string | null;
  readonly legalBasis: string | null;
  readonly documentNo: string | null;
  readonly notRecorded: string | null;
  readonly urgentReason: string | null;
  readonly reason?: string;
}

/** Days and times of this era: what a field of the browser otherwise lets through is no time. */
const TIME = { type: "datetime-local", step: 1, min: "1990-01-01T00:00", max: "2999-12-31T00:00" };

export function SessionFieldset() {
  const say = useSay();
  const required = [{ required: true, whitespace: true, message: say("form.required") }];
  const text = (name: string, label: TextKey) => (
    <Form.Item name={name} label={say(label)}>
      <Input maxLength={200} autoComplete="off" />
    </Form.Item>
  );
  const time = (name: string, label: TextKey) => (
    <Form.Item name={name} label={say(label)}>
      <Input {...TIME} />
    </Form.Item>
  );
  return (
    <>
      <Form.Item name="number" label={say("session.number")} rules={required}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="caseId" label={say("session.caseId")}>
        <CaseField label="session.caseId" />
      </Form.Item>
      <ActivitiesField />
      <Form.Item name="officerIds" label={say("session.officerIds")}>
        <OfficersField />
      </Form.Item>
      <PartiesField />
      {text("place", "session.place")}
      <div className="fields">
        {time("plannedStart", "session.plannedStart")}
        {time("plannedStop", "session.plannedStop")}
        {time("startedAt", "session.startedAt")}
        {time("stoppedAt", "session.stoppedAt")}
        {text("startReason", "session.startReason")}
        {text("stopReason", "session.stopReason")}
        {text("legalBasis", "session.legalBasis")}
        {text("documentNo", "session.documentNo")}
      </div>
      <Form.Item name="announced" valuePropName="checked">
        <Checkbox>{say("sessions.announced")}</Checkbox>
      </Form.Item>
      <PauseFields />
      {text("notRecorded", "session.notRecorded")}
      {text("urgentReason", "session.urgentReason")}
      <Form.Item name="flags" label={say("session.flags")}>
        <Choice
          mode="multiple"
          options={FLAGS.map((flag) => ({ value: flag, label: say(`flag.${flag}`) }))}
        />
      </Form.Item>
    </>
  );
}

function ActivitiesField() {
  const say = useSay();
  const { language } = useLanguage();
  const activities = usePackInForce()?.activities ?? [];
  return (
    <Form.Item
      name="activities"
      label={say("session.activities")}
      {...(activities.length === 0 && { extra: say("sessions.no-pack") })}
    >
      <Choice
        mode={activities.length === 0 ? "tags" : "multiple"}
        options={activities.map(({ code, title }) => ({
          ...{ value: code, label: `${title[language]} (${code})` },
        }))}
        showSearch={{ optionFilterProp: "label" }}
      />
    </Form.Item>
  );
}

/** Codes of the case's parties, and others that are typed. */
function PartiesField() {
  const say = useSay();
  const caseId = Form.useWatch<string | null | undefined>("caseId") ?? null;
  const parties = useCase(caseId ?? "", caseId !== null).data?.parties ?? [];
  return (
    <Form.Item name="partyCodes" label={say("session.partyCodes")} extra={say("sessions.codes")}>
      <Choice mode="tags" options={parties.map(({ code }) => ({ value: code, label: code }))} />
    </Form.Item>
  );
}

function PauseFields() {
  const say = useSay();
  const required = [{ required: true, message: say("form.required") }];
  return (
    <Form.List name="pauses">
      {(fields, { add, remove }) => (
        <fieldset className="parties">
          <legend>{say("session.pauses")}</legend>
          {fields.map(({ key, name }) => (
            <div key={key} className="pause">
              <Form.Item name={[name, "from"]} label={say("sessions.from")} rules={required}>
                <Input {...TIME} />
              </Form.Item>
              <Form.Item name={[name, "to"]} label={say("sessions.to")} rules={required}>
                <Input {...TIME} />
              </Form.Item>
              <Form.Item name={[name, "reason"]} label={say("sessions.pause-reason")}>
                <Input maxLength={200} autoComplete="off" />
              </Form.Item>
              <Button
                icon={<MinusCircleOutlined aria-hidden />}
                aria-label={say("sessions.pause-drop")}
                title={say("sessions.pause-drop")}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          <Button
            icon={<PlusOutlined aria-hidden />}
            onClick={() => add({ from: "", to: "", reason: null })}
          >
            {say("sessions.pause-add")}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}
