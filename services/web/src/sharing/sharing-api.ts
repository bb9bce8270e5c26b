/** What the page reads and changes of partner agencies, guests and shares. */
import type { z } from "zod";
import type { GuestRequest, PartnerRequest, ShareRequest } from "../../../review/sharing-schema.ts";
import { useCommand } from "../api/commands.ts";
import { useList } from "../api/lists.ts";
import { call } from "../api/request.ts";
import type { Ending } from "../frame/ending.ts";

const STALE = [["partners"], ["guests"], ["shares"]] as const;

export const usePartners = (enabled: boolean) =>
  useList(["partners"], "/partners", {}, () => false, enabled);
export const useGuests = (enabled: boolean) =>
  useList(["guests"], "/guests", {}, () => false, enabled);
export const useShares = (enabled: boolean) =>
  useList(["shares"], "/shares", {}, () => false, enabled);

export const useProposePartner = () =>
  useCommand(
    (body: z.input<typeof PartnerRequest>) => call("POST", "/partners", { body }),
    ...STALE,
  );
export const useInvite = () =>
  useCommand((body: z.input<typeof GuestRequest>) => call("POST", "/guests", { body }), ...STALE);
export const useInviteAgain = (id: string) =>
  useCommand(() => call("POST", "/guests/{id}/invitation", { path: { id } }), ...STALE);
export const useAskShare = () =>
  useCommand((body: z.input<typeof ShareRequest>) => call("POST", "/shares", { body }), ...STALE);

export type Kind = "partners" | "guests" | "shares";
/** By another person than who asked; a guest needs nobody's approval. */
export const useApprove = (kind: Exclude<Kind, "guests">) =>
  useCommand(
    ({ id }: Ending): Promise<unknown> =>
      kind === "shares"
        ? call("POST", "/shares/{id}/approval", { path: { id }, body: {} })
        : call("POST", "/partners/{id}/approval", { path: { id } }),
    ...STALE,
  );
export const useEnd = (kind: Kind) =>
  useCommand(
    ({ id, reason = "" }: Ending) =>
      call("DELETE", `/${kind}/{id}`, { path: { id }, body: { reason } }),
    ...STALE,
  );
