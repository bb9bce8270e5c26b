/** The form of a score sheet: each criterion with what the house knows of it, points, reasons, and the question before it is closed. */
import { Button, Form, Input, InputNumber, Radio } from "antd";
import { useState } from "react";
import type { SpotUnitBody } from "../../../review/spot-check-schema.ts";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { useLanguage, useSay } from "../texts/say.ts";
import { KnownLine } from "./known-line.tsx";
import {
  type Criterion,
  REASON_LENGTH,
  type ScoreFields,
  type State,
  asksReason,
  closeRequest,
  knownOf,
  lostIn,
  startOf,
} from "./score-fields.ts";
import { type UnitPlace, useClose } from "./spot-api.ts";

interface Scoring {
  readonly place: UnitPlace;
  readonly unit: SpotUnitBody;
  readonly onDone: () => void;
}

export function ScoreForm({ place, unit: read, onDone }: Scoring) {
  const say = useSay();
  const { language } = useLanguage();
  // What was on the screen when it began is what the checker judges, whatever is read meanwhile.
  const [unit] = useState(read);
  const [start] = useState(() => startOf(read, language));
  const [asked, setAsked] = useState<ScoreFields | null>(null);
  return (
    <>
      <Form<ScoreFields>
        layout="vertical"
        requiredMark={false}
        scrollToFirstError
        initialValues={start}
        onFinish={setAsked}
      >
        <ol className="entries">
          {unit.sheet.criteria.map((criterion) => (
            <CriterionFields key={criterion.code} criterion={criterion} unit={unit} />
          ))}
        </ol>
        <Form.Item name="remark" label={say("spot.remark")}>
          <Input.TextArea rows={3} maxLength={4_000} />
        </Form.Item>
        <div className="acts">
          <Button type="primary" htmlType="submit">
            {say("spot.close")}
          </Button>
          <Button onClick={onDone}>{say("frame.cancel")}</Button>
        </div>
      </Form>
      {asked !== null && (
        <Closing {...{ place, unit, onDone }} fields={asked} onClose={() => setAsked(null)} />
      )}
    </>
  );
}

function CriterionFields({
  criterion,
  unit,
}: {
  readonly criterion: Criterion;
  readonly unit: SpotUnitBody;
}) {
  const say = useSay();
  const { language } = useLanguage();
  const { code, title, points, fatal, loses } = criterion;
  const state = Form.useWatch<State | undefined>(["marks", code, "state"]);
  const known = knownOf(criterion, unit.known);
  const needed = { required: true, message: say("form.required") };
  const range = say("spot.points-range", { most: points });
  return (
    <li className="criterion">
      <fieldset className="parties">
        <legend>
          <strong>{title[language]}</strong>{" "}
          <span className="quiet">{say(fatal ? "spot.fatal" : "spot.points", { points })}</span>
        </legend>
        <p className="small quiet">{loses[language]}</p>
        <KnownLine known={known} />
        <Form.Item name={["marks", code, "state"]} label={say("spot.mark")} rules={[needed]}>
          <Radio.Group
            options={(["full", "lost", "not-applicable"] as const).map((value) => ({
              value,
              label: say(value === "lost" && fatal ? "spot.mark.failed" : `spot.mark.${value}`),
            }))}
          />
        </Form.Item>
        {state === "lost" && !fatal && (
          <Form.Item
            name={["marks", code, "lost"]}
            label={say("spot.lost")}
            rules={[needed, { type: "integer", min: 1, max: points, message: range }]}
          >
            <InputNumber controls={false} inputMode="numeric" />
          </Form.Item>
        )}
        <Form.Item
          name={["marks", code, "reason"]}
          label={say("spot.reason")}
          hidden={state === undefined}
          rules={asksReason(state, known) ? [{ ...needed, whitespace: true }] : []}
        >
          <Input.TextArea className="grows" rows={1} maxLength={REASON_LENGTH} />
        </Form.Item>
      </fieldset>
    </li>
  );
}

/** Another version says why, as the record of the first stays. */
function Closing({
  place,
  unit: { sheet, versions },
  fields,
  onDone,
  onClose,
}: Scoring & { readonly fields: ScoreFields; readonly onClose: () => void }) {
  const say = useSay();
  const close = useClose(place);
  const isAgain = versions.length > 0;
  const known = versions.at(-1)?.version ?? 0;
  const lost = sheet.criteria.reduce(
    (sum, criterion) => sum + lostIn(criterion, fields.marks[criterion.code] ?? {}),
    0,
  );
  return (
    <ConfirmDialog
      question={{
        title: say(isAgain ? "spot.close-again-title" : "spot.close-title"),
        note: say(isAgain ? "spot.close-again-note" : "spot.close-note"),
        okText: say("spot.close"),
        asksReason: isAgain,
      }}
      command={{
        ...close,
        mutate: ({ reason = null }, { onSuccess }) =>
          close.mutate(closeRequest(sheet, fields, known, reason), {
            onSuccess: () => {
              onSuccess();
              onDone();
            },
          }),
      }}
      id={place.unit}
      onClose={onClose}
    >
      <p>{say("spot.lost-in-all", { lost })}</p>
    </ConfirmDialog>
  );
}
