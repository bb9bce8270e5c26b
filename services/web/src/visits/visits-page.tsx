/** Docking visits: what each dock said it found on a camera, which numbers are missing, and the receipt for all of it. */
import {
  CheckCircleOutlined,
  DownloadOutlined,
  SyncOutlined,
  WarningOutlined,
} from "@ant-design/icons";
import { Button, type TableColumnsType } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { BatchBody } from "../../../review/api-schema.ts";
import { download } from "../api/download.ts";
import { useVisits } from "../api/queries.ts";
import { addressOf } from "../api/request.ts";
import { Mark, type Tone } from "../frame/mark.tsx";
import { PagesTable } from "../frame/pages-table.tsx";
import { localTime } from "../shown/format.ts";
import { useLanguage, useSay } from "../texts/say.ts";

const STATES: Readonly<Record<BatchBody["state"], readonly [Tone, ReactNode]>> = {
  open: ["move", <SyncOutlined />],
  "left-open": ["warn", <WarningOutlined />],
  closed: ["good", <CheckCircleOutlined />],
};

export function VisitsPage() {
  const say = useSay();
  const query = useVisits();
  const columns: TableColumnsType<BatchBody> = [
    {
      key: "opened",
      title: say("visits.opened"),
      className: "nowrap",
      render: (_, { openedAt }) => localTime(openedAt),
    },
    {
      key: "camera",
      title: say("visits.camera"),
      render: (_, { camera: { name, serial, deviceId } }) => (
        <>
          {deviceId === null ? (
            name
          ) : (
            <Link to={`/devices/${deviceId}`} title={say("chain.link")}>
              {name}
            </Link>
          )}
          {serial !== null && <div className="small">{serial}</div>}
        </>
      ),
    },
    {
      key: "state",
      title: say("visits.state"),
      render: (_, { state }) => (
        <Mark tone={STATES[state][0]} icon={STATES[state][1]}>
          {say(`visits.${state}`)}
        </Mark>
      ),
    },
    { key: "files", title: say("visits.files"), align: "right", dataIndex: "files" },
    { key: "numbers", title: say("visits.numbers"), render: (_, visit) => <Numbers of={visit} /> },
    { key: "receipt", title: say("visits.receipt"), render: (_, visit) => <Receipt of={visit} /> },
  ];
  return (
    <>
      <div className="head">
        <h1>{say("visits.title")}</h1>
      </div>
      <p className="quiet">{say("visits.what")}</p>
      <PagesTable
        query={query}
        title="visits.title"
        columns={columns}
        none="visits.none"
        noneHow="visits.none-how"
      />
    </>
  );
}

/** The service's own words; a gap is marked, whatever they say. */
function Numbers({ of: { sequence, words } }: { readonly of: BatchBody }) {
  const { language } = useLanguage();
  if (sequence === null || words === null) return null;
  const isGap = sequence.missingCount > 0 || sequence.tail === "ends-lower";
  if (!isGap) return <span className="small">{words[language]}</span>;
  return (
    <Mark tone="warn" icon={<WarningOutlined />}>
      {words[language]}
    </Mark>
  );
}

function Receipt({ of: { id, hasReceipt, openedAt } }: { readonly of: BatchBody }) {
  const say = useSay();
  if (!hasReceipt) return null;
  return (
    <Button
      size="small"
      icon={<DownloadOutlined aria-hidden />}
      aria-label={`${say("visits.take")} ${localTime(openedAt)}`}
      onClick={() => download(addressOf(`/batches/${id}/receipt`))}
    >
      {say("visits.take")}
    </Button>
  );
}
