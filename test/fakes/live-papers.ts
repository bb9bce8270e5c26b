/** Heads of live chains and lists of live sessions, in memory. */
import type { LiveChannelId, SessionId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { KeptHead, LiveList, NewHead, SealedList } from "../../services/live/live-store.ts";
import { MemorySignedDocuments } from "./signed-documents.ts";

export const moved = (): Refusal => new Refusal("conflict", "live/moved", "moved");

const NEW = { signature: null, isEntered: false } as const;

class MemoryHeads extends MemorySignedDocuments<KeptHead> {
  get all(): readonly KeptHead[] {
    return this.documents;
  }
  add(head: NewHead): void {
    this.documents = [...this.documents, { ...head, ...NEW }];
  }
}

class MemoryLists extends MemorySignedDocuments<SealedList> {
  get all(): readonly SealedList[] {
    return this.documents;
  }
  add(list: LiveList): void {
    this.documents = [...this.documents, { ...list, ...NEW }];
  }
}

export class MemoryLivePapers {
  readonly heads = new MemoryHeads();
  readonly signedLists = new MemoryLists();

  mayTell(id: LiveChannelId, links: number): boolean {
    const own = this.headsOf(id, null);
    return links > (own[0]?.links ?? 0) && own.every(({ isEntered }) => isEntered);
  }

  keepHead(head: NewHead): void {
    const isSame = this.headsOf(head.channelId, null).some(({ links }) => links === head.links);
    if (!isSame) this.heads.add(head);
  }

  headsOf(channelId: LiveChannelId, before: number | null): readonly KeptHead[] {
    return this.heads.all
      .filter((head) => head.channelId === channelId && (before === null || head.links < before))
      .toSorted((left, right) => right.links - left.links);
  }

  keepList(list: LiveList): void {
    if (this.lists(list.sessionId).some(({ number }) => number === list.number)) throw moved();
    this.signedLists.add(list);
  }

  lists(sessionId: SessionId): readonly SealedList[] {
    return this.signedLists.all.filter((one) => one.sessionId === sessionId);
  }
}
