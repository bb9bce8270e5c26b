/** The form in which more is told of a case, or something corrected: only what differs is sent. */
import { Checkbox, Form, Input } from "antd";
import type { CaseDetailBody } from "../../../review/case-schema.ts";
import { Choice } from "../frame/choice.tsx";
import { DayInput } from "../frame/day-input.tsx";
import { differing, told } from "../frame/form-facts.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { useSay } from "../texts/say.ts";
import type { TextKey } from "../texts/texts.ts";
import { useChangeCase } from "./case-api.ts";
import { PartyFields } from "./party-fields.tsx";

type Facts = Omit<CaseDetailBody, "id" | "createdAt" | "createdBy" | "itemCount" | "revision">;
type OneOf<Name extends keyof Facts> = Exclude<Facts[Name], null>;
const all = <Value extends string>(values: Readonly<Record<Value, true>>): Value[] =>
  Object.keys(values) as Value[];
const KINDS = all<OneOf<"actionKind">>({
  ...{ penalty: true, coercion: true, inspection: true, collection: true },
  ...{ expropriation: true, licence: true },
});
const OUTCOMES = all<OneOf<"outcome">>({ "evidence-used": true, "not-evidence": true });
const LITIGATION = all<Facts["litigation"]>({ none: true, open: true, final: true });
const TERMS = all<OneOf<"archiveTerm">>({ P10Y: true, P30Y: true, permanent: true });
export const FLAGS = all<Facts["flags"][number]>({
  ...{ obstruction: true, "major-incident": true, complex: true, complaint: true },
  ...{ "real-estate": true, "minor-involved": true },
  ...{ "use-of-force": true, "subject-request": true },
});

interface Fields extends Omit<Facts, "majorReasons" | "powerItem" | "legalBasis"> {
  readonly legalBasis: string;
  readonly majorReasons: string;
  readonly powerCode: string;
  readonly powerVersion: string;
  readonly reason?: string;
}

export function EditCase({
  file,
  onClose,
}: {
  readonly file: CaseDetailBody;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const change = useChangeCase(file.id);
  const { id: _id, createdAt: _at, createdBy: _by, itemCount: _count, revision, ...facts } = file;
  const initial: Fields = {
    ...facts,
    majorReasons: facts.majorReasons.join("\n"),
    legalBasis: facts.legalBasis
      .map(({ instrument, article, version }) => [instrument, article ?? "", version].join("|"))
      .join("\n"),
    powerCode: facts.powerItem?.code ?? "",
    powerVersion: facts.powerItem?.version ?? "",
  };
  const submit = ({ reason = "", ...fields }: Fields): void => {
    const told = differing(facts, factsOf(fields));
    const why = reason.trim() === "" ? {} : { reason };
    change.mutate({ revision, facts: told, ...why }, { onSuccess: onClose });
  };
  return (
    <FormDialog<Fields>
      title={say("case.edit")}
      busy={change.isPending}
      error={change.error}
      initial={initial}
      onClose={onClose}
      onSubmit={submit}
    >
      <CaseFields />
      <BasisField />
      <PartyFields />
      <Form.Item name="reason" label={say("case.reason")}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}

function factsOf({
  majorReasons,
  legalBasis,
  powerCode,
  powerVersion,
  ...fields
}: Omit<Fields, "reason">): Facts {
  const [code, version] = [told(powerCode), told(powerVersion)];
  return {
    ...fields,
    ...{ actionKind: fields.actionKind ?? null, outcome: fields.outcome ?? null },
    ...{ archiveTerm: fields.archiveTerm ?? null, agencyUnit: told(fields.agencyUnit) },
    ...{ filedOn: told(fields.filedOn), decidedOn: told(fields.decidedOn) },
    ...{ effectiveOn: told(fields.effectiveOn), closedOn: told(fields.closedOn) },
    litigationFinalOn: told(fields.litigationFinalOn),
    majorReasons: majorReasons.split("\n").flatMap((line) => told(line) ?? []),
    legalBasis: legalBasis.split("\n").flatMap((line) => {
      if (line.trim() === "") return [];
      const [instrument = "", article = "", version = ""] = line.split("|");
      return [{ instrument: instrument.trim(), article: told(article), version: version.trim() }];
    }),
    powerItem:
      code === null && version === null ? null : { code: code ?? "", version: version ?? "" },
    parties: fields.parties.map((party) => ({ ...party, name: told(party.name) })),
  };
}

function BasisField() {
  const say = useSay();
  return (
    <Form.Item name="legalBasis" label={say("case.legalBasis")} extra={say("case.legalBasis-how")}>
      <Input.TextArea rows={2} maxLength={5000} />
    </Form.Item>
  );
}

function CaseFields() {
  const say = useSay();
  const required = [{ required: true, whitespace: true, message: say("form.required") }];
  const text = (name: keyof Fields, label: TextKey, max: number) => (
    <Form.Item name={name} label={say(label)}>
      <Input maxLength={max} autoComplete="off" />
    </Form.Item>
  );
  const date = (name: keyof Fields, label: TextKey) => (
    <Form.Item name={name} label={say(label)}>
      <DayInput />
    </Form.Item>
  );
  const pick = (name: keyof Fields, label: TextKey, prefix: string, values: readonly string[]) => (
    <Form.Item name={name} label={say(label)}>
      <Choice
        allowClear={name !== "litigation"}
        options={values.map((value) => ({ value, label: say(`${prefix}.${value}` as TextKey) }))}
      />
    </Form.Item>
  );
  return (
    <>
      <Form.Item name="number" label={say("case.number")} rules={required}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="title" label={say("case.title")} rules={required}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <div className="fields">
        {pick("actionKind", "case.actionKind", "enforcement", KINDS)}
        {text("agencyUnit", "case.agencyUnit", 100)}
        {text("powerCode", "case.powerCode", 100)}
        {text("powerVersion", "case.powerVersion", 100)}
        {date("filedOn", "case.filedOn")}
        {date("decidedOn", "case.decidedOn")}
        {date("effectiveOn", "case.effectiveOn")}
        {pick("archiveTerm", "case.archiveTerm", "term", TERMS)}
        {date("closedOn", "case.closedOn")}
        {pick("outcome", "case.outcome", "outcome", OUTCOMES)}
        {pick("litigation", "case.litigation", "litigation", LITIGATION)}
        {date("litigationFinalOn", "case.litigationFinalOn")}
      </div>
      <p className="quiet small">{say("case.outcome-how")}</p>
      <Form.Item name="majorDecision" valuePropName="checked" noStyle>
        <Checkbox>{say("case.majorDecision")}</Checkbox>
      </Form.Item>
      <Form.Item name="majorReasons" label={say("case.majorReasons")}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
      <Form.Item name="flags" label={say("case.flags")}>
        <Choice
          mode="multiple"
          options={FLAGS.map((flag) => ({ value: flag, label: say(`flag.${flag}`) }))}
        />
      </Form.Item>
    </>
  );
}
