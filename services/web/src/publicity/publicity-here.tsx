/** Whether the decision of a case was published, and taken down, in time; and telling what was done. */
import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { CasePublicityBody, PublicityRequestBody } from "../../../review/publicity-schema.ts";
import { useCommand } from "../api/commands.ts";
import { useMay } from "../api/queries.ts";
import { call } from "../api/request.ts";
import { Choice } from "../frame/choice.tsx";
import { DayInput } from "../frame/day-input.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { reasonRules } from "../frame/reason-field.tsx";
import { WhyProvisional } from "../frame/why.tsx";
import { useSay } from "../texts/say.ts";

export function PublicityHere({ caseId }: { readonly caseId: string }) {
  const say = useSay();
  const mayTell = useMay("cases:change");
  const [telling, setTelling] = useState(false);
  const found = useQuery({
    queryKey: ["case", caseId, "publicity"],
    queryFn: ({ signal }) => call("GET", "/cases/{id}/publicity", { path: { id: caseId }, signal }),
  });
  const problem = <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  // Nothing is decided yet, and nothing was told: there is nothing to publish.
  if (found.data === undefined || (found.data.publish === null && found.data.entries.length === 0))
    return problem;
  return (
    <section className="panel" aria-labelledby="publicity">
      <div className="head">
        <h2 id="publicity">{say("publicity.title")}</h2>
        {mayTell && <Button onClick={() => setTelling(true)}>{say("publicity.tell")}</Button>}
      </div>
      {problem}
      {found.data.publish !== null && <DutyLine of="publish" duty={found.data.publish} />}
      {found.data.withdraw !== null && <DutyLine of="withdraw" duty={found.data.withdraw} />}
      <Entries entries={found.data.entries} />
      {telling && (
        <Tell caseId={caseId} entries={found.data.entries} onClose={() => setTelling(false)} />
      )}
    </section>
  );
}

const MARKS = {
  ...{ done: "good", late: "warn", due: "move", overdue: "bad", exempt: "still" },
  ...{ "no-rule": "still", "nothing-published": "still" },
} as const;

function DutyLine({
  of,
  duty: { state, due, provisional, doneOn },
}: {
  readonly of: "publish" | "withdraw";
  readonly duty: NonNullable<CasePublicityBody["publish"]>;
}) {
  const say = useSay();
  // A day by which nothing has to be done would be read as one.
  const isDuty = state !== "exempt" && state !== "nothing-published";
  return (
    <p>
      {say(`publicity.${of}`)}{" "}
      <span className={`mark mark-${MARKS[state]}`}>{say(`publicity.state.${state}`)}</span>
      {isDuty && due !== null && <> · {say("publicity.due", { day: due })}</>}
      {isDuty && provisional && (
        <>
          {" "}
          {say("publicity.provisional")} <WhyProvisional />
        </>
      )}
      {doneOn !== null && <> · {say("publicity.done-on", { day: doneOn })}</>}{" "}
      <Link to="/policy" className="why-link">
        {say("why.rule")}
      </Link>
    </p>
  );
}

function Entries({ entries }: Pick<CasePublicityBody, "entries">) {
  const say = useSay();
  if (entries.length === 0) return null;
  return (
    <ul className="small quiet entries">
      {entries.map(({ index, act, on, place, reason, enteredByName, stands, mistake }) => {
        const what =
          mistake === null
            ? say(`publicity.act.${act}`)
            : say("publicity.wrong", { number: mistake + 1 });
        const line = [`${index + 1}. ${on} ${what}`]
          .concat(place ?? [], reason ?? [], enteredByName)
          .join(" · ");
        return <li key={index}>{stands || mistake !== null ? line : <s>{line}</s>}</li>;
      })}
    </ul>
  );
}

const ACTS = ["published", "exempt", "annulled", "withdrawn", "mistaken"] as const;

interface Fields {
  readonly act: (typeof ACTS)[number];
  readonly on: string;
  readonly place?: string;
  readonly reason?: string;
  readonly mistake?: number;
}

function Tell({
  caseId,
  entries,
  onClose,
}: {
  readonly caseId: string;
  readonly entries: CasePublicityBody["entries"];
  readonly onClose: () => void;
}) {
  const say = useSay();
  const tell = useCommand(
    (body: Omit<PublicityRequestBody, "on"> & { readonly on: string }) =>
      call("POST", "/cases/{id}/publicity", { path: { id: caseId }, body }),
    ["case", caseId, "publicity"],
  );
  const submit = ({ place, reason, ...fields }: Fields): void =>
    tell.mutate(
      {
        ...{ ...fields, known: entries.length },
        ...(place?.trim() && { place: place.trim() }),
        ...(reason?.trim() && { reason: reason.trim() }),
      },
      { onSuccess: onClose },
    );
  return (
    <FormDialog<Fields>
      title={say("publicity.tell")}
      busy={tell.isPending}
      error={tell.error}
      onClose={onClose}
      onSubmit={submit}
      initial={{ act: "published" }}
    >
      <TellFields entries={entries} />
    </FormDialog>
  );
}

function TellFields({ entries }: Pick<CasePublicityBody, "entries">) {
  const say = useSay();
  const act = Form.useWatch<Fields["act"] | undefined>("act");
  const needed = { required: true, message: say("form.required") };
  const standing = entries.filter(({ stands }) => stands);
  const needsReason = act === "exempt" || act === "annulled" || act === "mistaken";
  return (
    <>
      <Form.Item name="act" label={say("publicity.what")} rules={[needed]}>
        <Choice
          options={ACTS.filter((one) => one !== "mistaken" || standing.length > 0).map((value) => ({
            ...{ value, label: say(`publicity.act.${value}`) },
          }))}
        />
      </Form.Item>
      {act === "mistaken" && (
        <Form.Item name="mistake" label={say("publicity.which")} rules={[needed]}>
          <Choice
            options={standing.map(({ index, on, act: was }) => ({
              ...{ value: index, label: `${index + 1}. ${on} ${say(`publicity.act.${was}`)}` },
            }))}
          />
        </Form.Item>
      )}
      <Form.Item name="on" label={say("publicity.on")} rules={[needed]}>
        <DayInput />
      </Form.Item>
      {(act === "published" || act === "withdrawn") && (
        <Form.Item name="place" label={say("publicity.place")}>
          <Input maxLength={200} />
        </Form.Item>
      )}
      <Form.Item
        name="reason"
        label={say(needsReason ? "publicity.why" : "publicity.why-optional")}
        rules={reasonRules(say, needsReason)}
      >
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </>
  );
}
