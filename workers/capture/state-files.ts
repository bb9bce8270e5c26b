/** Files in a recorder's folder that two of its processes know. */

export const RECORDER_LOCK = "recorder.lock";
export const STATUS = "room.json";
/** The service's last word about what runs. */
export const TOLD = "told.json";
