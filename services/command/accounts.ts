/** People and devices, made through the API as an administrator makes them. */
import { randomBytes } from "node:crypto";
import type { z } from "zod";
import type { StaffRole } from "../access/permission.ts";
import { User } from "../review/api-schema.ts";
import { NewDevice, type DEVICE_KINDS } from "../review/device-page-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { type Login, newPassword } from "./logins.ts";
import { ProblemAnswer } from "./problem-answer.ts";

export type Role = StaffRole;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

export interface NewPerson {
  readonly name: string;
  readonly displayName: string;
  readonly role: Role;
  readonly staffNumber?: string;
}

export async function addUser(api: ApiClient, person: NewPerson): Promise<Login> {
  const login = { ...person, password: newPassword() };
  await api.post("/api/v1/users", login, User);
  return login;
}

/** For an account whose password is kept already: made unless its name is taken. */
export async function ensureUser(api: ApiClient, login: Login): Promise<void> {
  try {
    await api.post("/api/v1/users", login, User);
  } catch (error) {
    if (!(error instanceof ProblemAnswer && error.code === "access/name-taken")) throw error;
  }
}

export function addDevice(
  api: ApiClient,
  name: string,
  kind: DeviceKind,
): Promise<z.infer<typeof NewDevice>> {
  return api.post("/api/v1/devices", { name, kind }, NewDevice);
}

/** A device whose token nobody kept (power went in between) keeps its name; the new one gets a longer name. */
export async function addDeviceAnyhow(
  api: ApiClient,
  name: string,
  kind: DeviceKind,
): Promise<{ readonly name: string; readonly token: string }> {
  try {
    return await addDevice(api, name, kind);
  } catch (error) {
    if (!(error instanceof ProblemAnswer && error.code === "access/name-taken")) throw error;
    return addDevice(api, `${name} ${randomBytes(2).toString("hex")}`, kind);
  }
}
