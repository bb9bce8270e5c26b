/** The small picture of an item in a list; reading it is recorded, so each is read once and only when seen. */
import { FileUnknownOutlined, PictureOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { ItemSummaryBody } from "../../../review/api-schema.ts";
import { useMay } from "../api/queries.ts";
import { readPicture } from "../api/read-picture.ts";
import { LIST_PURPOSE } from "../item/purpose.ts";
import { useSay } from "../texts/say.ts";

export function Poster({ item }: { readonly item: ItemSummaryBody }) {
  const say = useSay();
  const place = useRef<HTMLSpanElement>(null);
  const seen = useSeen(place);
  const mayWatch = useMay("copies:watch");
  const poster = usePoster(item.id, item.hasPoster && mayWatch && seen);
  return (
    <span className="thumb" ref={place}>
      {poster.data === undefined ? (
        <Blank of={item} />
      ) : (
        <img src={poster.data} alt={say("items.poster", { name: item.filename })} />
      )}
    </span>
  );
}

function Blank({ of: { viewingStage } }: { readonly of: ItemSummaryBody }) {
  return viewingStage === "none" ? (
    <FileUnknownOutlined aria-hidden />
  ) : (
    <PictureOutlined aria-hidden />
  );
}

/** True from the first time the element was on the screen. */
function useSeen(element: RefObject<Element | null>): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (element.current === null) return;
    const watcher = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
    });
    watcher.observe(element.current);
    return () => watcher.disconnect();
  }, [element]);
  return seen;
}

/** A list's picture as a data: address, kept while the page is open. */
const usePoster = (id: string, wanted: boolean) =>
  useQuery({
    queryKey: ["poster", id],
    enabled: wanted,
    queryFn: ({ signal }) =>
      readPicture(`/items/${id}/derivatives/poster`, { purpose: LIST_PURPOSE }, signal),
    staleTime: Infinity,
    gcTime: Infinity,
    retry: false,
  });
