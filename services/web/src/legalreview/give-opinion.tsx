/** The form by which a legal person gives an opinion on a round, with a mark on each point that is not fine. */
import { Form, Input, Skeleton } from "antd";
import type { ReviewRoundBody } from "../../../review/legal-review-schema.ts";
import { Choice } from "../frame/choice.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useLanguage, useSay } from "../texts/say.ts";
import {
  MARKS,
  type Mark,
  type OpinionFields,
  type Point,
  opinionRequest,
} from "./opinion-fields.ts";
import { useOpine, useRound } from "./review-api.ts";

const VERDICTS = ["agree", "agree-with-corrections", "problems"] as const;

interface Opining {
  readonly caseId: string;
  readonly round: number;
  readonly onClose: () => void;
}

/** What is judged is the text that was read here, by its digest. */
export function GiveOpinion({ caseId, round, onClose }: Opining) {
  const found = useRound(caseId, round, true);
  // What was typed stays where the round cannot be read again.
  if (found.data !== undefined)
    return <OpinionForm {...{ caseId, round, onClose }} read={found.data} />;
  if (found.error !== null) return <ProblemNotice error={found.error} />;
  return <Skeleton active />;
}

function OpinionForm({
  caseId,
  round,
  onClose,
  read,
}: Opining & { readonly read: ReviewRoundBody }) {
  const say = useSay();
  const opine = useOpine(caseId, round);
  return (
    <FormDialog<OpinionFields>
      title={say("legal.opine-on", { round })}
      okText={say("legal.opine")}
      busy={opine.isPending}
      error={opine.error}
      onClose={onClose}
      onSubmit={(fields) =>
        opine.mutate(opinionRequest(fields, read.submission.sha256), { onSuccess: onClose })
      }
      initial={{ verdict: "agree" }}
    >
      <Questions read={read} />
    </FormDialog>
  );
}

function Questions({ read }: { readonly read: ReviewRoundBody }) {
  const say = useSay();
  const { language } = useLanguage();
  const verdict = Form.useWatch<OpinionFields["verdict"] | undefined>("verdict") ?? "agree";
  const marked = Form.useWatch<readonly Point[] | undefined>("points") ?? [];
  const no = Form.useWatch<string | undefined>("documentNo") ?? "";
  const sha256 = Form.useWatch<string | undefined>("documentSha256") ?? "";
  const needed = { required: true, whitespace: true, message: say("form.required") };
  const allowed = MARKS[verdict];
  const isMarked = allowed.length > 0;
  const titled = read.points.map(({ point, title }) => ({ value: point, label: title[language] }));
  return (
    <>
      <Form.Item name="verdict" label={say("legal.verdict")} rules={[needed]}>
        <Choice
          options={VERDICTS.map((value) => ({ value, label: say(`legal.verdict.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="text" label={say("legal.text")} rules={[{ ...needed, min: 2 }]}>
        <Input.TextArea rows={4} maxLength={8_000} />
      </Form.Item>
      {isMarked && (
        <Form.Item name="points" label={say("legal.marks")} rules={[{ ...needed, type: "array" }]}>
          <Choice mode="multiple" options={titled} />
        </Form.Item>
      )}
      {isMarked &&
        marked.map((point) => (
          <MarkFields
            key={point}
            {...{ point, allowed }}
            title={titled.find(({ value }) => value === point)?.label ?? point}
          />
        ))}
      <Form.Item
        name="documentNo"
        label={say("legal.document-no")}
        rules={sha256.trim() === "" ? [] : [needed]}
      >
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="documentSha256"
        label={say("legal.document-sha256")}
        rules={[
          ...(no.trim() === "" ? [] : [needed]),
          { pattern: /^\s*[0-9a-fA-F]{64}\s*$/, message: say("legal.document-digest") },
        ]}
      >
        <Input maxLength={70} autoComplete="off" />
      </Form.Item>
    </>
  );
}

function MarkFields({
  point,
  title,
  allowed,
}: {
  readonly point: string;
  readonly title: string;
  readonly allowed: readonly Mark[];
}) {
  const say = useSay();
  return (
    <fieldset>
      <legend className="small">{title}</legend>
      {allowed.length > 1 && (
        <Form.Item
          name={["marks", point, "mark"]}
          initialValue={allowed[0]}
          label={say("legal.how")}
        >
          <Choice
            options={allowed.map((value) => ({ value, label: say(`legal.mark.${value}`) }))}
          />
        </Form.Item>
      )}
      <Form.Item
        name={["marks", point, "text"]}
        label={say("legal.mark-text")}
        rules={[{ required: true, whitespace: true, message: say("form.required") }]}
      >
        <Input.TextArea rows={2} maxLength={2_000} />
      </Form.Item>
    </fieldset>
  );
}
