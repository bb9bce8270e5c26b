/** What the page reads and changes of the labels of items, cases and recording sessions. */
import { useQuery } from "@tanstack/react-query";
import { useCommand } from "../api/commands.ts";
import { call } from "../api/request.ts";
import { told } from "../frame/form-facts.ts";
import { type LabelFields, labelRequest } from "./label-fields.ts";

export interface Labelled {
  readonly things: "items" | "cases" | "recording-sessions";
  readonly id: string;
}

/** A label decides who may know of it: whatever lists it, or counts it, is stale. */
const STALE = [
  ...["labels", "item", "items", "case", "cases", "custody", "verification"],
  ...["recording-sessions", "recording-session", "completeness", "label-reviews", "disposal"],
  ...["item-access", "grants"],
].map((key) => [key]);

export const useLabels = ({ things, id }: Labelled) =>
  useQuery({
    queryKey: ["labels", things, id],
    queryFn: ({ signal }) => call("GET", `/${things}/{id}/labels`, { path: { id }, signal }),
  });

export const useDueReviews = (enabled: boolean) =>
  useQuery({
    queryKey: ["label-reviews"],
    enabled,
    queryFn: ({ signal }) => call("GET", "/secrecy/reviews", { signal }),
  });

export const useSetLabel = ({ things, id }: Labelled) =>
  useCommand(
    (fields: LabelFields) =>
      call("POST", `/${things}/{id}/labels`, { path: { id }, body: labelRequest(fields) }),
    ...STALE,
  );

export interface Change {
  readonly act: "confirmation" | "extension" | "review" | "end";
  readonly nextOn?: string;
  readonly basis?: string;
  readonly until?: string;
  readonly reason?: string;
}

export const useChangeLabel = ({ things, id }: Labelled, labelId: string) =>
  useCommand(
    ({ act, basis = "", until, nextOn, reason = "" }: Change) => {
      const at = `/${things}/{id}/labels/{labelId}` as const;
      const path = { id, labelId };
      if (act === "end") return call("DELETE", at, { path, body: { reason: reason.trim() } });
      if (act === "review") {
        const body = { reason: reason.trim(), nextOn: told(nextOn) };
        return call("POST", `${at}/review`, { path, body });
      }
      if (act === "extension")
        return call("POST", `${at}/extension`, { path, body: { until: until ?? "" } });
      const body = { basis: basis.trim(), until: told(until) };
      return call("POST", `${at}/confirmation`, { path, body });
    },
    ...STALE,
  );
