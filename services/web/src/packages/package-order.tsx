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
import { type Say, sayCode } from "../texts/texts.ts";

interface Wanted {
  readonly itemIds: readonly string[];
  readonly purpose: Pick<StatedPurpose, "withPurpose">;
}

export function PackageOrder({ itemIds, purpose }: Wanted) {
  const say = useSay();
  const { ready, failure, error, waiting, act } = useOrder(itemIds, purpose);
  const Icon = ready === null ? InboxOutlined : DownloadOutlined;
  return (
    <>
      <span role="status" className="small">
        {waiting && say("downloads.package-waiting")}
        {failure !== null && sayCode(say, failure)}
      </span>
      {/* One button for both: whoever pressed it by a key finds what they waited for under the same. */}
      <Button
        size="small"
        type={ready === null ? "default" : "primary"}
        icon={<Icon aria-hidden />}
        loading={waiting}
        disabled={itemIds.length === 0 && ready === null}
        onClick={act}
      >
        {ready === null ? say("downloads.package-make") : offerOf(say, ready)}
      </Button>
      <ProblemNotice error={error} />
    </>
  );
}

const offerOf = (say: Say, { sizeBytes }: { readonly sizeBytes: number | null }): string =>
  sizeBytes === null
    ? say("downloads.package-ready-unsized")
    : say("downloads.package-ready", { size: sizeText(sizeBytes) });

/** Orders it, and once it is there takes it away. */
function useOrder(itemIds: Wanted["itemIds"], purpose: Wanted["purpose"]) {
  const order = useRequestPackage();
  const [ordered, setOrdered] = useState<string | null>(null);
  const { data, error } = usePackage(ordered);
  const ready = data?.state === "ready" ? data : null;
  const failure = data?.state === "failed" ? (data.failure ?? "internal") : null;
  const isDone = ready !== null || failure !== null || error !== null;
  const ask = (): void =>
    purpose.withPurpose((stated) =>
      order.mutate({ itemIds: [...itemIds], ...stated }, { onSuccess: ({ id }) => setOrdered(id) }),
    );
  return {
    ...{ ready, failure, error: order.error ?? error },
    waiting: order.isPending || (ordered !== null && !isDone),
    act: ready === null ? ask : (): void => download(addressOf(`/packages/${ready.id}/content`)),
  };
}
