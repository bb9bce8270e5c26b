/** Where somebody is logged in, read and ended: "/me/sessions", or that of another account. */
import type { z } from "zod";
import type { LogInBody, LogInsEnded } from "../../../review/log-in-schema.ts";
import { useCommand } from "../api/commands.ts";
import { usePages } from "../api/queries.ts";
import { request } from "../api/request.ts";
import type { Ending } from "../frame/ending.ts";

const LOOK_EVERY_MS = 15_000;

export const OWN = "/me/sessions";
export const ofAccount = (id: string): string => `/users/${id}/sessions`;

/** Few, so the service gives all at once. */
export const useLogIns = (path: string) =>
  usePages<LogInBody>(["log-ins", path], path, {}, () => LOOK_EVERY_MS);

export const useEndLogIn = (path: string) =>
  useCommand(
    ({ id, reason }: Ending) => request<unknown>("DELETE", `${path}/${id}`, bodyOf(path, reason)),
    ["log-ins", path],
  );

export const useEndLogIns = (path: string) =>
  useCommand(
    ({ reason }: Ending) =>
      request<z.infer<typeof LogInsEnded>>("DELETE", path, bodyOf(path, reason)),
    ["log-ins", path],
  );

/** Nobody is asked why they end their own. */
const bodyOf = (path: string, reason: string | undefined): object | undefined =>
  path === OWN ? undefined : { reason };
