/** What the page reads and changes of the labels of items, cases and recording sessions. */
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { LabelList } from "../../../review/secrecy-schema.ts";
import { useCommand } from "../api/commands.ts";
import { call, request } from "../api/request.ts";
import { told } from "../frame/form-facts.ts";
import { type Label, type LabelFields, labelRequest } from "./label-fields.ts";

export interface Labelled {
  readonly things: "items" | "cases" | "recording-sessions";
  readonly id: string;
}

const pathOf = ({ things, id }: Labelled): string => `/${things}/${id}/labels`;

/** A label decides who may know of it: whatever lists it, or counts it, is stale. */
const STALE = [
  ...["labels", "item", "items", "case", "cases", "custody", "verification"],
  ...["recording-sessions", "recording-session", "completeness", "label-reviews", "disposal"],
  ...["item-access", "grants"],
].map((key) => [key]);

export const useLabels = (on: Labelled) =>
  useQuery({
    queryKey: ["labels", on.things, on.id],
    queryFn: ({ signal }) =>
      request<z.infer<typeof LabelList>>("GET", pathOf(on), undefined, signal),
  });

export const useDueReviews = (enabled: boolean) =>
  useQuery({
    queryKey: ["label-reviews"],
    enabled,
    queryFn: ({ signal }) => call("GET", "/secrecy/reviews", { signal }),
  });

export const useSetLabel = (on: Labelled) =>
  useCommand(
    (fields: LabelFields) => request<Label>("POST", pathOf(on), labelRequest(fields)),
    ...STALE,
  );

export interface Change {
  readonly act: "confirmation" | "extension" | "review" | "end";
  readonly nextOn?: string;
  readonly basis?: string;
  readonly until?: string;
  readonly reason?: string;
}

export const useChangeLabel = (on: Labelled, labelId: string) =>
  useCommand(
    ({ act, basis = "", until, nextOn, reason = "" }: Change) => {
      const path = `${pathOf(on)}/${labelId}`;
      if (act === "end") return request<Label>("DELETE", path, { reason: reason.trim() });
      if (act === "review") {
        const found = { reason: reason.trim(), nextOn: told(nextOn) };
        return request<Label>("POST", `${path}/review`, found);
      }
      const body =
        act === "extension" ? { until: told(until) } : { basis: basis.trim(), until: told(until) };
      return request<Label>("POST", `${path}/${act}`, body);
    },
    ...STALE,
  );
