/** The parties of a case in its form: a code for everywhere, a name for those who may see it. */
import { MinusCircleOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input } from "antd";
import { Choice } from "../frame/choice.tsx";
import { useSay } from "../texts/say.ts";

export function PartyFields() {
  const say = useSay();
  const required = [{ required: true, whitespace: true, message: say("form.required") }];
  return (
    <Form.List name="parties">
      {(fields, { add, remove }) => (
        <fieldset className="parties">
          <legend>{say("case.parties")}</legend>
          {fields.map(({ key, name }) => (
            <div key={key} className="party">
              <Form.Item name={[name, "code"]} label={say("case.party-code")} rules={required}>
                <Input maxLength={40} autoComplete="off" />
              </Form.Item>
              <Form.Item name={[name, "kind"]} label={say("case.party-kind")}>
                <Choice
                  options={(["person", "organisation"] as const).map((kind) => ({
                    value: kind,
                    label: say(`party.${kind}`),
                  }))}
                />
              </Form.Item>
              <Form.Item name={[name, "name"]} label={say("case.party-name")}>
                <Input maxLength={200} autoComplete="off" />
              </Form.Item>
              <Button
                icon={<MinusCircleOutlined aria-hidden />}
                aria-label={say("case.party-drop")}
                title={say("case.party-drop")}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          <Button
            icon={<PlusOutlined aria-hidden />}
            onClick={() => add({ code: `P${fields.length + 1}`, kind: "person", name: null })}
          >
            {say("case.party-add")}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}
