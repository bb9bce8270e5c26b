/** What was done to the house, newest first, for those who audit it; to filter, and to take away. */
import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useSearchParams } from "react-router";
import { download } from "../api/download.ts";
import { useActions, useMay } from "../api/queries.ts";
import { addressOf } from "../api/request.ts";
import { Choice } from "../frame/choice.tsx";
import { NotForYou } from "../frame/not-here.tsx";
import { PagesTable } from "../frame/pages-table.tsx";
import { Pairs } from "../item/pairs.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { actionTexts } from "../texts/action-texts.ts";
import { isTextKey } from "../texts/texts.ts";
import { actionSentence } from "./action-sentence.ts";

const KINDS = Object.keys(actionTexts).flatMap((key) =>
  key.startsWith("kind.") ? [key.slice("kind.".length)] : [],
);

export function ActionsPage() {
  const say = useSay();
  const maySee = useMay("actions:see");
  const [search, setSearch] = useSearchParams();
  const kind = search.get("kind") ?? undefined;
  const query = useActions({ kind });
  if (!maySee) return <NotForYou />;
  return (
    <>
      <div className="head">
        <h1>{say("actions.title")}</h1>
      </div>
      <p className="quiet">{say("actions.lead")}</p>
      <Filters
        kind={kind}
        onKind={(value) => setSearch(value === undefined ? {} : { kind: value })}
      />
      <PagesTable
        query={query}
        title="actions.title"
        none="actions.none"
        columns={[
          {
            key: "at",
            title: say("actions.at"),
            className: "nowrap",
            render: (_, { at }) => <time dateTime={at}>{localTime(at)}</time>,
          },
          {
            key: "what",
            title: say("actions.what"),
            render: (_, action) => (
              <>
                {actionSentence(say, action)}
                <details className="small">
                  <summary>{say("actions.details")}</summary>
                  <Pairs of={recorded(action)} />
                </details>
              </>
            ),
          },
          { key: "reason", title: say("actions.reason"), dataIndex: "reason" },
        ]}
      />
    </>
  );
}

function Filters({
  kind,
  onKind,
}: {
  readonly kind: string | undefined;
  readonly onKind: (kind?: string) => void;
}) {
  const say = useSay();
  return (
    <div className="filters">
      <Choice
        aria-label={say("actions.any-kind")}
        placeholder={say("actions.any-kind")}
        allowClear
        value={kind}
        options={KINDS.map((value) => {
          const key = `kind.${value}`;
          return { value, label: isTextKey(key) ? say(key) : value };
        })}
        onChange={onKind}
      />
      {(["csv", "jsonl"] as const).map((format) => (
        <Button
          key={format}
          icon={<DownloadOutlined aria-hidden />}
          title={say("actions.export-note")}
          onClick={() => download(addressOf(`/actions.${format}`, { kind }))}
        >
          {say(`actions.export-${format}`)}
        </Button>
      ))}
    </div>
  );
}

type Shown = Parameters<typeof actionSentence>[1] & {
  readonly index: number;
  readonly at: string;
  readonly sha256: string;
};

function recorded({ index, at, kind, actor, subject, before, after, sha256 }: Shown) {
  return { index, at, kind, actor, subject, before, after, sha256 };
}
