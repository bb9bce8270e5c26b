/** What the page of search reads. */
import { useQuery } from "@tanstack/react-query";
import type { FoundFacets, FoundItem, SearchHints } from "../../../review/search-schema.ts";
import { usePages } from "../api/queries.ts";
import { request, withQuery } from "../api/request.ts";
import { type SearchQuestion, queryOf } from "./search-question.ts";

export const useFoundItems = (question: SearchQuestion) =>
  usePages<FoundItem>(["search", question], "/search", queryOf(question), () => false);

export const useFacets = (question: SearchQuestion) =>
  useQuery({
    queryKey: ["search", "facets", question],
    queryFn: ({ signal }) =>
      request<FoundFacets>(
        "GET",
        withQuery("/search/facets", queryOf(question)),
        undefined,
        signal,
      ),
  });

/** Asked only where nothing was found. */
export const useHints = (question: SearchQuestion) =>
  useQuery({
    queryKey: ["search", "hints", question],
    queryFn: ({ signal }) =>
      request<SearchHints>("GET", withQuery("/search/hints", queryOf(question)), undefined, signal),
  });
