/** Cameras, docks and recorders that may upload; adding one gives its token once. */
import {
  CheckCircleOutlined,
  MinusCircleOutlined,
  PlusOutlined,
  StopOutlined,
} from "@ant-design/icons";
import { Button, Form, Input, type TableColumnsType } from "antd";
import { useState } from "react";
import type { DevicePageBody } from "../../../review/api-schema.ts";
import { useAddDevice, useRetireDevice } from "../api/commands.ts";
import { useDevices, useMay } from "../api/queries.ts";
import { Choice } from "../frame/choice.tsx";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { Mark } from "../frame/mark.tsx";
import { NotForYou } from "../frame/not-here.tsx";
import { PagesTable } from "../frame/pages-table.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { type Secret, SecretOnce } from "./secret-once.tsx";

type Device = DevicePageBody["entries"][number];
type DeviceKind = Device["kind"];
const KINDS: Readonly<Record<DeviceKind, true>> = {
  body_camera: true,
  dock: true,
  room_recorder: true,
  cctv: true,
};

export function DevicesPage() {
  const say = useSay();
  const mayManage = useMay("devices:manage");
  const query = useDevices();
  const retire = useRetireDevice();
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Device | null>(null);
  const [secret, setSecret] = useState<Secret | null>(null);
  const columns = useColumns(setLeaving);
  if (!mayManage) return <NotForYou />;
  return (
    <>
      <div className="head">
        <h1>{say("devices.title")}</h1>
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
          {say("devices.add")}
        </Button>
      </div>
      <PagesTable
        query={query}
        title="devices.title"
        columns={columns}
        none="devices.none"
        noneHow="devices.none-how"
      />
      {adding && (
        <AddDevice
          onClose={() => setAdding(false)}
          onAdded={(added) => {
            setAdding(false);
            setSecret(added);
          }}
        />
      )}
      {leaving !== null && (
        <ConfirmDialog
          question={{
            title: say("devices.retire-title", { name: leaving.name }),
            note: say("devices.retire-note"),
            okText: say("devices.retire"),
          }}
          command={retire}
          id={leaving.id}
          onClose={() => {
            retire.reset();
            setLeaving(null);
          }}
        />
      )}
      {secret !== null && <SecretOnce secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}

function useColumns(onRetire: (device: Device) => void): TableColumnsType<Device> {
  const say = useSay();
  return [
    { key: "name", title: say("devices.name"), dataIndex: "name" },
    {
      key: "kind",
      title: say("devices.kind"),
      render: (_, { kind }) => say(`device.${kind}`),
    },
    { key: "clips", title: say("devices.clips"), dataIndex: "sealedClips", align: "right" },
    {
      key: "created",
      title: say("devices.created"),
      className: "nowrap",
      responsive: ["sm"],
      render: (_, { createdAt }) => localTime(createdAt),
    },
    {
      key: "state",
      title: say("devices.state"),
      className: "nowrap",
      render: (_, device) => <DeviceState device={device} />,
    },
    {
      key: "retire",
      title: <span className="unseen">{say("devices.retire")}</span>,
      render: (_, device) =>
        device.retiredAt === null && (
          <Button
            size="small"
            icon={<StopOutlined aria-hidden />}
            aria-label={`${say("devices.retire")} ${device.name}`}
            onClick={() => onRetire(device)}
          >
            {say("devices.retire")}
          </Button>
        ),
    },
  ];
}

function DeviceState({ device: { retiredAt } }: { readonly device: Device }) {
  const say = useSay();
  return retiredAt === null ? (
    <Mark tone="good" icon={<CheckCircleOutlined />}>
      {say("devices.active")}
    </Mark>
  ) : (
    <Mark tone="still" icon={<MinusCircleOutlined />}>
      {say("devices.retired")} {localTime(retiredAt)}
    </Mark>
  );
}

function AddDevice({
  onAdded,
  onClose,
}: {
  readonly onAdded: (secret: Secret) => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const add = useAddDevice();
  const kinds = Object.keys(KINDS) as DeviceKind[];
  return (
    <FormDialog<{ name: string; kind: DeviceKind }>
      title={say("devices.add")}
      busy={add.isPending}
      error={add.error}
      initial={{ kind: "body_camera" }}
      onClose={onClose}
      onSubmit={(fields) =>
        add.mutate(fields, {
          onSuccess: ({ name, token }) =>
            onAdded({
              title: say("devices.token", { name }),
              note: say("devices.token-once"),
              value: token,
            }),
        })
      }
    >
      <Form.Item
        name="name"
        label={say("devices.name")}
        rules={[{ required: true, whitespace: true, message: say("form.required") }]}
      >
        <Input autoFocus maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="kind" label={say("devices.kind")}>
        <Choice options={kinds.map((kind) => ({ value: kind, label: say(`device.${kind}`) }))} />
      </Form.Item>
    </FormDialog>
  );
}
