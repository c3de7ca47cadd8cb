/**
 * The manifest file: which program, how much memory, which channels. Parsed line by line in file
 * order, so the first bad line decides the error, and only then checked for what is missing.
 * Source: ZeroVM 20130611, manifest parser.
 */
import { EFAULT } from "../../spec/abi/errno.ts";
import { Failure } from "../../spec/abi/failure.ts";
import {
  CHANNEL_FIELDS, JOB_BYTES_MAX, KEYWORDS, LINE_PIECES_MAX, MANIFEST_BYTES_MAX,
  MANIFEST_LINES_MAX, MANIFEST_VERSION, SOURCES_MAX,
} from "../../spec/abi/manifest.ts";
import type { KeywordName } from "../../spec/abi/manifest.ts";
import { parseInteger, trim } from "./integer.ts";
import { parseSourceName, splitAtMost } from "./source-name.ts";
import type { SourceName } from "./source-name.ts";

/** Four limits of a channel, each 0 .. 2^63-1: calls and bytes per direction. */
export interface Limits {
  readonly gets: bigint;
  readonly getsize: bigint;
  readonly puts: bigint;
  readonly putsize: bigint;
}

/** One `Channel` line. `type` may be out of range: mounting finds out. */
export interface ChannelSpec extends Limits {
  readonly sources: readonly SourceName[];
  /** One character per byte, like every text of a manifest. */
  readonly alias: string;
  readonly type: number;
  readonly etag: boolean;
}

export interface Manifest {
  readonly program: string;
  /** As written; whether it is enough is known once the module is loaded. */
  readonly memoryBytes: bigint;
  readonly memoryEtag: boolean;
  /** Seconds, 32 bits signed; values below 1 are refused just before the guest starts. */
  readonly timeout: number;
  readonly channels: readonly ChannelSpec[];
  readonly nameServer: SourceName | undefined;
  readonly node: number;
  readonly job: string | undefined;
}

/** A failure of kind "malformed" with the original's exit code 14. */
export function malformed(state: string, detail = ""): Failure {
  return new Failure("malformed", EFAULT, state, detail);
}

/** `MANIFEST <line>: <message>`, for the line being read. Line 0 is the command line. */
export class LineErrors {
  readonly line: number;
  constructor(line: number) {
    this.line = line;
  }

  fail(message: string): never {
    throw malformed(`MANIFEST ${this.line}: ${message}`);
  }

  /** A 64-bit number. */
  integer(field: string): bigint {
    const parsed = parseInteger(field);
    return "rest" in parsed ? this.fail(`invalid numeric value '${parsed.rest}'`) : parsed.value;
  }

  /** A number cut to 32 bits, signed, without complaint. */
  integer32(field: string): number {
    return Number(BigInt.asIntN(32, this.integer(field)));
  }

  source(text: string): SourceName {
    return parseSourceName(text, (message) => this.fail(message));
  }
}

/** A switch field: exactly 0 or 1. */
function flag(field: string, message: string, at: LineErrors): boolean {
  const value = at.integer(field);
  if (value !== 0n && value !== 1n) at.fail(message);
  return value === 1n;
}

function parseChannel(value: string, at: LineErrors): ChannelSpec {
  const [uris, name, type, etag, ...limits] = splitAtMost(value, ",", CHANNEL_FIELDS);
  if (uris === undefined || name === undefined || type === undefined || etag === undefined
    || limits.length !== 4) {
    return at.fail("invalid channel tokens number");
  }
  const alias = trim(name);
  const limit = (field: string): bigint => {
    const parsed = at.integer(field);
    return parsed < 0n ? at.fail(`negative limits for ${alias}`) : parsed;
  };
  const sources = splitAtMost(uris, ";", SOURCES_MAX).map((uri) => at.source(uri));
  const typeNumber = at.integer32(type);
  const hasEtag = flag(etag, "invalid channel numeric token", at);
  const [gets = 0n, getsize = 0n, puts = 0n, putsize = 0n] = limits.map(limit);
  return { sources, alias, type: typeNumber, etag: hasEtag, gets, getsize, puts, putsize };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Draft = Mutable<Omit<Manifest, "channels">> & { channels: ChannelSpec[] };

/** What each keyword does with its (untrimmed) value. */
const HANDLERS: Readonly<Record<KeywordName, (m: Draft, value: string, at: LineErrors) => void>> = {
  Channel(manifest, value, at) {
    manifest.channels.push(parseChannel(value, at));
  },
  Version(_, value, at) {
    if (trim(value) !== MANIFEST_VERSION) at.fail("invalid manifest version");
  },
  Program(manifest, value) {
    manifest.program = trim(value);
  },
  Memory(manifest, value, at) {
    const [size, etag] = splitAtMost(value, ",", 2);
    if (size === undefined || etag === undefined) return at.fail("invalid memory token");
    manifest.memoryBytes = at.integer(size);
    manifest.memoryEtag = flag(etag, "invalid memory etag token", at);
  },
  Timeout(manifest, value, at) {
    manifest.timeout = at.integer32(value);
  },
  NameServer(manifest, value, at) {
    manifest.nameServer = at.source(value);
  },
  Node(manifest, value, at) {
    manifest.node = at.integer32(value);
  },
  Job(manifest, value, at) {
    if (value.length > JOB_BYTES_MAX) at.fail("too long Job name");
    manifest.job = trim(value);
  },
  Etag() {
    // Reserved: any text, never used.
  },
};

/** Checks that every obligatory keyword was seen and none twice, in the original's order. */
function checkKeywords(seen: ReadonlyMap<KeywordName, number>): void {
  for (const { name, obligatory } of [...KEYWORDS].reverse()) {
    if (name === "Channel") continue;
    const times = seen.get(name) ?? 0;
    if (times === 0 && obligatory) {
      throw malformed(`${name} not specified`, `add a line "${name} = ..."`);
    }
    if (times > 1) throw malformed(`duplicate ${name} keyword`, "keep one of the lines");
  }
}

/** The part of the file that counts, one character per byte: at most 512 KiB, up to a NUL. */
function manifestText(file: Uint8Array): string {
  let text = "";
  for (const byte of file.subarray(0, MANIFEST_BYTES_MAX)) {
    if (byte === 0) break;
    text += String.fromCharCode(byte);
  }
  return text;
}

/**
 * Reads a manifest file. Throws a `Failure` of kind "malformed" (exit code 14) for the first bad
 * line, else for the first missing or repeated keyword.
 */
export function parseManifest(file: Uint8Array): Manifest {
  const manifest: Draft = {
    program: "", memoryBytes: 0n, memoryEtag: false, timeout: 0, channels: [],
    nameServer: undefined, node: 0, job: undefined,
  };
  const seen = new Map<KeywordName, number>();
  const lines = splitAtMost(manifestText(file), "\n", MANIFEST_LINES_MAX);
  for (const [index, line] of lines.entries()) {
    const [key, value, more] = splitAtMost(line, "=", LINE_PIECES_MAX);
    if (key === undefined || value === undefined || more !== undefined) continue;
    const keyword = KEYWORDS.find(({ name }) => name === trim(key));
    if (keyword === undefined) continue;
    HANDLERS[keyword.name](manifest, value, new LineErrors(index + 1));
    seen.set(keyword.name, (seen.get(keyword.name) ?? 0) + 1);
  }
  checkKeywords(seen);
  return manifest;
}
