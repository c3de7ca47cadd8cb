/**
 * The manifest file's vocabulary: keywords, limits of the parser, channel types, protocol words.
 * Source: ZeroVM 20130611, manifest parser and channel mounting.
 */

export const MANIFEST_VERSION = "20130611";
/** Bytes of the file that count. */
export const MANIFEST_BYTES_MAX = 0x8_0000;
export const MANIFEST_LINES_MAX = 0x2000;
/** Pieces that a line is split into at "=", and a channel's first field at ";". */
export const LINE_PIECES_MAX = 16;
export const SOURCES_MAX = 16;
export const URI_PIECES_MAX = 3;
/** uris, alias, type, etag, gets, getsize, puts, putsize. */
export const CHANNEL_FIELDS = 8;
/** Longest path of a UNIX socket, as the value of Job. */
export const JOB_BYTES_MAX = 108;

export interface Keyword {
  readonly name: string;
  readonly obligatory: boolean;
}

/**
 * In the original's order: the check for missing and duplicate keywords runs from the end to index
 * 1, so `Channel` is never checked there and `Timeout` is the first that an empty manifest misses.
 */
export const KEYWORDS = [
  { name: "Channel", obligatory: false },
  { name: "Version", obligatory: true },
  { name: "Program", obligatory: true },
  { name: "Memory", obligatory: true },
  { name: "Timeout", obligatory: true },
  { name: "NameServer", obligatory: false },
  { name: "Node", obligatory: false },
  { name: "Job", obligatory: false },
  { name: "Etag", obligatory: false },
] as const satisfies readonly Keyword[];

export type KeywordName = (typeof KEYWORDS)[number]["name"];

/** Channel types by number: which positions are the guest's to choose. */
export const CHANNEL_TYPES = [
  { name: "SGetSPut", randomRead: false, randomWrite: false },
  { name: "RGetSPut", randomRead: true, randomWrite: false },
  { name: "SGetRPut", randomRead: false, randomWrite: true },
  { name: "RGetRPut", randomRead: true, randomWrite: true },
] as const;

export const TYPE_SEQUENTIAL = 0;
/** Random reads, writes append. */
export const TYPE_CDR = 1;
export const TYPE_SEQUENTIAL_READ_RANDOM_WRITE = 2;
export const TYPE_RANDOM = 3;

/** Aliases that take handles 0, 1, 2. */
export const STANDARD_ALIASES = ["/dev/stdin", "/dev/stdout", "/dev/stderr"] as const;
/** The one path that is never preallocated. */
export const NULL_DEVICE = "/dev/null";

/** First piece of a network URI, compared without regard to case. */
export const NETWORK_PROTOCOLS = ["tcp", "udp", "ipc", "inproc", "pgm", "epgm"] as const;
export type NetworkProtocol = (typeof NETWORK_PROTOCOLS)[number];
/** Words of the same table in the original that name file kinds and make no sense as a scheme. */
export const FILE_KIND_WORDS = [
  "regular", "directory", "character", "block", "fifo", "link", "socket",
] as const;

/** A session needs at least the standard channels, and the name service's packet bounds them. */
export const CHANNELS_MIN = 3;
export const CHANNELS_MAX_EXCLUSIVE = 10915;
/**
 * The most channels whose user manifest fits its 64 KiB page with empty aliases; the original died
 * of a signal beyond it, this implementation refuses.
 */
export const USER_MANIFEST_CHANNELS_MAX = 1364;

/** Limits are 0 .. 2^63-1. */
export const LIMIT_MAX = 0x7fff_ffff_ffff_ffffn;

/** Mode of files that a session creates. */
export const CREATED_FILE_MODE = 0o600;
