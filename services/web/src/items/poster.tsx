/** The small picture of an item in a list; reading it is recorded like every read of media. */
import { FileUnknownOutlined, PictureOutlined } from "@ant-design/icons";
import { useState } from "react";
import type { ItemSummaryBody } from "../../../review/api-schema.ts";
import { addressOf } from "../api/request.ts";
import { LIST_PURPOSE } from "../item/purpose.ts";
import { useSay } from "../texts/say.ts";

export function Poster({ item }: { readonly item: ItemSummaryBody }) {
  const say = useSay();
  const [failed, setFailed] = useState(false);
  if (!item.hasPoster || failed)
    return (
      <span className="thumb" title={say("items.no-poster")}>
        {item.viewingStage === "none" ? (
          <FileUnknownOutlined aria-hidden />
        ) : (
          <PictureOutlined aria-hidden />
        )}
      </span>
    );
  return (
    <span className="thumb">
      <img
        loading="lazy"
        src={addressOf(`/items/${item.id}/derivatives/poster`, { purpose: LIST_PURPOSE })}
        alt={say("items.poster", { name: item.filename })}
        onError={() => setFailed(true)}
      />
    </span>
  );
}
