/** Which door an account has, and whose it is, as the API takes it. */
import { z } from "zod";
import { StaffNumber } from "../access/same-person.ts";

/** Of an account, in answers. */
export const DOOR_FIELDS = {
  signOnName: z
    .string()
    .nullable()
    .describe("Name at the identity provider that opens this account; null: a password does"),
  staffNumber: z
    .string()
    .nullable()
    .describe("Its person's, as set here: accounts with the same never count as two people"),
};

export const DoorRequest = z.strictObject({
  signOnName: z.string().trim().min(1).max(200).nullable(),
  password: z.string().min(12).max(200).optional(),
  reason: z.string().trim().min(3).max(500).optional(),
});

export const StaffNumberRequest = z.strictObject({
  staffNumber: StaffNumber.nullable(),
  reason: z.string().trim().min(3).max(500).optional(),
});
