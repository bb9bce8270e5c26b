/** Enters who carries a device from when on; corrections of the past are made by the command, entry by entry. */
import { UserOutlined } from "@ant-design/icons";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useAssignDevice } from "../api/commands.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { useSay } from "../texts/say.ts";

interface Fields {
  readonly officer: string;
  /** As the browser's own field for a local time gives them; empty: none. */
  readonly from: string;
  readonly to?: string;
}

/** "2026-11-25T14:03", local, for a field of that kind. */
function localNow(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

interface Device {
  readonly id: string;
  readonly name: string;
}

export function AssignDevice({ device }: { readonly device: Device }) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        icon={<UserOutlined aria-hidden />}
        aria-label={`${say("assign.verb")} ${device.name}`}
        onClick={() => setOpen(true)}
      >
        {say("assign.verb")}
      </Button>
      {isOpen && <AssignDialog device={device} onClose={() => setOpen(false)} />}
    </>
  );
}

function AssignDialog({
  device,
  onClose,
}: {
  readonly device: Device;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const assign = useAssignDevice(device.id);
  const required = { required: true, whitespace: true, message: say("form.required") };
  return (
    <FormDialog<Fields>
      title={say("assign.title", { name: device.name })}
      busy={assign.isPending}
      error={assign.error}
      initial={{ from: localNow() }}
      onClose={onClose}
      onSubmit={({ officer, from, to = "" }) =>
        assign.mutate(
          {
            officer: officer.trim(),
            from: new Date(from).toISOString(),
            to: to === "" ? null : new Date(to).toISOString(),
          },
          { onSuccess: onClose },
        )
      }
    >
      <Form.Item name="officer" label={say("assign.officer")} rules={[required]}>
        <Input autoFocus maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="from" label={say("assign.from")} rules={[required]}>
        <Input type="datetime-local" />
      </Form.Item>
      <Form.Item name="to" label={say("assign.to")}>
        <Input type="datetime-local" />
      </Form.Item>
    </FormDialog>
  );
}
