/** Reads an authority's list of revoked certificates from the file or address that was configured, and from no other. */
import { open } from "node:fs/promises";
import type { RevocationList } from "../../services/anchors/revocation.ts";
import { answerBounded, readBounded } from "../../services/kernel/read-bounded.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { MAX_LIST_BYTES, listOf } from "./revocation-list.ts";

const LIMIT_MS = 20_000;
/** PEM takes four characters for three bytes, and line ends. */
const MAX_BYTES = 2 * MAX_LIST_BYTES;

/** @throws Refusal unavailable "timestamps/list-unreachable"; tampered "timestamps/list-not-of-authority". */
export async function fetchList(from: string, rootsPem: string): Promise<RevocationList> {
  const bytes = await read(from);
  const list = bytes === null ? null : listOf(bytes, rootsPem);
  if (list !== null) return list;
  throw new Refusal(
    "tampered",
    "timestamps/list-not-of-authority",
    "what is given as the authority's list of revoked certificates is none of theirs",
    {
      fix: "Give the whole list (no delta, no part) of whoever issued the authority's certificate, or of one above, and that one's certificate with the root.",
    },
  );
}

/** Null if it is too long. */
async function read(from: string): Promise<Buffer | null> {
  try {
    if (from.startsWith("/")) {
      const file = await open(from);
      return await readBounded(file.createReadStream(), MAX_BYTES);
    }
    const response = await fetch(from, {
      // An address that was not configured is not asked.
      redirect: "error",
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`answered ${response.status}`);
    }
    return await answerBounded(response, MAX_BYTES);
  } catch (cause) {
    throw new Refusal(
      "unavailable",
      "timestamps/list-unreachable",
      "the list of revoked certificates cannot be read",
      {
        fix: "Look whether the configured file or address can be read; the next attempt comes by itself.",
        cause,
      },
    );
  }
}
