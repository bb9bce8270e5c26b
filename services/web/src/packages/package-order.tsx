/** Asks for an evidence package, waits for it, and offers it. */
import { DownloadOutlined, InboxOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useRequestPackage } from "../api/commands.ts";
import { usePackage } from "../api/queries.ts";
import { download } from "../api/download.ts";
import { addressOf } from "../api/request.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import type { StatedPurpose } from "../item/purpose-dialog.tsx";
import { sizeText } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { sayCode } from "../texts/texts.ts";

export function PackageOrder({
  itemIds,
  purpose,
}: {
  readonly itemIds: readonly string[];
  readonly purpose: Pick<StatedPurpose, "withPurpose">;
}) {
  const say = useSay();
  const order = useRequestPackage();
  const [ordered, setOrdered] = useState<string | null>(null);
  const { data, error } = usePackage(ordered);
  const ask = (): void =>
    purpose.withPurpose((stated) =>
      order.mutate({ itemIds: [...itemIds], ...stated }, { onSuccess: ({ id }) => setOrdered(id) }),
    );
  if (data?.state === "ready")
    return (
      <Button
        size="small"
        type="primary"
        icon={<DownloadOutlined aria-hidden />}
        onClick={() => download(addressOf(`/packages/${data.id}/content`))}
      >
        {data.sizeBytes === null
          ? say("downloads.package-ready-unsized")
          : say("downloads.package-ready", { size: sizeText(data.sizeBytes) })}
      </Button>
    );
  const waiting =
    order.isPending || (ordered !== null && data?.state !== "failed" && error === null);
  return (
    <>
      <span role="status" className="small">
        {waiting && say("downloads.package-waiting")}
        {data?.state === "failed" && sayCode(say, data.failure ?? "internal")}
      </span>
      <Button
        size="small"
        icon={<InboxOutlined aria-hidden />}
        loading={waiting}
        disabled={itemIds.length === 0}
        onClick={ask}
      >
        {say("downloads.package-make")}
      </Button>
      <ProblemNotice error={order.error ?? error} />
    </>
  );
}
