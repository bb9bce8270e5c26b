/** The CasefileStore in memory keeps the port's promises. */
import { memoryCaseOfTwo } from "../fixtures/memory-case.ts";
import { casefileStoreContract } from "./casefile-store.contract.ts";

casefileStoreContract("memory", memoryCaseOfTwo);
