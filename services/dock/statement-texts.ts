/** The texts of a statement, with the chance that they need. */
import { randomBytes } from "node:crypto";
import {
  type DockStatement,
  type StatementTexts,
  writeDockStatement,
} from "../batches/dock-statement.ts";
import { isRefusal } from "../kernel/refusal.ts";

/** 128 bits as 32 digits: a nonce, or a salt. */
export const randomHex = (): string => randomBytes(16).toString("hex");

/** Null: no statement holds it. Of one card only, so it stops no other. */
export function textsOf(statement: DockStatement): StatementTexts | null {
  try {
    return writeDockStatement(statement, statement.files.map(randomHex));
  } catch (error) {
    if (isRefusal(error, "batches/bad-statement")) return null;
    throw error;
  }
}
