/** The dialog that asks once more who the person is (step-up.tsx): by password, or at the identity provider. */
import { Button, Form, Input, Modal, Spin } from "antd";
import { useEffect } from "react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { call } from "../api/request.ts";
import { CONFIRMED } from "../login/confirmed-channel.ts";
import { useSay } from "../texts/say.ts";
import { FormDialog, closing } from "./form-dialog.tsx";
import { ProblemNotice } from "./problem-notice.tsx";

type Done = (isConfirmed: boolean) => void;

export function StepUpDialog({ done }: { readonly done: Done }) {
  const say = useSay();
  const how = useQuery({
    queryKey: ["confirmation"],
    queryFn: ({ signal }) => call("GET", "/session/confirmation", { signal }),
    gcTime: 0,
  });
  if (how.data?.by === "password") return <ByPassword done={done} />;
  if (how.data?.by === "identity-provider") return <AtProvider done={done} />;
  return (
    <Modal
      open
      title={say("step-up.title")}
      footer={null}
      closable={closing(say)}
      onCancel={() => done(false)}
    >
      {how.isError ? <ProblemNotice error={how.error} /> : <Spin />}
    </Modal>
  );
}

function ByPassword({ done }: { readonly done: Done }) {
  const say = useSay();
  const confirm = useMutation({
    mutationFn: (fields: { password: string }) =>
      call("POST", "/session/confirm", { body: fields }),
    onSuccess: () => done(true),
  });
  return (
    <FormDialog<{ password: string }>
      title={say("step-up.title")}
      okText={say("step-up.go-on")}
      busy={confirm.isPending}
      error={confirm.error}
      onClose={() => done(false)}
      onSubmit={({ password }) => confirm.mutate({ password })}
    >
      <p>{say("step-up.why")}</p>
      <Form.Item
        name="password"
        label={say("login.password")}
        rules={[{ required: true, message: say("login.password-missing") }]}
      >
        <Input type="password" autoComplete="current-password" maxLength={200} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}

/** A window of its own, so that what was typed here stays. */
function AtProvider({ done }: { readonly done: Done }) {
  const say = useSay();
  useEffect(() => {
    const channel = new BroadcastChannel(CONFIRMED);
    channel.addEventListener("message", () => done(true));
    return () => channel.close();
  }, [done]);
  return (
    <Modal
      open
      title={say("step-up.title")}
      onCancel={() => done(false)}
      cancelText={say("frame.cancel")}
      okText={say("step-up.go-on")}
      okType="default"
      closable={closing(say)}
      onOk={() => done(true)}
    >
      <p>{say("step-up.why")}</p>
      <p>
        <Button
          type="primary"
          onClick={() => window.open("/sign-on/confirm", "_blank", "popup,width=520,height=720")}
        >
          {say("step-up.at-provider")}
        </Button>
      </p>
      <p className="quiet small">{say("step-up.then")}</p>
    </Modal>
  );
}
