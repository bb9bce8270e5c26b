/** What the page of holds reads and changes. */
import { useCommand } from "../api/commands.ts";
import { useList, useListAt } from "../api/lists.ts";
import { call } from "../api/request.ts";
import type { Ending } from "../frame/ending.ts";
import { type HoldFields, requestOf } from "./hold-fields.ts";

/** What the store shows changes within minutes. */
const EVERY_MS = 20_000;
const STALE = [["disposal"], ["holds"], ["item-hold"], ["custody"]] as const;

export const useHoldPages = (state: string | undefined) =>
  useList(["holds", "pages", state], "/holds", { state }, () => EVERY_MS);

export const useHeldItems = (id: string, enabled: boolean) =>
  useListAt(["holds", id, "items"], "/holds/{id}/items", { id }, {}, () => EVERY_MS, enabled);

export const usePlaceHold = () =>
  useCommand(
    async (fields: HoldFields) => call("POST", "/holds", { body: await requestOf(fields) }),
    ...STALE,
  );

export const useReviewHold = (id: string) =>
  useCommand(
    (body: { readonly reviewOn: string; readonly reason: string }) =>
      call("POST", "/holds/{id}/review", { path: { id }, body }),
    ...STALE,
  );

export const useReleaseHold = () =>
  useCommand(
    ({ id, reason }: Ending) =>
      call("POST", "/holds/{id}/release", { path: { id }, body: { reason: reason ?? "" } }),
    ...STALE,
  );
