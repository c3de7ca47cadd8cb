/**
 * The name service: one UDP exchange per session that turns node ids into addresses, once everybody
 * listens. Source: ZeroVM 20130611. All numbers of a packet are big-endian.
 */

/** Node id, number of binds, number of connects: three u32. */
export const PARCEL_HEAD_BYTES = 12;
/** Host (u32) and port (u16) of one bind or connect; binds stand first. */
export const PARCEL_RECORD_BYTES = 6;

export const ANSWER_TIMEOUT_MS = 1200;
export const TRIES = 3;
