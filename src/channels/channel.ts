/**
 * One mounted channel: what the manifest says, where its positions stand, what was counted.
 * All positions and counts are 64-bit integers, as guests may ask for any of them.
 */
import { CHANNEL_TYPES } from "../../spec/abi/manifest.ts";
import type { Digest, DigestFactory, Source } from "./host.ts";
import type { ChannelSpec, Limits } from "./manifest.ts";

/** A source of a channel in use. */
export interface MountedSource {
  readonly source: Source;
  /** Bytes already taken from a stream, for sources that lag behind their channel. */
  position: bigint;
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

export class Channel {
  readonly spec: ChannelSpec;
  readonly direction: Direction;
  readonly randomRead: boolean;
  readonly randomWrite: boolean;
  readonly sources: MountedSource[] = [];
  readonly used: { gets: bigint; getsize: bigint; puts: bigint; putsize: bigint } =
    { gets: 0n, getsize: 0n, puts: 0n, putsize: 0n };
  /** Bytes of the channel: the file's at mount, then what was written. */
  size = 0n;
  readPosition = 0n;
  writePosition = 0n;
  /** Set when a sequential channel met its end: every later read answers 0. */
  atEnd = false;
  readonly #digest: Digest | undefined;

  constructor(spec: ChannelSpec, digests: DigestFactory) {
    this.spec = spec;
    this.direction = directionOf(spec);
    const type = CHANNEL_TYPES[spec.type];
    this.randomRead = type?.randomRead ?? false;
    this.randomWrite = type?.randomWrite ?? false;
    this.#digest = spec.etag ? digests() : undefined;
  }

  get alias(): string {
    return this.spec.alias;
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
  countRead(offset: bigint, count: number): void {
    this.used.gets += 1n;
    this.used.getsize += BigInt(count);
    this.readPosition = offset + BigInt(count);
    if (this.randomWrite) this.writePosition = this.readPosition;
  }

  /** A write of `count` bytes at `offset` that went to the sources. */
  countWrite(offset: bigint, count: number): void {
    this.used.puts += 1n;
    this.used.putsize += BigInt(count);
    this.writePosition = offset + BigInt(count);
    this.readPosition = this.writePosition;
    if (!this.randomWrite || this.writePosition > this.size) this.size = this.writePosition;
  }
}
