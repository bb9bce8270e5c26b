/** What may be taken away: the original (with a purpose), what proves it, and the whole package. */
import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import type { ItemBody } from "../../../review/api-schema.ts";
import { download } from "../api/download.ts";
import { addressOf } from "../api/request.ts";
import { useSay } from "../texts/say.ts";
import type { TextKey } from "../texts/texts.ts";
import { PackageOrder } from "../packages/package-order.tsx";
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
  const sealed = item.stage === "sealed";
  const original = `/items/${item.id}/original`;
  return (
    <section className="panel" aria-labelledby="downloads">
      <h2 id="downloads">{say("item.downloads")}</h2>
      <ul className="downloads">
        <Row title={say("downloads.original")} note={say("downloads.original-note")}>
          <Button
            size="small"
            icon={<DownloadOutlined aria-hidden />}
            aria-label={`${say("packages.download")} ${say("downloads.original")}`}
            onClick={() =>
              purpose.withPurpose((stated) =>
                download(addressOf(original, { purpose: stated, download: "true" })),
              )
            }
          >
            {say("packages.download")}
          </Button>
        </Row>
        {PROOFS.map(({ name, text, note }) => (
          <Row key={name} title={say(text)} note={say(note)}>
            {sealed ? (
              <Button
                size="small"
                icon={<DownloadOutlined aria-hidden />}
                aria-label={`${say("packages.download")} ${say(text)}`}
                onClick={() => download(addressOf(`/items/${item.id}/${name}`))}
              >
                {say("packages.download")}
              </Button>
            ) : (
              <span className="quiet small">{say("downloads.after-seal")}</span>
            )}
          </Row>
        ))}
        {sealed && (
          <Row title={say("downloads.package")} note={say("downloads.package-note")}>
            <PackageOrder itemIds={[item.id]} purpose={purpose} />
          </Row>
        )}
      </ul>
    </section>
  );
}

function Row({
  title,
  note,
  children,
}: {
  readonly title: string;
  readonly note: string;
  readonly children: ReactNode;
}) {
  return (
    <li>
      <span>
        {title} <span className="quiet small">{note}</span>
      </span>
      {children}
    </li>
  );
}
