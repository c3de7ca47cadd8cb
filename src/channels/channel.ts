/**
 * One mounted channel: what the manifest says, where its positions stand, what was counted.
 * Guests may ask for any 64-bit position; what was really moved is far below 2^53.
 */
import { CHANNEL_TYPES } from "../../spec/abi/manifest.ts";
import { TRANSFER_CHUNK_BYTES } from "../../spec/abi/traps.ts";
import type { Traffic } from "./accounting.ts";
import type { Digest, DigestFactory, Source } from "./host.ts";
import type { ChannelSpec, Limits } from "./manifest.ts";

/** A source of a channel in use. */
export interface MountedSource {
  readonly source: Source;
  /** Bytes already taken from a stream, for sources that lag behind their channel. */
  position: number;
  /** A source whose read failed is not asked again. */
  valid: boolean;
  /** A stream that ended is not asked again either. */
  ended: boolean;
  /** Bytes of a stream that were accepted although writing them failed. */
  lostBytes: number;
  /** Why the first of them was lost. */
  lossReason?: string;
}

export type Direction = "none" | "read" | "write" | "update";

/** Which directions exist: both limits of a direction must be positive. */
export function directionOf({ gets, getsize, puts, putsize }: Limits): Direction {
  const readable = gets > 0n && getsize > 0n;
  const writable = puts > 0n && putsize > 0n;
  if (readable) return writable ? "update" : "read";
  return writable ? "write" : "none";
}

/** The first number that 64 bits with a sign cannot hold. */
const SIGNED_END = 2n ** 63n;

/** Limits as numbers. */
export interface NumericLimits extends Traffic {
  /** The first number that takes `putsize` out of 63 bits. */
  readonly wrap: number;
}

function numericLimits({ gets, getsize, puts, putsize }: Limits): NumericLimits {
  return {
    gets: Number(gets), getsize: Number(getsize), puts: Number(puts), putsize: Number(putsize),
    wrap: Number(SIGNED_END - putsize),
  };
}

export class Channel {
  readonly spec: ChannelSpec;
  readonly direction: Direction;
  readonly randomRead: boolean;
  readonly randomWrite: boolean;
  readonly sources: MountedSource[] = [];
  /** The limits as numbers: above 2^53 they are not exact, and never reached. */
  readonly limits: NumericLimits;
  readonly used: Traffic = { gets: 0, getsize: 0, puts: 0, putsize: 0 };
  /** Bytes of the channel: the file's at mount, then what was written. */
  size = 0;
  readPosition = 0;
  writePosition = 0;
  /** Set when a sequential channel met its end: every later read answers 0. */
  atEnd = false;
  readonly #digest: Digest | undefined;
  #buffer: Uint8Array | undefined;

  constructor(spec: ChannelSpec, digests: DigestFactory) {
    this.spec = spec;
    this.direction = directionOf(spec);
    this.limits = numericLimits(spec);
    const type = CHANNEL_TYPES[spec.type];
    this.randomRead = type?.randomRead ?? false;
    this.randomWrite = type?.randomWrite ?? false;
    this.#digest = spec.etag ? digests() : undefined;
  }

  get alias(): string {
    return this.spec.alias;
  }

  /** Bytes for one transfer of this length, whatever is in them: the next one gets them too. */
  bufferOf(length: number): Uint8Array {
    if (length > TRANSFER_CHUNK_BYTES) return new Uint8Array(length);
    if (this.#buffer?.length !== length) this.#buffer = new Uint8Array(length);
    return this.#buffer;
  }

  /** Feeds the etag with bytes that were delivered or written. */
  digest(bytes: Uint8Array): void {
    this.#digest?.update(bytes);
  }

  /** The etag, or undefined when it is off. Ends the digest: ask once. */
  etag(): string | undefined {
    return this.#digest?.hex();
  }

  /** A read of `count` bytes at `offset` that went to the sources. */
  countRead(offset: number, count: number): void {
    this.used.gets += 1;
    this.used.getsize += count;
    this.readPosition = offset + count;
    if (this.randomWrite) this.writePosition = this.readPosition;
  }

  /** A write of `count` bytes at `offset` that went to the sources. */
  countWrite(offset: number, count: number): void {
    this.used.puts += 1;
    this.used.putsize += count;
    this.writePosition = offset + count;
    this.readPosition = this.writePosition;
    if (!this.randomWrite || this.writePosition > this.size) this.size = this.writePosition;
  }
}
