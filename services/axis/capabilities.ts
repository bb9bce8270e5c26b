/** System/Capabilities.json: what a body-worn system may send here (specification, "Capability API"). */
import { createHash } from "node:crypto";

export const CAPABILITIES_NAME = "Capabilities.json";

/** Once declared, a capability is there for good. Categories are the system's own as long as none are given here. */
export const CAPABILITIES = Buffer.from(
  `${JSON.stringify(
    {
      Read: { ReadCategories: false },
      Store: {
        StoreBookmarks: true,
        StoreRejectedContent: true,
        StoreUserIDKey: true,
        StoreSignedVideo: true,
        StoreGNSSTrackRecording: true,
      },
      StoreAndRead: { StoreReadSystemID: true },
    },
    null,
    2,
  )}\n`,
);

/** The sender takes a body whose ETag is not its MD5 for corrupt. */
export const CAPABILITIES_ETAG = createHash("md5").update(CAPABILITIES).digest("hex");
