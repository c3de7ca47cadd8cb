/**
 * Moving bytes between a channel and its sources. Reads are complete: they go on in chunks until
 * everything asked for is there or the source is at its end. With several sources, two must
 * deliver the same bytes; what is written goes to all of them.
 */
import { EFBIG, EIO, EPIPE, errnoText } from "../../spec/abi/errno.ts";
import { Failure } from "../../spec/abi/failure.ts";
import { TRUSTED_HALT, signalState } from "../../spec/abi/faults.ts";
import { EXIT_SIGNAL, SIGNALS, STATE_DISK_QUOTA } from "../../spec/abi/report.ts";
import { TRANSFER_CHUNK_BYTES } from "../../spec/abi/traps.ts";
import type { Accounting } from "./accounting.ts";
import type { Channel, MountedSource } from "./channel.ts";
import { HostError } from "./host.ts";
import type { RandomSource, StreamSource } from "./host.ts";

/** Positions that a host file can have; beyond, reads find the end and writes fail. */
const POSITION_MAX = Number.MAX_SAFE_INTEGER;

/** Bytes that a failing stream still accepts, as C's buffered output does (`/dev/full`). */
const STREAM_BUFFER_BYTES = 4096;

function failedRead(state: string, detail = ""): Failure {
  return new Failure("refused", EIO, state, detail);
}

async function readOnce(
  mounted: MountedSource, into: Uint8Array, position: number, accounting: Accounting,
): Promise<number> {
  const { source } = mounted;
  let count = 0;
  if (source.kind === "file") {
    if (position <= POSITION_MAX) count = source.read(into, position);
  } else {
    // Streams deliver what they have; the channel wants all of it.
    while (count < into.length && !mounted.ended) {
      const waiting = source.read(into.subarray(count));
      const got = typeof waiting === "number" ? waiting : await waiting;
      mounted.ended = got === 0;
      count += got;
    }
    mounted.position += count;
  }
  accounting.countRead(count);
  return count;
}

/** Moves a stream that was not asked lately to where the channel is; false at its end. */
async function catchUp(mounted: MountedSource, position: number, accounting: Accounting)
  : Promise<boolean> {
  const skipped = new Uint8Array(TRANSFER_CHUNK_BYTES);
  while (mounted.source.kind === "stream" && mounted.position < position) {
    const bytes = Math.min(position - mounted.position, skipped.length);
    const got = await readOnce(mounted, skipped.subarray(0, bytes), mounted.position, accounting);
    if (got === 0) return false;
  }
  return true;
}

/** Whether `bytes` begins with `start`: answers are compared as far as the later one goes. */
function beginsWith(bytes: Uint8Array, start: Uint8Array): boolean {
  return bytes.length >= start.length && start.every((byte, index) => byte === bytes[index]);
}

/** One chunk of a channel with several sources: the first bytes that two of them agree on. */
async function readAgreed(
  channel: Channel, into: Uint8Array, position: number, accounting: Accounting,
): Promise<Uint8Array> {
  const valid = channel.sources.filter((mounted) => mounted.valid);
  if (valid.length === 0) throw failedRead(`all ${channel.alias} sources failed`);
  const nothing = into.subarray(0, 0);
  const answers: Uint8Array[] = [];
  for (const mounted of valid) {
    try {
      if (!await catchUp(mounted, position, accounting)) return nothing;
      const buffer = new Uint8Array(into.length);
      const count = await readOnce(mounted, buffer, position, accounting);
      // The first source at its end ends a sequential channel, even if two others would go on.
      if (count === 0 && !channel.randomRead) return nothing;
      const answer = buffer.subarray(0, count);
      if (answers.some((other) => beginsWith(other, answer))) return answer;
      answers.push(answer);
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      mounted.valid = false;
    }
  }
  throw failedRead(`${channel.alias} failed to read`, "no two of its sources agree");
}

async function readChunk(
  channel: Channel, into: Uint8Array, position: number, accounting: Accounting,
): Promise<Uint8Array> {
  const [only, ...others] = channel.sources;
  if (only === undefined) throw failedRead(`all ${channel.alias} sources failed`);
  if (others.length > 0) return readAgreed(channel, into, position, accounting);
  try {
    return into.subarray(0, await readOnce(only, into, position, accounting));
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    throw failedRead(`${channel.alias} failed to read`, error.message);
  }
}

/** Takes what was read, piece by piece. */
export interface Sink {
  /** The bytes from `at` on, counted from where the read began; only valid during the call. */
  fill(bytes: Uint8Array, at: number): void;
}

/** Hands a chunk on; false at the end of the channel. */
function deliver(channel: Channel, bytes: Uint8Array, done: number, sink: Sink): boolean {
  if (bytes.length === 0) {
    if (!channel.randomRead) channel.atEnd = true;
    return false;
  }
  channel.digest(bytes);
  sink.fill(bytes, done);
  return true;
}

