/** What access opens, as fields of a form: a case, or ids of items. */
import { Form, Input } from "antd";
import { CaseField } from "../cases/case-field.tsx";
import { Choice } from "../frame/choice.tsx";
import { useSay } from "../texts/say.ts";
import type { ScopeValues } from "./scope-values.ts";

export function ScopeFields() {
  const say = useSay();
  return (
    <>
      <Form.Item name="scope" label={say("requests.opens")}>
        <Choice
          options={(["case", "items"] as const).map((value) => ({
            value,
            label: say(`requests.scope-${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item<ScopeValues> noStyle shouldUpdate={(one, next) => one.scope !== next.scope}>
        {({ getFieldValue }) => (
          <ScopeField kind={getFieldValue("scope") as ScopeValues["scope"]} />
        )}
      </Form.Item>
    </>
  );
}

function ScopeField({ kind }: { readonly kind: ScopeValues["scope"] }) {
  const say = useSay();
  const rules = [{ required: true, whitespace: true, message: say("form.required") }];
  return kind === "case" ? (
    <Form.Item name="caseId" label={say("requests.scope-case")} rules={rules}>
      <CaseField label="requests.scope-case" />
    </Form.Item>
  ) : (
    <Form.Item name="items" label={say("requests.scope-items")} rules={rules}>
      <Input.TextArea rows={3} className="code" />
    </Form.Item>
  );
}
