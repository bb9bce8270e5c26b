/** One share as its guest sees it: the receipt first, then the items, watched under a watermark of partner and guest. */
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import type { SharedBody, SharedItem } from "../../../review/sharing-schema.ts";
import { addressOf } from "../api/request.ts";
import { LoadMore } from "../frame/load-more.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { sizeText, localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { isTextKey } from "../texts/texts.ts";
import { useAcknowledge, useOneShared, useSharedChecks, useSharedItems } from "./shared-api.ts";

export function OneSharePage() {
  const say = useSay();
  const { id = "" } = useParams();
  const query = useOneShared(id);
  return (
    <>
      <p>
        <Link to="/shared">{say("shared.title")}</Link>
      </p>
      <h1>{say("shared.receipt")}</h1>
      <ProblemNotice error={query.error} />
      {query.isPending && <Skeleton active />}
      {query.data !== undefined && query.error === null && <Opened of={query.data} />}
    </>
  );
}

function Opened({ of: share }: { readonly of: SharedBody }) {
  const say = useSay();
  const { acknowledged, receipt } = share;
  const acknowledge = useAcknowledge(share.id);
  return (
    <>
      <section className="panel" aria-label={say("shared.receipt")}>
        <pre className="receipt" tabIndex={0}>
          {receipt.text}
        </pre>
        <p className="small">
          SHA-256 <code>{receipt.sha256}</code>
        </p>
        <ProblemNotice error={acknowledge.error} />
        {acknowledged === null ? (
          <>
            <p>{say("shared.acknowledge-how")}</p>
            <Button
              type="primary"
              loading={acknowledge.isPending}
              onClick={() => acknowledge.mutate(receipt.sha256)}
            >
              {say("shared.acknowledge")}
            </Button>
          </>
        ) : (
          <p role="status">{say("shared.acknowledged", { time: localTime(acknowledged.at) })}</p>
        )}
      </section>
      {acknowledged !== null && <Items of={share} />}
    </>
  );
}

function Items({ of: share }: { readonly of: SharedBody }) {
  const say = useSay();
  const query = useSharedItems(share.id);
  const items = query.data?.pages.flatMap(({ entries }) => entries) ?? [];
  return (
    <section aria-labelledby="shared-items">
      <h2 id="shared-items">{say("shared.items")}</h2>
      <ProblemNotice error={query.error} />
      {query.isPending && <Skeleton active />}
      {query.data !== undefined && items.length === 0 && (
        <p role="status">{say("shared.no-items")}</p>
      )}
      {items.map((item) => (
        <Item key={item.id} share={share} item={item} />
      ))}
      <LoadMore pages={query} count={items.length} />
    </section>
  );
}

function Item({ share, item }: { readonly share: SharedBody; readonly item: SharedItem }) {
  const say = useSay();
  const [shown, setShown] = useState<"watch" | "verify" | null>(null);
  return (
    <div className="panel">
      <h3>{item.filename}</h3>
      <p className="quiet small">
        {localTime(item.recordedAt ?? item.receivedAt)} · {sizeText(item.sizeBytes)}
      </p>
      <p className="small">
        SHA-256 <code>{item.sha256 ?? "-"}</code>
      </p>
      <div className="acts">
        {item.canWatch ? (
          <Button
            aria-label={`${say("shared.watch")} ${item.filename}`}
            onClick={() => setShown("watch")}
          >
            {say("shared.watch")}
          </Button>
        ) : (
          <span>{say("shared.no-copy")}</span>
        )}
        <Button
          aria-label={`${say("shared.verify")} ${item.filename}`}
          onClick={() => setShown("verify")}
        >
          {say("shared.verify")}
        </Button>
        {share.download && (
          <a href={addressOf(`/shared/${share.id}/items/${item.id}/original`)} download>
            {say("shared.download")}
          </a>
        )}
      </div>
      {shown === "watch" && <Video share={share} item={item} />}
      {shown === "verify" && <Checks share={share} item={item} />}
    </div>
  );
}

/** Over the picture, not in it: the copy is the same for everybody, and so are its digest and its signature. */
function Video({ share, item }: { readonly share: SharedBody; readonly item: SharedItem }) {
  const say = useSay();
  const mark = `${share.partnerName} · ${share.guestName} · ${share.watermark}`;
  const media = `/shared/${share.id}/items/${item.id}`;
  return (
    <div className="screen watermarked">
      <video
        controls
        controlsList="nodownload"
        disablePictureInPicture
        playsInline
        preload="metadata"
        src={addressOf(`${media}/viewing`)}
        {...(item.hasPoster && { poster: addressOf(`${media}/poster`) })}
        aria-label={say("shared.video", { name: item.filename, mark })}
      />
      <div className="watermark" aria-hidden>
        {mark}
      </div>
    </div>
  );
}

function Checks({ share, item }: { readonly share: SharedBody; readonly item: SharedItem }) {
  const say = useSay();
  const query = useSharedChecks(share.id, item.id, true);
  const text = (key: string, other: string): string => (isTextKey(key) ? say(key) : other);
  return (
    <div role="status" aria-label={say("shared.checks")}>
      <ProblemNotice error={query.error} />
      {query.isPending && <Skeleton active />}
      <ul>
        {query.data?.checks.map(({ name, verdict, reason }) => (
          <li key={name}>
            {text(`check.${name}`, name)}: {text(`verdict.${verdict}`, verdict)} –{" "}
            {text(`code.${reason ?? ""}`, reason ?? "")}
          </li>
        ))}
      </ul>
    </div>
  );
}
