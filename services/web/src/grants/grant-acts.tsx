/** What may be done with access that was given: let it end earlier or open for watching alone, or end it now. */
import { Button, Checkbox, Form } from "antd";
import { useState } from "react";
import type { GrantBody } from "../../../review/grant-schema.ts";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { DayInput } from "../frame/day-input.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { ReasonField } from "../frame/reason-field.tsx";
import { useSay } from "../texts/say.ts";
import { useEndAccess, useNarrowAccess } from "./grant-api.ts";
import type { NarrowFields } from "./grant-fields.ts";
import { stands } from "./grant-words.tsx";

interface Dialog {
  readonly of: GrantBody;
  readonly onClose: () => void;
}

/** Nothing where it is over. */
export function GrantActs({ of: grant }: { readonly of: GrantBody }) {
  const say = useSay();
  const [asked, setAsked] = useState<"narrow" | "end" | null>(null);
  const close = (): void => setAsked(null);
  if (!stands(grant) && asked === null) return null;
  return (
    <div className="acts">
      {(["narrow", "end"] as const).map((act) => (
        <Button
          key={act}
          size="small"
          aria-label={`${say(`grants.${act}`)} ${grant.userName}`}
          onClick={() => setAsked(act)}
        >
          {say(`grants.${act}`)}
        </Button>
      ))}
      {asked === "narrow" && <Narrow of={grant} onClose={close} />}
      {asked === "end" && <End of={grant} onClose={close} />}
    </div>
  );
}

function Narrow({ of: { id, userName, until, download }, onClose }: Dialog) {
  const say = useSay();
  const narrow = useNarrowAccess(id);
  return (
    <FormDialog<NarrowFields>
      title={say("grants.narrow-title", { name: userName })}
      okText={say("grants.narrow")}
      busy={narrow.isPending}
      error={narrow.error}
      onClose={onClose}
      onSubmit={(fields) => narrow.mutate(fields, { onSuccess: onClose })}
    >
      <p className="quiet small">{say("grants.narrow-note")}</p>
      <Form.Item
        name="until"
        label={say("grants.earlier")}
        extra={say("grants.now-until", { day: until })}
      >
        <DayInput />
      </Form.Item>
      {download && (
        <Form.Item name="toWatch" valuePropName="checked">
          <Checkbox>{say("grants.watch-alone")}</Checkbox>
        </Form.Item>
      )}
      <ReasonField label="grants.why" isFirst={false} />
    </FormDialog>
  );
}

function End({ of: { id, userName }, onClose }: Dialog) {
  const say = useSay();
  return (
    <ConfirmDialog
      question={{
        title: say("grants.end-title", { name: userName }),
        note: say("grants.end-note"),
        okText: say("grants.end"),
        asksReason: true,
      }}
      command={useEndAccess(id)}
      id={id}
      onClose={onClose}
    />
  );
}
