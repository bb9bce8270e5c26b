/** The button and the form that order a package for a named recipient. */
import { SendOutlined } from "@ant-design/icons";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Choice } from "../frame/choice.tsx";
import { DayInput } from "../frame/day-input.tsx";
import { DigestField } from "../frame/digest-field.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { PurposeFields, firstOf, useOfferedPurposes } from "../item/purpose-fields.tsx";
import { useSay } from "../texts/say.ts";
import { useOrderExport } from "./export-api.ts";
import { type OrderFields, RECIPIENTS } from "./export-fields.ts";

interface Of {
  readonly itemIds: readonly string[];
  /** Their content takes a special reason. */
  readonly isOnlyStored?: boolean;
}

export function OrderExport({ what, ...of }: Of & { readonly what?: string }) {
  const say = useSay();
  const [asks, setAsks] = useState(false);
  return (
    <>
      <Button
        size="small"
        icon={<SendOutlined aria-hidden />}
        {...(what !== undefined && { "aria-label": `${say("exports.order")} ${what}` })}
        onClick={() => setAsks(true)}
      >
        {say("exports.order")}
      </Button>
      {asks && <OrderDialog {...of} onClose={() => setAsks(false)} />}
    </>
  );
}

function OrderDialog({ itemIds, isOnlyStored, onClose }: Of & { readonly onClose: () => void }) {
  const say = useSay();
  const order = useOrderExport(itemIds);
  const navigate = useNavigate();
  const offered = useOfferedPurposes(isOnlyStored);
  return (
    <FormDialog<OrderFields>
      title={say("exports.order-title", { count: itemIds.length })}
      okText={say("exports.order-do")}
      busy={order.isPending}
      error={order.error}
      initial={{ recipient: "court", purposeKind: firstOf(offered) }}
      onClose={onClose}
      onSubmit={(fields) =>
        order.mutate(fields, { onSuccess: ({ id }) => void navigate(`/exports/${id}`) })
      }
    >
      <p className="quiet small">{say("exports.order-note")}</p>
      <RecipientFields />
      <PurposeFields label="exports.purpose" offered={offered} isFirst={false} />
      <Form.Item name="dueOn" label={say("exports.due-field")} extra={say("exports.due-how")}>
        <DayInput />
      </Form.Item>
      <DigestField name="basisSha256" file="exports.basis-file" isNeeded={false} />
    </FormDialog>
  );
}

function RecipientFields() {
  const say = useSay();
  const needed = [{ required: true, whitespace: true, message: say("form.required") }];
  return (
    <>
      <div className="fields">
        <Form.Item name="recipient" label={say("exports.recipient")}>
          <Choice
            options={RECIPIENTS.map((value) => ({ value, label: say(`exports.to.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="person" label={say("exports.person")} rules={needed}>
          <Input autoFocus maxLength={100} autoComplete="off" />
        </Form.Item>
      </div>
      <Form.Item name="organisation" label={say("exports.organisation")} rules={needed}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name="basis" label={say("exports.basis")} rules={needed}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
    </>
  );
}
