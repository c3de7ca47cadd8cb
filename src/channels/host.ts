/**
 * What channels need of the world. A host implements these few operations over real files
 * (`src/host`) or over memory (`memory-host.ts`); everything else about channels is decided here.
 */

import type { Channel } from "./channel.ts";
import type { Manifest } from "./manifest.ts";
import type { NetworkName } from "./source-name.ts";

/** A host operation that failed, with its Linux error number. */
export class HostError extends Error {
  override readonly name = "HostError";
  readonly errno: number;
  constructor(errno: number, message: string) {
    super(message);
    this.errno = errno;
  }
}

/** What a path is, after following symbolic links. */
export type FileKind =
  "regular" | "missing" | "character" | "fifo" | "directory" | "block" | "socket";

/** Open a file to read it, to write it from scratch, or to read and write what is there. */
export type FileAccess = "read" | "create" | "update";

/** A regular file. Every operation may throw a `HostError`. */
export interface RandomSource {
  readonly kind: "file";
  /** Bytes in the file now. */
  size(): number;
  /** Fills `into` from `position` as far as the file goes; the bytes read, 0 at the end. */
  read(into: Uint8Array, position: number): number;
  /**
   * Writes at `position`; the bytes written, fewer only where the file system stopped. `bytes` are
   * others' again afterwards: what is to be kept must be copied.
   */
  write(bytes: Uint8Array, position: number): number;
  /** Cuts or extends (sparsely) to `bytes`. */
  resize(bytes: number): void;
  close(): void;
}

/** A character device, FIFO or anything else that only flows. Waits as long as it takes. */
export interface StreamSource {
  readonly kind: "stream";
  /** Up to `into.length` bytes, at least one unless the stream is at its end. */
  read(into: Uint8Array): Promise<number> | number;
  /** All of `bytes`. */
  write(bytes: Uint8Array): Promise<void> | void;
  close(): void;
}

export type Source = RandomSource | StreamSource;

/** A port that is listened on. */
export interface BoundPort {
  readonly port: number;
  close(): void;
}

/** Addresses are IPv4 in host byte order. Every operation may fail with a `HostError`. */
export interface NetworkHost {
  /** Listens on a TCP port, 0 for any; on every interface without an address. */
  bind(address: number | undefined, port: number): Promise<BoundPort>;
  /** Sends one datagram and waits for the answer to it, as long and as often as the ABI has it. */
  ask(address: number, port: number, request: Uint8Array): Promise<Uint8Array>;
}

/** The network ends of one session while its channels are mounted; see `network-ends.ts`. */
export interface NetworkMount {
  /** Mounts source `index` of a channel. Throws a `Failure`. */
  mount(channel: Channel, index: number, name: NetworkName): Promise<void>;
  /** Finds the peers, once all listening ends are mounted. Throws a `Failure`. */
  resolve(manifest: Pick<Manifest, "nameServer" | "node">, channels: readonly Channel[])
    : Promise<void>;
  close(): void;
}

/** Paths have one character per byte, as manifests do. */
export interface ChannelHost {
  /** Network ends for a session; absent where there is no network. */
  network?(): Promise<NetworkMount>;
  classify(path: string): FileKind;
  openFile(path: string, access: FileAccess): RandomSource;
  /** Waits where opening waits: a FIFO for its writer. */
  openStream(path: string, direction: "read" | "write"): Promise<StreamSource>;
}

/** A running digest of bytes; hashing is injected. */
export interface Digest {
  /** `bytes` are only valid during the call. */
  update(bytes: Uint8Array): void;
  /** Lower-case hexadecimal; ends the digest. */
  hex(): string;
}

export type DigestFactory = () => Digest;
