/** The end of a list: how many are shown, and the button for the next page. */
import { LoadingOutlined } from "@ant-design/icons";
import { useSay } from "../texts/say.ts";
import { zoneName } from "../shown/format.ts";
import { PlainButton } from "./plain-button.tsx";

export interface Pages {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  fetchNextPage(): unknown;
}

export function LoadMore({ pages, count }: { readonly pages: Pages; readonly count: number }) {
  const say = useSay();
  return (
    <div className="foot quiet small">
      <span role="status">
        {say(pages.hasNextPage ? "frame.some-shown" : "frame.all-shown", { count })}
      </span>
      {pages.hasNextPage && (
        <PlainButton
          aria-disabled={pages.isFetchingNextPage}
          icon={pages.isFetchingNextPage && <LoadingOutlined aria-hidden />}
          onClick={() => !pages.isFetchingNextPage && void pages.fetchNextPage()}
        >
          {say("frame.more")}
        </PlainButton>
      )}
      <span>{say("frame.zone", { zone: zoneName() })}</span>
    </div>
  );
}
