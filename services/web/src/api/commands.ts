/** What the page changes, and what it reads again afterwards. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type {
  AssignmentRequest,
  CaseBody,
  DeviceRequest,
  LoginRequest,
  MeBody,
  NewDevice,
  PackageBody,
  PackageRequest,
  Token,
  TokenRequest,
  User,
  UserRequest,
  VerificationBody,
} from "../../../review/api-schema.ts";
import type { CaseRequest } from "../../../review/case-schema.ts";
import type { DoorRequest, StaffNumberRequest } from "../../../review/door-schema.ts";
import type { EnrolmentCode } from "../../../review/certificate-schema.ts";
import type { PackCheckBody, PolicyEntryBody } from "../../../review/policy-schema.ts";
import type { Ending } from "../frame/ending.ts";
import { request } from "./request.ts";

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
      await request<unknown>("POST", "/session", person);
      return await request<MeBody>("GET", "/me");
    },
    onSuccess: (me) => {
      queries.setQueryData(["me"], me);
    },
  });
};

export const logOut = (): Promise<unknown> => request("DELETE", "/session");

export const useAddCase = () =>
  useCommand(
    (body: Body<typeof CaseRequest>) => request<CaseBody>("POST", "/cases", body),
    ["cases"],
  );

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
    (caseId: string) => request<unknown>("POST", `/cases/${caseId}/items`, { itemId }),
    ...ofItsCases(itemId),
  );

export const useUnlink = (itemId: string) =>
  useCommand(
    ({ caseId, reason }: { caseId: string; reason: string }) =>
      request<unknown>("DELETE", `/cases/${caseId}/items/${itemId}`, { reason }),
    ...ofItsCases(itemId),
  );

export const useRequestPackage = () =>
  useCommand(
    (body: Body<typeof PackageRequest>) => request<PackageBody>("POST", "/packages", body),
    ["packages"],
    ["custody"],
  );

export const useAddDevice = () =>
  useCommand(
    (body: Body<typeof DeviceRequest>) =>
      request<z.infer<typeof NewDevice>>("POST", "/devices", body),
    ["devices"],
  );

export const useAssignDevice = (id: string) =>
  useCommand(
    (body: Body<typeof AssignmentRequest>) =>
      request<unknown>("POST", `/devices/${id}/assignments`, body),
    ["item"],
  );

export const useRetireDevice = () =>
  useCommand(
    ({ id, ...why }: Ending) => request<unknown>("DELETE", `/devices/${id}`, why),
    ["devices"],
  );

export const useEnrolmentCode = () =>
  useCommand((id: string) =>
    request<z.infer<typeof EnrolmentCode>>("POST", `/devices/${id}/enrolment-codes`),
  );

export const useRevokeCertificates = () =>
  useCommand(({ id, ...why }: Ending) =>
    request<unknown>("DELETE", `/devices/${id}/certificates`, why),
  );

export const useDisableUser = () =>
  useCommand(
    ({ id, ...why }: Ending) => request<unknown>("DELETE", `/users/${id}`, why),
    ["users"],
  );

export const useSetSignOn = () =>
  useCommand(
    ({ id, ...door }: Body<typeof DoorRequest> & { readonly id: string }) =>
      request<unknown>("POST", `/users/${id}/door`, door),
    ["users"],
  );

export const useSetStaffNumber = () =>
  useCommand(
    ({ id, ...number }: Body<typeof StaffNumberRequest> & { readonly id: string }) =>
      request<unknown>("POST", `/users/${id}/staff-number`, number),
    ["users"],
  );

export const useAddToken = () =>
  useCommand(
    (body: Body<typeof TokenRequest>) => request<z.infer<typeof Token>>("POST", "/me/tokens", body),
    ["tokens"],
  );

export const useRevokeToken = () =>
  useCommand(({ id }: Ending) => request<unknown>("DELETE", `/me/tokens/${id}`), ["tokens"]);

export const useAddUser = () =>
  useCommand(
    (body: Body<typeof UserRequest>) => request<z.infer<typeof User>>("POST", "/users", body),
    ["users"],
  );

/** Has the whole original read and hashed anew. */
export const useReadAgain = (itemId: string) =>
  useMutation({
    mutationFn: () => request<VerificationBody>("GET", `/items/${itemId}/verification?bytes=read`),
  });

export const useCheckPack = () =>
  useMutation({
    mutationFn: (body: { text: string; signature?: string }) =>
      request<PackCheckBody>("POST", "/policy/checks", body),
  });

export const useProposePack = () =>
  useCommand(
    (body: { text: string; signature?: string; why: string }) =>
      request<PolicyEntryBody>("POST", "/policy/packs", body),
    ["policies"],
  );

/** `sha256` names the text that was read; null where none is approved. */
export const useDecidePack = (act: "approval" | "withdrawal", sha256: string | null) =>
  useCommand(
    ({ id, reason }: Ending) =>
      request<PolicyEntryBody>("POST", `/policy/packs/${id}/${act}`, {
        ...(sha256 !== null && { sha256 }),
        why: reason,
      }),
    ["policies"],
  );
