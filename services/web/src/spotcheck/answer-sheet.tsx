/** The answer of somebody whose work was checked, to the version that they read here. */
import { Button, Form, Input } from "antd";
import { useState } from "react";
import type { SpotUnitBody } from "../../../review/spot-check-schema.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { useSay } from "../texts/say.ts";
import { type UnitPlace, useAnswer } from "./spot-api.ts";

interface Of {
  readonly place: UnitPlace;
  readonly unit: SpotUnitBody;
}

export function AnswerSheet({ place, unit }: Of) {
  const say = useSay();
  const [read, setRead] = useState<SpotUnitBody["versions"][number] | null>(null);
  return (
    <div className="acts">
      <Button type="primary" onClick={() => setRead(unit.versions.at(-1) ?? null)}>
        {say("spot.answer")}
      </Button>
      {read !== null && <AnswerForm {...{ place, read }} onClose={() => setRead(null)} />}
    </div>
  );
}

function AnswerForm({
  place,
  read: { version, sha256 },
  onClose,
}: {
  readonly place: UnitPlace;
  readonly read: Pick<SpotUnitBody["versions"][number], "version" | "sha256">;
  readonly onClose: () => void;
}) {
  const say = useSay();
  // Who is checked reaches the sheet by their own way, also where they came as a checker.
  const answer = useAnswer({ ...place, isMine: true });
  return (
    <FormDialog<{ text: string }>
      title={say("spot.answer-title", { version })}
      okText={say("spot.answer")}
      busy={answer.isPending}
      error={answer.error}
      onClose={onClose}
      onSubmit={({ text }) =>
        answer.mutate({ sheetSha256: sha256, text: text.trim() }, { onSuccess: onClose })
      }
    >
      <p className="quiet">{say("spot.answer-how")}</p>
      <Form.Item
        name="text"
        label={say("spot.answer-text")}
        rules={[{ required: true, whitespace: true, min: 2, message: say("form.required") }]}
      >
        <Input.TextArea autoFocus rows={5} maxLength={8_000} />
      </Form.Item>
    </FormDialog>
  );
}
