/** What the page of search reads. */
import { useQuery } from "@tanstack/react-query";
import { useList } from "../api/lists.ts";
import { call } from "../api/request.ts";
import { type SearchQuestion, queryOf } from "./search-question.ts";

export const useFoundItems = (question: SearchQuestion) =>
  useList(["search", question], "/search", queryOf(question), () => false);

export const useFacets = (question: SearchQuestion) =>
  useQuery({
    queryKey: ["search", "facets", question],
    queryFn: ({ signal }) => call("GET", "/search/facets", { query: queryOf(question), signal }),
  });

/** Asked only where nothing was found. */
export const useHints = (question: SearchQuestion) =>
  useQuery({
    queryKey: ["search", "hints", question],
    queryFn: ({ signal }) => call("GET", "/search/hints", { query: queryOf(question), signal }),
  });
