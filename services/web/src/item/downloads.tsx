/** What may be taken away: the original (with a purpose), what proves it, and the whole package. */
import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import type { ItemBody } from "../../../review/api-schema.ts";
import { useMay } from "../api/queries.ts";
import { download } from "../api/download.ts";
import { addressOf } from "../api/request.ts";
import { useSay } from "../texts/say.ts";
import type { TextKey } from "../texts/texts.ts";
import { OrderExport } from "../exports/order-export.tsx";
import { PackageOrder } from "../packages/package-order.tsx";
import { isOnlyStored } from "./retention.tsx";
import type { StatedPurpose } from "./purpose-dialog.tsx";

const PROOFS: readonly { readonly name: string; readonly text: TextKey; readonly note: TextKey }[] =
  [
    { name: "manifest", text: "downloads.manifest", note: "downloads.manifest-note" },
    { name: "manifest.p7s", text: "downloads.signature", note: "downloads.signature-note" },
    { name: "receipt", text: "downloads.receipt", note: "downloads.receipt-note" },
  ];

export function Downloads({
  item,
  purpose,
}: {
  readonly item: ItemBody;
  readonly purpose: StatedPurpose;
}) {
  const say = useSay();
  const mayRead = useMay("originals:read");
  const mayPackage = useMay("packages:make");
  const sealed = item.stage === "sealed";
  const proven = sealed || item.disposal !== null;
  const original = `/items/${item.id}/original`;
  const readOriginal = (): void =>
    purpose.withPurpose((stated) => download(addressOf(original, { ...stated, download: "true" })));
  return (
    <section className="panel" aria-labelledby="downloads">
      <h2 id="downloads">{say("item.downloads")}</h2>
      <ul className="downloads">
        {mayRead && item.disposal === null && (
          <Row text="downloads.original" note="downloads.original-note">
            <Take
              text="downloads.original"
              ready={sealed || item.stage === "verified"}
              onTake={readOriginal}
            />
          </Row>
        )}
        {PROOFS.map(({ name, text, note }) => (
          <Row key={name} text={text} note={note}>
            <Take
              text={text}
              ready={proven}
              onTake={() => download(addressOf(`/items/${item.id}/${name}`))}
            />
          </Row>
        ))}
        {mayPackage && sealed && (
          <Row text="downloads.package" note="downloads.package-note">
            <PackageOrder itemIds={[item.id]} purpose={purpose} />
          </Row>
        )}
        {mayPackage && sealed && (
          <Row text="downloads.export" note="downloads.export-note">
            <OrderExport itemIds={[item.id]} isOnlyStored={isOnlyStored(item)} />
          </Row>
        )}
      </ul>
    </section>
  );
}

function Row({
  text,
  note,
  children,
}: {
  readonly text: TextKey;
  readonly note: TextKey;
  readonly children: ReactNode;
}) {
  const say = useSay();
  return (
    <li>
      <span>
        {say(text)} <span className="quiet small">{say(note)}</span>
      </span>
      {children}
    </li>
  );
}

function Take({
  text,
  ready,
  onTake,
}: {
  readonly text: TextKey;
  readonly ready: boolean;
  readonly onTake: () => void;
}) {
  const say = useSay();
  if (!ready) return <span className="quiet small">{say("downloads.after-seal")}</span>;
  return (
    <Button
      size="small"
      icon={<DownloadOutlined aria-hidden />}
      aria-label={`${say("packages.download")} ${say(text)}`}
      onClick={onTake}
    >
      {say("packages.download")}
    </Button>
  );
}
