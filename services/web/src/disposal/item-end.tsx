/** Says of an item that ended that it did, and where its certificate is. */
import { DeleteOutlined } from "@ant-design/icons";
import { Alert } from "antd";
import { Link } from "react-router";
import type { ItemBody } from "../../../review/api-schema.ts";
import { useMay } from "../api/queries.ts";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";

export function ItemEnd({ item: { disposal } }: { readonly item: ItemBody }) {
  const say = useSay();
  const maySee = useMay("disposal:see");
  if (disposal === null) return null;
  const { disposalId, begunAt, goneAt, transfer } = disposal;
  return (
    <Alert
      className="panel"
      type="warning"
      showIcon
      icon={<DeleteOutlined aria-hidden />}
      title={
        goneAt === null
          ? say("disposal.item-ending", { at: localTime(begunAt) })
          : say("disposal.item-gone", { at: localTime(goneAt) })
      }
      description={
        <>
          {transfer !== null && (
            <>
              {say("disposal.item-archive", {
                ...{ archive: transfer.archive, at: localTime(transfer.receivedAt) },
              })}
              <div className="code small">SHA-256 {transfer.receiptSha256}</div>
            </>
          )}
          {say("disposal.item-left")}
        </>
      }
      action={
        maySee && <Link to={`/disposal/${disposalId}`}>{say("disposal.item-certificate")}</Link>
      }
    />
  );
}