/** One file: nothing to wait for. */
function readFile(
  channel: Channel, source: RandomSource, offset: number, size: number, accounting: Accounting,
  sink: Sink,
): number {
  const buffer = channel.bufferOf(Math.min(size, TRANSFER_CHUNK_BYTES));
  let done = 0;
  while (done < size) {
    const room = size - done < buffer.length ? buffer.subarray(0, size - done) : buffer;
    const position = offset + done;
    let count = 0;
    try {
      if (position <= POSITION_MAX) count = source.read(room, position);
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      throw failedRead(`${channel.alias} failed to read`, error.message);
    }
    accounting.countRead(count);
    const bytes = count < room.length ? room.subarray(0, count) : room;
    if (!deliver(channel, bytes, done, sink)) break;
    done += count;
  }
  channel.countRead(offset, done);
  return done;
}

async function readFlowing(
  channel: Channel, offset: number, size: number, accounting: Accounting, sink: Sink,
): Promise<number> {
  const buffer = new Uint8Array(Math.min(size, TRANSFER_CHUNK_BYTES));
  let done = 0;
  while (done < size) {
    const room = buffer.subarray(0, Math.min(size - done, buffer.length));
    const bytes = await readChunk(channel, room, offset + done, accounting);
    if (!deliver(channel, bytes, done, sink)) break;
    done += bytes.length;
  }
  channel.countRead(offset, done);
  return done;
}

/**
 * Reads `size` bytes at `offset`, hands them to `sink` piece by piece, feeds etag, counters and
 * positions. Returns the bytes read: fewer than `size` only at the end. Throws a `Failure`.
 */
export function readChannel(
  channel: Channel, offset: number, size: number, accounting: Accounting, sink: Sink,
): number | Promise<number> {
  const source = channel.sources.length === 1 ? channel.sources[0]?.source : undefined;
  return source?.kind === "file" ? readFile(channel, source, offset, size, accounting, sink)
    : readFlowing(channel, offset, size, accounting, sink);
}

/** Bytes for one write of this length. A stream may keep what it is given, a file may not. */
export function writeBuffer(channel: Channel, length: number): Uint8Array {
  const flows = channel.sources.some(({ source }) => source.kind === "stream");
  return flows ? new Uint8Array(length) : channel.bufferOf(length);
}

function writeFile(source: RandomSource, bytes: Uint8Array, offset: number): number {
  if (offset > POSITION_MAX) throw new HostError(EFBIG, "the offset is beyond any file");
  return source.write(bytes, offset);
}

/** What became of bytes that a stream accepted and could not take. */
export function lossOf({ lostBytes, lossReason }: MountedSource): string {
  return `${lostBytes} bytes of output were lost: ${lossReason ?? "the stream took nothing"}`;
}

/** Writes to a stream; what it could not take is noticed late, as with buffered output. */
async function writeStream(source: StreamSource, mounted: MountedSource, bytes: Uint8Array)
  : Promise<number> {
  try {
    if (mounted.lostBytes === 0) {
      const waiting = source.write(bytes);
      if (waiting !== undefined) await waiting;
      return bytes.length;
    }
  } catch (error) {
    if (!(error instanceof HostError) || error.errno === EPIPE) throw error;
    mounted.lossReason = error.message;
  }
  mounted.lostBytes += bytes.length;
  if (mounted.lostBytes > STREAM_BUFFER_BYTES) throw new HostError(EIO, lossOf(mounted));
  return bytes.length;
}

/** What a write's error means for the session; one that is no host's is a defect. */
function failedWrite(channel: Channel, index: number, error: unknown): unknown {
  if (!(error instanceof HostError)) return error;
  const { errno, message } = error;
  if (errno === EFBIG) return new Failure("exhausted", EXIT_SIGNAL, STATE_DISK_QUOTA, message);
  if (errno === EPIPE) {
    return new Failure("interrupted", EXIT_SIGNAL,
      signalState(SIGNALS.SIGPIPE, true, TRUSTED_HALT),
      `nobody reads ${channel.alias} any more`);
  }
  return new Failure("exhausted", EIO,
    `${channel.alias};${index} failed to write: ${errnoText(errno)}`, message);
}

/** Counts what the last source took. */
function written(channel: Channel, offset: number, bytes: Uint8Array, count: number): number {
  channel.digest(count < bytes.length ? bytes.subarray(0, count) : bytes);
  channel.countWrite(offset, count);
  return count;
}

async function writeAll(
  channel: Channel, offset: number, bytes: Uint8Array, accounting: Accounting,
): Promise<number> {
  let count = 0;
  for (const [index, mounted] of channel.sources.entries()) {
    const { source } = mounted;
    try {
      count = source.kind === "file" ? writeFile(source, bytes, offset)
        : await writeStream(source, mounted, bytes);
    } catch (error) {
      throw failedWrite(channel, index, error);
    }
    accounting.countWrite(count);
  }
  return written(channel, offset, bytes, count);
}

/**
 * Writes `bytes` at `offset` to every source, feeds etag, counters and positions. Returns the
 * bytes that the last source took. Throws a `Failure` when any source takes none.
 */
export function writeChannel(
  channel: Channel, offset: number, bytes: Uint8Array, accounting: Accounting,
): number | Promise<number> {
  const source = channel.sources.length === 1 ? channel.sources[0]?.source : undefined;
  if (source?.kind !== "file") return writeAll(channel, offset, bytes, accounting);
  let count = 0;
  try {
    count = writeFile(source, bytes, offset);
  } catch (error) {
    throw failedWrite(channel, 0, error);
  }
  accounting.countWrite(count);
  return written(channel, offset, bytes, count);
}
