/** What the page changes, and what it reads again afterwards. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type {
  AssignmentRequest,
  LoginRequest,
  PackageRequest,
  TokenRequest,
  UserRequest,
} from "../../../review/api-schema.ts";
import type { DeviceRequest } from "../../../review/device-page-schema.ts";
import type { CaseRequest } from "../../../review/case-schema.ts";
import type { DoorRequest, StaffNumberRequest } from "../../../review/door-schema.ts";
import type { Ending } from "../frame/ending.ts";
import { call } from "./request.ts";

type Body<Schema extends z.ZodType> = z.input<Schema>;

/** A command that, once done, makes `stale` be read again. */
export function useCommand<Input, Answer>(
  run: (input: Input) => Promise<Answer>,
  ...stale: readonly (readonly unknown[])[]
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: async () => {
      await Promise.all(stale.map((queryKey) => queries.invalidateQueries({ queryKey })));
    },
  });
}

export const useLogIn = () => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (person: Body<typeof LoginRequest>) => {
      await call("POST", "/session", { body: person });
      return await call("GET", "/me", {});
    },
    onSuccess: (me) => {
      queries.setQueryData(["me"], me);
    },
  });
};

export const logOut = (): Promise<unknown> => call("DELETE", "/session", {});

export const useAddCase = () =>
  useCommand((body: Body<typeof CaseRequest>) => call("POST", "/cases", { body }), ["cases"]);

/** The cases of an item decide who sees it, and by which grants. */
const ofItsCases = (itemId: string) => [
  ["item", itemId],
  ["custody", itemId],
  ["verification", itemId],
  ["item-access", itemId],
  ...[["grants"], ["cases"], ["case"], ["items"], ["disposal"], ["completeness"]],
];

export const useLink = (itemId: string) =>
  useCommand(
    (caseId: string) =>
      call("POST", "/cases/{id}/items", { path: { id: caseId }, body: { itemId } }),
    ...ofItsCases(itemId),
  );

export const useUnlink = (itemId: string) =>
  useCommand(
    ({ caseId, reason }: { caseId: string; reason: string }) =>
      call("DELETE", "/cases/{id}/items/{itemId}", {
        path: { id: caseId, itemId },
        body: { reason },
      }),
    ...ofItsCases(itemId),
  );

export const useRequestPackage = () =>
  useCommand(
    (body: Body<typeof PackageRequest>) => call("POST", "/packages", { body }),
    ["packages"],
    ["custody"],
  );

export const useAddDevice = () =>
  useCommand((body: Body<typeof DeviceRequest>) => call("POST", "/devices", { body }), ["devices"]);

export const useAssignDevice = (id: string) =>
  useCommand(
    (body: Body<typeof AssignmentRequest>) =>
      call("POST", "/devices/{id}/assignments", { path: { id }, body }),
    ["item"],
  );

export const useRetireDevice = () =>
  useCommand(
    ({ id, ...why }: Ending) => call("DELETE", "/devices/{id}", { path: { id }, body: why }),
    ["devices"],
  );

export const useEnrolmentCode = () =>
  useCommand((id: string) => call("POST", "/devices/{id}/enrolment-codes", { path: { id } }));

export const useRevokeCertificates = () =>
  useCommand(({ id, ...why }: Ending) =>
    call("DELETE", "/devices/{id}/certificates", { path: { id }, body: why }),
  );

export const useDisableUser = () =>
  useCommand(
    ({ id, ...why }: Ending) => call("DELETE", "/users/{id}", { path: { id }, body: why }),
    ["users"],
  );

export const useSetSignOn = () =>
  useCommand(
    ({ id, ...door }: Body<typeof DoorRequest> & { readonly id: string }) =>
      call("POST", "/users/{id}/door", { path: { id }, body: door }),
    ["users"],
  );

export const useSetStaffNumber = () =>
  useCommand(
    ({ id, ...number }: Body<typeof StaffNumberRequest> & { readonly id: string }) =>
      call("POST", "/users/{id}/staff-number", { path: { id }, body: number }),
    ["users"],
  );

export const useAddToken = () =>
  useCommand((body: Body<typeof TokenRequest>) => call("POST", "/me/tokens", { body }), ["tokens"]);

export const useRevokeToken = () =>
  useCommand(({ id }: Ending) => call("DELETE", "/me/tokens/{id}", { path: { id } }), ["tokens"]);

export const useEndToken = () =>
  useCommand(
    ({ id, reason = "" }: Ending) =>
      call("DELETE", "/tokens/{id}", { path: { id }, body: { reason } }),
    ["tokens"],
  );

export const useAddUser = () =>
  useCommand((body: Body<typeof UserRequest>) => call("POST", "/users", { body }), ["users"]);

/** Has the whole original read and hashed anew. */
export const useReadAgain = (itemId: string) =>
  useMutation({
    mutationFn: () =>
      call("GET", "/items/{id}/verification", { path: { id: itemId }, query: { bytes: "read" } }),
  });

export const useCheckPack = () =>
  useMutation({
    mutationFn: (body: { text: string; signature?: string }) =>
      call("POST", "/policy/checks", { body }),
  });

export const useProposePack = () =>
  useCommand(
    (body: { text: string; signature?: string; why: string }) =>
      call("POST", "/policy/packs", { body }),
    ["policies"],
  );

/** `sha256` names the text that was read; null where none is approved: the service takes no approval of nothing. */
export const useDecidePack = (act: "approval" | "withdrawal", sha256: string | null) =>
  useCommand(
    ({ id, reason: why = "" }: Ending) =>
      act === "approval"
        ? call("POST", "/policy/packs/{id}/approval", {
            path: { id },
            body: { sha256: sha256 ?? "", why },
          })
        : call("POST", "/policy/packs/{id}/withdrawal", { path: { id }, body: { why } }),
    ["policies"],
  );
