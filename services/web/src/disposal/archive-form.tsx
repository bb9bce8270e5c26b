/** To which archive items go, and on what: fields of the form by which a transfer is proposed. */
import { Form, Input } from "antd";
import { Choice } from "../frame/choice.tsx";
import { useSay } from "../texts/say.ts";

export interface ArchiveFields {
  readonly organisation: string;
  readonly person: string;
  readonly fonds: string;
  readonly basis: string;
  readonly highest: (typeof LEVELS)[number];
}

const LINES = { organisation: 200, person: 100, fonds: 40, basis: 200 } as const;
const LEVELS = ["none", "secret", "highly-secret", "top-secret"] as const;

export function ArchiveForm() {
  const say = useSay();
  const rules = [{ required: true, whitespace: true, message: say("form.required") }];
  return (
    <>
      {(Object.keys(LINES) as (keyof typeof LINES)[]).map((name, at) => (
        <Form.Item key={name} name={name} label={say(`disposal.archive-${name}`)} rules={rules}>
          <Input autoFocus={at === 0} maxLength={LINES[name]} />
        </Form.Item>
      ))}
      <Form.Item name="highest" label={say("disposal.archive-highest")}>
        <Choice
          options={LEVELS.map((value) => ({ value, label: say(`disposal.level.${value}`) }))}
        />
      </Form.Item>
    </>
  );
}
