/** A panel: when the certificates of the house's own keys end. It opens by itself where one is near its end. */
import { WarningOutlined } from "@ant-design/icons";
import { Alert } from "antd";
import { useKeys, useMay } from "../api/queries.ts";
import { useSay } from "../texts/say.ts";
import { isSoon, keyEnds } from "./key-ends.ts";

export function CertificateEnds() {
  const say = useSay();
  const keys = useKeys(useMay("keys:see")).data?.entries ?? [];
  const ends = keyEnds(keys, Date.now());
  const soon = ends.some(isSoon);
  if (ends.length === 0) return null;
  return (
    <details className="small" open={soon} data-panel="certificate-ends">
      <summary>{say("keys.title")}</summary>
      {soon && (
        <Alert
          type="warning"
          showIcon
          icon={<WarningOutlined aria-hidden />}
          title={say("keys.soon")}
        />
      )}
      <ul>
        {ends.map(({ role, notAfter, days }) => (
          <li key={role}>
            {say(days < 0 ? "keys.over" : "keys.until", {
              what: say(`keys.role.${role}`),
              until: notAfter.slice(0, 10),
              days,
            })}
          </li>
        ))}
      </ul>
      <p className="quiet">{say("keys.ledger")}</p>
    </details>
  );
}
