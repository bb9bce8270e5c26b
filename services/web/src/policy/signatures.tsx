/** Who signed the text of a pack or a table of days, the house and its publisher, and what it takes to check that elsewhere. */
import { CheckCircleOutlined, ClockCircleOutlined, DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { AppliedTextBody, PolicyEntryBody } from "../../../review/policy-schema.ts";
import { save } from "../api/download.ts";
import { Mark } from "../frame/mark.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { filesOf } from "./text-files.ts";

export function PublisherHere({ publisher }: Pick<PolicyEntryBody, "publisher">) {
  const say = useSay();
  if (publisher === null) return <span className="quiet">{say("policy.publisher-none")}</span>;
  const { signer, root, validUntil } = publisher;
  return (
    <span>{say("policy.publisher-signed", { signer, root, until: localTime(validUntil) })}</span>
  );
}

export function HouseHere({ isSigned }: Pick<PolicyEntryBody, "isSigned">) {
  const say = useSay();
  return (
    <Mark
      tone={isSigned ? "good" : "move"}
      icon={isSigned ? <CheckCircleOutlined /> : <ClockCircleOutlined />}
    >
      {say(isSigned ? "policy.house-signed" : "policy.house-waits")}
    </Mark>
  );
}

export function TakeAway({
  entry,
  detail,
}: {
  readonly entry: PolicyEntryBody;
  readonly detail: AppliedTextBody;
}) {
  const say = useSay();
  return (
    <div className="take-away">
      <span className="small">
        {say("policy.take-away")}
        {entry.decision?.act === "applied" &&
          ` · ${say(detail.ledger === null ? "policy.not-entered" : "policy.entered")}`}
      </span>
      {filesOf(entry, detail).map(({ name, bytes }) => (
        <Button
          key={name}
          size="small"
          icon={<DownloadOutlined aria-hidden />}
          aria-label={`${say("policy.take-away")} ${name}`}
          onClick={() => save(new Blob([bytes]), name)}
        >
          {name}
        </Button>
      ))}
    </div>
  );
}
