/**
 * A host whose files live in memory: for browsers, tests and everything that wants no side effects.
 */
import { ENOENT } from "../../spec/abi/errno.ts";
import { HostError } from "./host.ts";
import type { ChannelHost, FileAccess, FileKind, RandomSource, StreamSource } from "./host.ts";

/** Up to so many bytes a loop is faster than a view of them. */
const LOOP_BYTES_MAX = 64;

/** A file in memory. Its length may exceed what is stored: the rest reads as zeros. */
export class MemoryFile {
  #stored: Uint8Array;
  #length: number;

  constructor(bytes: Uint8Array = new Uint8Array(0)) {
    this.#stored = bytes.slice();
    this.#length = bytes.length;
  }

  get length(): number {
    return this.#length;
  }

  /** A copy of the whole content. */
  bytes(): Uint8Array {
    const copy = new Uint8Array(this.#length);
    copy.set(this.#stored.subarray(0, this.#length));
    return copy;
  }

  read(into: Uint8Array, position: number): number {
    const count = Math.max(0, Math.min(into.length, this.#length - position));
    const stored = this.#stored;
    if (count <= LOOP_BYTES_MAX && position + count <= stored.length) {
      for (let k = 0; k < count; k += 1) into[k] = stored[position + k] ?? 0;
      return count;
    }
    const piece = stored.subarray(position, position + count);
    into.set(piece);
    into.fill(0, piece.length, count);
    return count;
  }

  write(bytes: Uint8Array, position: number): number {
    const end = position + bytes.length;
    if (end > this.#stored.length) {
      const grown = new Uint8Array(Math.max(end, 2 * this.#stored.length));
      grown.set(this.#stored);
      this.#stored = grown;
    }
    this.#stored.set(bytes, position);
    this.#length = Math.max(this.#length, end);
    return bytes.length;
  }

  resize(length: number): void {
    if (length < this.#stored.length) this.#stored.fill(0, length);
    this.#length = length;
  }
}

/** What a path leads to: a file, or a stream that whoever opens the path gets. */
export type MemoryNode = MemoryFile | StreamSource;

export class MemoryHost implements ChannelHost {
  readonly #nodes = new Map<string, MemoryNode>();

  /** Puts a file (a copy of `bytes`), or a stream, at `path`. */
  put(path: string, node: Uint8Array | MemoryNode): void {
    this.#nodes.set(path, node instanceof Uint8Array ? new MemoryFile(node) : node);
  }

  /** Content of the file at `path`, or undefined when there is none. */
  file(path: string): Uint8Array | undefined {
    const node = this.#nodes.get(path);
    return node instanceof MemoryFile ? node.bytes() : undefined;
  }

  classify(path: string): FileKind {
    const node = this.#nodes.get(path);
    if (node === undefined) return "missing";
    return node instanceof MemoryFile ? "regular" : "fifo";
  }

  openFile(path: string, access: FileAccess): RandomSource {
    let file = this.#nodes.get(path);
    if (file === undefined && access !== "read") {
      file = new MemoryFile();
      this.#nodes.set(path, file);
    }
    if (!(file instanceof MemoryFile)) throw new HostError(ENOENT, `${path}: no such file`);
    if (access === "create") file.resize(0);
    return new OpenMemoryFile(file);
  }

  openStream(path: string): Promise<StreamSource> {
    const stream = this.#nodes.get(path);
    if (stream === undefined || stream instanceof MemoryFile) {
      return Promise.reject(new HostError(ENOENT, `${path}: no such stream`));
    }
    return Promise.resolve(stream);
  }
}

class OpenMemoryFile implements RandomSource {
  readonly kind = "file";
  readonly #file: MemoryFile;

  constructor(file: MemoryFile) {
    this.#file = file;
  }

  size(): number {
    return this.#file.length;
  }

  read(into: Uint8Array, position: number): number {
    return this.#file.read(into, position);
  }

  write(bytes: Uint8Array, position: number): number {
    return this.#file.write(bytes, position);
  }

  resize(bytes: number): void {
    this.#file.resize(bytes);
  }

  close(): void {
    // Nothing is held.
  }
}
