/** Evidence packages asked for: waiting, ready to take, or failed with the reason. */
import {
  CheckCircleOutlined,
  CloseCircleOutlined,
  DownloadOutlined,
  SyncOutlined,
} from "@ant-design/icons";
import { Button, type TableColumnsType } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { PackageBody } from "../../../review/api-schema.ts";
import { download } from "../api/download.ts";
import { useMay, usePackages } from "../api/queries.ts";
import { addressOf } from "../api/request.ts";
import { OrderExport } from "../exports/order-export.tsx";
import { Mark, type Tone } from "../frame/mark.tsx";
import { PagesTable } from "../frame/pages-table.tsx";
import { localTime, sizeText } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { sayCode } from "../texts/texts.ts";

const STATES: Readonly<Record<PackageBody["state"], readonly [Tone, ReactNode]>> = {
  waiting: ["move", <SyncOutlined />],
  ready: ["good", <CheckCircleOutlined />],
  failed: ["bad", <CloseCircleOutlined />],
};

export function PackagesPage() {
  const say = useSay();
  const query = usePackages();
  const columns: TableColumnsType<PackageBody> = [
    {
      key: "requested",
      title: say("packages.requested"),
      className: "nowrap",
      render: (_, { requestedAt }) => localTime(requestedAt),
    },
    { key: "purpose", title: say("packages.purpose"), dataIndex: "purpose" },
    {
      key: "count",
      title: say("packages.count"),
      align: "right",
      render: (_, { itemIds }) => itemIds.length,
    },
    {
      key: "state",
      title: say("packages.state"),
      render: (_, made) => <PackageState made={made} />,
    },
    {
      key: "size",
      title: say("packages.size"),
      className: "nowrap",
      align: "right",
      render: (_, { sizeBytes }) => (sizeBytes === null ? "" : sizeText(sizeBytes)),
    },
    {
      key: "download",
      title: say("packages.download"),
      render: (_, made) => (
        <div className="acts">
          <Take made={made} />
          <HandOut made={made} />
        </div>
      ),
    },
  ];
  return (
    <>
      <div className="head">
        <h1>{say("packages.title")}</h1>
        <Link to="/exports">{say("exports.title")}</Link>
      </div>
      <p className="quiet">{say("packages.verify")}</p>
      <PagesTable
        query={query}
        title="packages.title"
        columns={columns}
        none="packages.none"
        noneHow="packages.none-how"
      />
    </>
  );
}

function PackageState({ made: { state, failure } }: { readonly made: PackageBody }) {
  const say = useSay();
  const [tone, icon] = STATES[state];
  return (
    <>
      <Mark tone={tone} icon={icon}>
        {say(`packages.${state}`)}
      </Mark>
      {failure !== null && <div className="small">{sayCode(say, failure)}</div>}
    </>
  );
}

/** The same items for somebody outside, as a package of its own; one that is for somebody stands among the exports. */
function HandOut({
  made: { id, state, itemIds, requestedAt, watermark },
}: {
  readonly made: PackageBody;
}) {
  const say = useSay();
  const may = useMay("packages:make");
  if (watermark !== null) return <Link to={`/exports/${id}`}>{say("exports.title")}</Link>;
  if (!may || state !== "ready") return null;
  return <OrderExport itemIds={itemIds} what={localTime(requestedAt)} />;
}

function Take({ made: { id, state, requestedAt } }: { readonly made: PackageBody }) {
  const say = useSay();
  if (state !== "ready") return null;
  return (
    <Button
      size="small"
      icon={<DownloadOutlined aria-hidden />}
      aria-label={`${say("packages.download")} ${localTime(requestedAt)}`}
      onClick={() => download(addressOf(`/packages/${id}/content`))}
    >
      {say("packages.download")}
    </Button>
  );
}
