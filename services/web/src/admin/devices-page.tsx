/** Cameras, docks and recorders that may upload, and who carries them; adding one gives its token once. */
import { WarningOutlined } from "@ant-design/icons";
import { Form, Input, type TableColumnsType } from "antd";
import { Link, useSearchParams } from "react-router";
import type { DevicePageBody } from "../../../review/device-page-schema.ts";
import { useAddDevice, useRetireDevice } from "../api/commands.ts";
import { useDevices, useMay } from "../api/queries.ts";
import { Choice } from "../frame/choice.tsx";
import { FormDialog } from "../frame/form-dialog.tsx";
import { Mark } from "../frame/mark.tsx";
import { NotForYou } from "../frame/not-here.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import type { Say } from "../texts/texts.ts";
import { AssignDevice } from "./assign-device.tsx";
import { DeviceCertificates } from "./device-certificates.tsx";
import { type AddProps, Register, type WayOut } from "./register.tsx";

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
  const [search] = useSearchParams();
  const silent = search.get("silent") === "true" ? "true" : undefined;
  const query = useDevices(undefined, true, silent);
  const days = query.data?.pages[0]?.silentAfterDays ?? null;
  const retire = useRetireDevice();
  const mayAssign = useMay("devices:assign");
  if (!mayAssign) return <NotForYou />;
  const retiring: WayOut<Device> = {
    verb: "devices.retire",
    asksReason: true,
    note: "devices.retire-note",
    question: ({ name }) => say("devices.retire-title", { name }),
    nameOf: ({ name }) => name,
    may: () => true,
    command: retire,
  };
  return (
    <Register<Device>
      query={query}
      title="devices.title"
      {...(days !== null && { lead: <SilentOrAll isSilent={silent !== undefined} days={days} /> })}
      none={silent === undefined ? "devices.none" : "devices.none-silent"}
      {...(silent === undefined && { noneHow: "devices.none-how" as const })}
      columns={columnsIn(say, days, mayManage)}
      life={{
        created: "devices.created",
        state: "devices.state",
        active: "devices.active",
        ended: "devices.retired",
        endedAt: ({ retiredAt }) => retiredAt,
      }}
      add={mayManage ? { label: "devices.add", Dialog: AddDevice } : null}
      wayOut={mayManage ? retiring : null}
    />
  );
}

type Columns = TableColumnsType<Device>;

const columnsIn = (say: Say, days: number | null, mayManage: boolean): Columns => [
  {
    key: "name",
    title: say("devices.name"),
    render: (_, { id, name }) => (
      <Link to={`/devices/${id}`} title={say("chain.link")}>
        {name}
      </Link>
    ),
  },
  { key: "kind", title: say("devices.kind"), render: (_, { kind }) => say(`device.${kind}`) },
  { key: "clips", title: say("devices.clips"), dataIndex: "sealedClips", align: "right" },
  {
    key: "heard",
    title: say("devices.heard"),
    render: (_, device) => <Heard device={device} days={days} />,
  },
  ...(mayManage ? [certificates(say)] : []),
  {
    key: "assign",
    title: <span className="unseen">{say("assign.verb")}</span>,
    render: (_, device) => device.retiredAt === null && <AssignDevice device={device} />,
  },
];

const certificates = (say: Say): Columns[number] => ({
  key: "certificate",
  title: say("devices.certificate"),
  responsive: ["md"],
  render: (_, { id, name, retiredAt }) =>
    retiredAt === null && <DeviceCertificates id={id} name={name} />,
});

function SilentOrAll({ isSilent, days }: { readonly isSilent: boolean; readonly days: number }) {
  const say = useSay();
  return isSilent ? (
    <Link to="/devices">{say("devices.all")}</Link>
  ) : (
    <Link to="/devices?silent=true">{say("devices.only-silent", { count: days })}</Link>
  );
}

function Heard({
  device: { heardAt, isSilent },
  days,
}: {
  readonly device: Device;
  readonly days: number | null;
}) {
  const say = useSay();
  return (
    <>
      {heardAt === null ? say("devices.never-heard") : localTime(heardAt)}
      {isSilent && days !== null && (
        <div>
          <Mark tone="warn" icon={<WarningOutlined />}>
            {say("devices.silent", { count: days })}
          </Mark>
        </div>
      )}
    </>
  );
}

function AddDevice({ onAdded, onClose }: AddProps) {
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
