/** A paged list as a table that scrolls sideways on a phone, with what to do when it is empty. */
import { InboxOutlined } from "@ant-design/icons";
import { Skeleton, Table, type TableColumnsType } from "antd";
import { useSay } from "../texts/say.ts";
import type { TextKey } from "../texts/texts.ts";
import { LoadMore, type Pages } from "./load-more.tsx";
import { ProblemNotice } from "./problem-notice.tsx";

interface Query<Entry> extends Pages {
  readonly data: { readonly pages: readonly { readonly entries: readonly Entry[] }[] } | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  refetch(): unknown;
}

export function PagesTable<Entry extends { readonly id: string }>({
  query,
  title,
  columns,
  none,
  noneHow,
}: {
  readonly query: Query<Entry>;
  readonly columns: TableColumnsType<Entry>;
  readonly title: TextKey;
  readonly none: TextKey;
  readonly noneHow?: TextKey;
}) {
  const say = useSay();
  const entries = query.data?.pages.flatMap((page) => page.entries);
  return (
    <>
      <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      {query.isPending && <Skeleton active />}
      {entries?.length === 0 && (
        <div className="panel" role="status">
          <h2>
            <InboxOutlined aria-hidden /> {say(none)}
          </h2>
          {noneHow !== undefined && <p>{say(noneHow)}</p>}
        </div>
      )}
      {entries !== undefined && entries.length > 0 && (
        <>
          <div className="wide" role="region" aria-label={say(title)} tabIndex={0}>
            <Table<Entry>
              rowKey="id"
              size="small"
              pagination={false}
              columns={columns}
              dataSource={entries}
            />
          </div>
          <LoadMore pages={query} count={entries.length} />
        </>
      )}
    </>
  );
}
