/** Start, pause, resume and stop a live session, and mark what happens in it by one touch. */
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useMay } from "../api/queries.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { ReasonField } from "../frame/reason-field.tsx";
import { useSay } from "../texts/say.ts";
import { type LiveSession, useAct, useMark } from "./live-api.ts";

const CODES = ["credential_shown", "rights_told"] as const;

export function LiveControl({ id, status }: { readonly id: string } & Pick<LiveSession, "status">) {
  const say = useSay();
  const act = useAct(id);
  const [asking, setAsking] = useState<"pause" | "stop" | null>(null);
  const mayRun = useMay("live:run");
  const runs = status === "open" || status === "interrupted";
  if (!mayRun || status === "closing" || status === "closed" || status === "sealed") return null;
  return (
    <section className="panel" aria-labelledby="live-control">
      <h2 id="live-control">{say("live.control")}</h2>
      <ProblemNotice error={act.error} />
      <div className="controls">
        {status === "waiting" && (
          <Button
            type="primary"
            size="large"
            loading={act.isPending}
            onClick={() => act.mutate({ act: "start" })}
          >
            {say("live.start")}
          </Button>
        )}
        {runs && (
          <Button size="large" onClick={() => setAsking("pause")}>
            {say("live.pause")}
          </Button>
        )}
        {status === "paused" && (
          <Button
            type="primary"
            size="large"
            loading={act.isPending}
            onClick={() => act.mutate({ act: "resume" })}
          >
            {say("live.resume")}
          </Button>
        )}
        {status !== "waiting" && (
          <Button danger size="large" onClick={() => setAsking("stop")}>
            {say("live.stop")}
          </Button>
        )}
      </div>
      {status !== "waiting" && <Marks id={id} />}
      {asking !== null && <Ask id={id} act={asking} onClose={() => setAsking(null)} />}
    </section>
  );
}

function Ask({
  id,
  act,
  onClose,
}: {
  readonly id: string;
  readonly act: "pause" | "stop";
  readonly onClose: () => void;
}) {
  const say = useSay();
  const command = useAct(id);
  return (
    <FormDialog<{ reason: string }>
      title={say(`live.${act}-title`)}
      okText={say(`live.${act}`)}
      busy={command.isPending}
      error={command.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        command.mutate({ act, reason: reason.trim() }, { onSuccess: onClose })
      }
    >
      <p>{say(`live.${act}-note`)}</p>
      <ReasonField label="form.reason" />
    </FormDialog>
  );
}

function Marks({ id }: { readonly id: string }) {
  const say = useSay();
  const mark = useMark(id);
  const [form] = Form.useForm<{ words: string }>();
  return (
    <>
      <h3>{say("live.marks")}</h3>
      <ProblemNotice error={mark.error} />
      <div className="controls">
        {CODES.map((code) => (
          <Button key={code} size="large" onClick={() => mark.mutate({ code })}>
            {say(`live.mark-${code}`)}
          </Button>
        ))}
        <Button size="large" onClick={() => mark.mutate({ kind: "announcement" })}>
          {say("live.announce")}
        </Button>
        <Form
          form={form}
          layout="inline"
          onFinish={({ words }) =>
            mark.mutate({ words: words.trim() }, { onSuccess: () => form.resetFields() })
          }
        >
          <Form.Item name="words" rules={[{ required: true, whitespace: true, message: "" }]}>
            <Input
              size="large"
              maxLength={200}
              aria-label={say("live.mark-own")}
              placeholder={say("live.mark-own")}
            />
          </Form.Item>
          <Button size="large" htmlType="submit">
            {say("live.mark-add")}
          </Button>
        </Form>
      </div>
    </>
  );
}
