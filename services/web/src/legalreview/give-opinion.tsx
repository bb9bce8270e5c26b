/** The form by which a legal person gives an opinion on a round, with a mark on each point that is not fine. */
import { Form, Input, Skeleton } from "antd";
import type { OpinionRequestBody, ReviewRoundBody } from "../../../review/legal-review-schema.ts";
import { Choice } from "../frame/choice.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useLanguage, useSay } from "../texts/say.ts";
import { useOpine, useRound } from "./review-api.ts";

const VERDICTS = ["agree", "agree-with-corrections", "problems"] as const;
type Mark = "correct" | "problem";
type Point = NonNullable<OpinionRequestBody["marks"]>[number]["point"];

interface Fields {
  readonly verdict: OpinionRequestBody["verdict"];
  readonly text: string;
  readonly points?: readonly Point[];
  readonly marks?: Readonly<Record<string, { readonly mark: Mark; readonly text: string }>>;
  readonly documentNo?: string;
  readonly documentSha256?: string;
}

interface Opining {
  readonly caseId: string;
  readonly round: number;
  readonly onClose: () => void;
}

/** What is judged is the text that was read here, by its digest. */
export function GiveOpinion({ caseId, round, onClose }: Opining) {
  const found = useRound(caseId, round, true);
  if (found.error !== null) return <ProblemNotice error={found.error} />;
  if (found.data === undefined) return <Skeleton active />;
  return <OpinionForm {...{ caseId, round, onClose }} read={found.data} />;
}

function OpinionForm({
  caseId,
  round,
  onClose,
  read,
}: Opining & { readonly read: ReviewRoundBody }) {
  const say = useSay();
  const opine = useOpine(caseId, round);
  const submit = (fields: Fields): void => {
    const no = fields.documentNo?.trim() ?? "";
    const sha256 = fields.documentSha256?.trim().toLowerCase() ?? "";
    const marks = (fields.points ?? []).map((point) => ({
      ...{ point, mark: fields.marks?.[point]?.mark ?? ("problem" as const) },
      text: fields.marks?.[point]?.text.trim() ?? "",
    }));
    opine.mutate(
      {
        ...{ submissionSha256: read.submission.sha256, verdict: fields.verdict, marks },
        ...{
          text: fields.text.trim(),
          document: no === "" && sha256 === "" ? null : { no, sha256 },
        },
      },
      { onSuccess: onClose },
    );
  };
  return (
    <FormDialog<Fields>
      title={say("legal.opine-on", { round })}
      okText={say("legal.opine")}
      busy={opine.isPending}
      error={opine.error}
      onClose={onClose}
      onSubmit={submit}
      initial={{ verdict: "agree" }}
    >
      <OpinionFields read={read} />
    </FormDialog>
  );
}

function OpinionFields({ read }: { readonly read: ReviewRoundBody }) {
  const say = useSay();
  const { language } = useLanguage();
  const verdict = Form.useWatch<Fields["verdict"] | undefined>("verdict");
  const marked = Form.useWatch<readonly Point[] | undefined>("points") ?? [];
  const no = Form.useWatch<string | undefined>("documentNo") ?? "";
  const sha256 = Form.useWatch<string | undefined>("documentSha256") ?? "";
  const needed = { required: true, whitespace: true, message: say("form.required") };
  const isMarked = verdict !== "agree";
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
            {...{ point, mayBeProblem: verdict === "problems" }}
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
  mayBeProblem,
}: {
  readonly point: string;
  readonly title: string;
  readonly mayBeProblem: boolean;
}) {
  const say = useSay();
  const marks: readonly Mark[] = mayBeProblem ? ["problem", "correct"] : ["correct"];
  return (
    <fieldset>
      <legend className="small">{title}</legend>
      <Form.Item name={["marks", point, "mark"]} initialValue={marks[0]} label={say("legal.how")}>
        <Choice options={marks.map((value) => ({ value, label: say(`legal.mark.${value}`) }))} />
      </Form.Item>
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
