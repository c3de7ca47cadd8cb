/**
 * Character devices, FIFOs and standard streams as channel sources.
 *
 * Nothing here blocks the event loop or a worker thread for long, so that alarms and signals get
 * through while a guest waits: devices are opened non-blocking and asked again after a moment,
 * FIFOs and standard input go through the event loop. (A file operation that blocks in a worker
 * thread would even keep the process from exiting.)
 */
import {
  closeSync, constants, fstatSync, openSync, readSync, statSync, writeSync,
} from "node:fs";
import { Socket } from "node:net";
import type { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { isatty } from "node:tty";
import type { StreamSource } from "../channels/host.ts";
import { attempt, codeOf, hostError } from "./node-error.ts";
import { pathBytes } from "./node-file.ts";

/** Between two tries of a device that was not ready: doubled up to the maximum. */
const RETRY_MS_MIN = 1;
const RETRY_MS_MAX = 16;

/** Writes all of `bytes` to a descriptor, waiting where it is not ready. */
export async function writeAll(fd: number, bytes: Uint8Array): Promise<void> {
  let delayMs = RETRY_MS_MIN;
  for (let done = 0; done < bytes.length;) {
    try {
      done += writeSync(fd, bytes, done);
      delayMs = RETRY_MS_MIN;
    } catch (error) {
      if (codeOf(error) !== "EAGAIN") throw hostError(error);
      await wait(delayMs);
      delayMs = Math.min(2 * delayMs, RETRY_MS_MAX);
    }
  }
}

/** Writes what can be written at once; the rest, if any, is a promise. */
function writeSoon(fd: number, bytes: Uint8Array): Promise<void> | void {
  let done = 0;
  try {
    while (done < bytes.length) done += writeSync(fd, bytes, done);
  } catch (error) {
    if (codeOf(error) !== "EAGAIN") throw hostError(error);
    return writeAll(fd, bytes.subarray(done));
  }
}

/** A descriptor that answers at once or says EAGAIN: devices, files read in sequence. */
export class DescriptorStream implements StreamSource {
  readonly kind = "stream";
  readonly #fd: number;
  readonly #owned: boolean;

  constructor(fd: number, owned: boolean) {
    this.#fd = fd;
    this.#owned = owned;
  }

  async read(into: Uint8Array): Promise<number> {
    for (let delayMs = RETRY_MS_MIN; ; delayMs = Math.min(2 * delayMs, RETRY_MS_MAX)) {
      try {
        return readSync(this.#fd, into, 0, into.length, null);
      } catch (error) {
        if (codeOf(error) === "EOF") return 0;
        if (codeOf(error) !== "EAGAIN") throw hostError(error);
        await wait(delayMs);
      }
    }
  }

  write(bytes: Uint8Array): Promise<void> | void {
    return writeSoon(this.#fd, bytes);
  }

  close(): void {
    if (this.#owned) attempt(() => closeSync(this.#fd));
  }
}

/** The reading end of a FIFO, pipe, socket or terminal, through Node's event loop. */
export class ReadableSource implements StreamSource {
  readonly kind = "stream";
  readonly #stream: Readable;
  #rest: Uint8Array = new Uint8Array(0);
  #ended = false;
  #error: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(stream: Readable) {
    this.#stream = stream;
    const wake = (): void => this.#wake?.();
    stream.on("readable", wake);
    const end = (): void => {
      this.#ended = true;
      wake();
    };
    stream.on("end", end);
    stream.on("close", end);
    stream.on("error", (error: Error) => {
      this.#error = error;
      wake();
    });
  }

  async read(into: Uint8Array): Promise<number> {
    while (this.#rest.length === 0) {
      const chunk: unknown = this.#stream.read();
      if (chunk instanceof Uint8Array) this.#rest = chunk;
      else if (this.#error !== undefined) throw hostError(this.#error);
      else if (this.#ended) return 0;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    const count = Math.min(into.length, this.#rest.length);
    into.set(this.#rest.subarray(0, count));
    this.#rest = this.#rest.subarray(count);
    return count;
  }

  write(): never {
    throw new TypeError("a source opened for reading was written to");
  }

  close(): void {
    this.#stream.destroy();
  }
}

const { O_NONBLOCK, O_RDONLY, O_RDWR } = constants;

/** Opens a character device or FIFO. Writing goes through O_RDWR, so that opening never waits. */
export function openDevice(path: string, direction: "read" | "write", isFifo: boolean)
  : StreamSource {
  const flags = (direction === "read" ? O_RDONLY : O_RDWR) | O_NONBLOCK;
  const fd = attempt(() => openSync(pathBytes(path), flags));
  if (!isFifo || direction === "write") return new DescriptorStream(fd, true);
  return new ReadableSource(new Socket({ fd, readable: true, writable: false }));
}

/**
 * Is a descriptor a terminal? Most are no device at all or the one that takes everything; only of
 * others is Node's room of terminals asked, which is slow to load.
 */
export function isTerminal(fd: number): boolean {
  const nullDevice = statSync(NULL_DEVICE, { throwIfNoEntry: false });
  try {
    const device = fstatSync(fd);
    return device.isCharacterDevice() && device.rdev !== nullDevice?.rdev && isatty(fd);
  } catch (error) {
    // A closed descriptor is no terminal.
    if (codeOf(error) === "EBADF") return false;
    throw hostError(error);
  }
}

const NULL_DEVICE = "/dev/null";

/** Standard input that flows. Node's stream for it is made when a guest reads: few do. */
class StandardInput implements StreamSource {
  readonly kind = "stream";
  #source: ReadableSource | undefined;

  read(into: Uint8Array): Promise<number> {
    this.#source ??= new ReadableSource(process.stdin);
    return this.#source.read(into);
  }

  write(): never {
    throw new TypeError("standard input was written to");
  }

  close(): void {
    this.#source?.close();
  }
}

/** A standard stream that is no path: 0 to read, 1 or 2 to write. */
export function standardStream(fd: 0 | 1 | 2): StreamSource {
  if (fd !== 0) return new DescriptorStream(fd, false);
  const kind = attempt(() => fstatSync(0));
  const flows = kind.isFIFO() || kind.isSocket() || isTerminal(0);
  return flows ? new StandardInput() : new DescriptorStream(0, false);
}
