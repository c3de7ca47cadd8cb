/**
 * The six functions behind the trap: reading the argument block, calling, answering.
 */
import { EFAULT, EINVAL, EPERM } from "../../spec/abi/errno.ts";
import { Failure } from "../../spec/abi/failure.ts";
import { BASE } from "../../spec/abi/memory-map.ts";
import {
  EXIT_BLOCK_BYTES, TRAP_BLOCK_BYTES, TRAP_FIRST_ARGUMENT, TRAP_FUNCTIONS,
} from "../../spec/abi/traps.ts";
import type { TrapName } from "../../spec/abi/traps.ts";
import type { Accounting } from "../channels/accounting.ts";
import type { Channel } from "../channels/channel.ts";
import { readChannel, writeBuffer, writeChannel } from "../channels/transfer.ts";
import type { Sink } from "../channels/transfer.ts";
import type { Machine } from "../machine/engine.ts";
import { READ, WRITE } from "../machine/memory.ts";
import { bufferAllowed } from "./buffer-table.ts";
import type { BufferRow, BufferUse } from "./buffer-table.ts";
import { jail, unjail } from "./jail.ts";
import type { CodeCheck, JailRange } from "./jail.ts";
import { planRead, planWrite, readOffset, writeOffset } from "./limits.ts";
import { trustedFault } from "./trap-frame.ts";

const HIGH = 0x1_0000_0000;

/** What traps act upon. */
export interface TrapContext {
  readonly machine: Machine;
  readonly table: readonly BufferRow[];
  readonly jailRange: JailRange;
  /** In the order of handles. */
  readonly channels: readonly Channel[];
  readonly accounting: Accounting;
  readonly isSafe: CodeCheck;
  /** Whether the manifest names a Job, so that fork means something. */
  readonly hasJob: boolean;
  /** Hears of every call with its result; exit has none, and gives 0. */
  readonly onCall: ((call: TrapCall, result: number) => void) | undefined;
}

/** A call as observers see it: arguments as the original's trace prints them. */
export interface TrapCall {
  readonly name: TrapName | undefined;
  readonly args: readonly bigint[];
}

/** The guest's exit: no call returns behind it. */
export class GuestExit {
  readonly code: number;

  constructor(code: number) {
    this.code = code;
  }
}

/** What the guest gets as its result (signed 32 bits), or its exit. */
export type TrapOutcome = number | GuestExit;

/** A guest's call from the address 0: no session can go on from there. */
export function nullAddress(): Failure {
  return new Failure("trapped", EFAULT, "uaddr 0x00000000, addr space 32 bits",
    "guest address 0 is not a place for code or arguments");
}

/** The argument block, as it was when the call was made; a read fills the buffer that it names. */
export class ArgumentBlock implements Sink {
  readonly #machine: Machine;
  readonly #halves = new Int32Array(TRAP_BLOCK_BYTES / 4);
  #address = 0;
  /** All of it could be read: no call takes that away. */
  #isWhole = false;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** Reads the block, or, where that much cannot be read, each half of a word that can. */
  load(address: number): void {
    this.#address = address;
    const { memory } = this.#machine;
    this.#isWhole = memory.allows(address, TRAP_BLOCK_BYTES, READ);
    if (this.#isWhole) {
      memory.loadWords(address, this.#halves);
      return;
    }
    for (let k = 0; k < this.#halves.length; k += 1) {
      const at = address + 4 * k;
      this.#halves[k] = memory.allows(at, 4, READ) ? memory.load32(at) : 0;
    }
  }

  /** The hypervisor faults on what it cannot read. */
  require(bytes: number): void {
    if (this.#isWhole || this.#machine.memory.allows(this.#address, bytes, READ)) return;
    const address = (BASE + BigInt(this.#address)).toString(16);
    throw trustedFault(`the argument block at 0x${address} is not readable`);
  }

  unsigned32(index: number): number {
    return this.signed32(index) >>> 0;
  }

  signed32(index: number): number {
    return this.#halves[2 * index] ?? 0;
  }

  /** 64 bits, unsigned, exact below 2^53. */
  rounded64(index: number): number {
    return ((this.#halves[2 * index + 1] ?? 0) >>> 0) * HIGH + this.unsigned32(index);
  }

  /** 64 bits, signed: a number where one can hold them. */
  exact64(index: number): number | bigint {
    const high = this.#halves[2 * index + 1] ?? 0;
    const value = high * HIGH + this.unsigned32(index);
    return Number.isSafeInteger(value) ? value
      : (BigInt(high) << 32n) | BigInt(this.unsigned32(index));
  }

  /** Guest address of the buffer of a read or write, and its size (signed 32 bits). */
  get buffer(): number {
    return this.rounded64(3);
  }

  get size(): number {
    return this.signed32(4);
  }

  fill(bytes: Uint8Array, at: number): void {
    this.#machine.memory.writeFrom(this.buffer + at, bytes);
  }

  /** 64 bits, signed, as they are now: the call may have written over its arguments. */
  now64(index: number): bigint {
    const word = this.#machine.memory.load(BASE + BigInt(this.#address + 8 * index), 8);
    return BigInt.asIntN(64, word);
  }
}

/** The channel that a read or write names; undefined when it may not use it or its buffer. */
function channelOf({ channels, machine, table }: TrapContext, block: ArgumentBlock, use: BufferUse)
  : Channel | undefined {
  const channel = channels[block.signed32(2)];
  const { buffer, size } = block;
  if (channel === undefined || !bufferAllowed(table, buffer, size, use)) return undefined;
  // Whether the memory itself admits the access now: jail may have changed it behind the table.
  const permission = use === "fill" ? WRITE : READ;
  return size <= 0 || machine.memory.allows(buffer, size, permission) ? channel : undefined;
}

function trapRead(context: TrapContext, block: ArgumentBlock): number | Promise<number> {
  const channel = channelOf(context, block, "fill");
  if (channel === undefined) return -EINVAL;
  const offset = block.exact64(5);
  const plan = planRead(channel, block.size, offset);
  if (plan <= 0) return plan;
  return readChannel(channel, readOffset(channel, offset), plan, context.accounting, block);
}

function trapWrite(context: TrapContext, block: ArgumentBlock): number | Promise<number> {
  const channel = channelOf(context, block, "take");
  if (channel === undefined) return -EINVAL;
  const offset = block.exact64(5);
  const plan = planWrite(channel, block.size, offset);
  if (plan <= 0) return plan;
  const bytes = writeBuffer(channel, plan);
  context.machine.memory.readInto(block.buffer, bytes);
  return writeChannel(channel, writeOffset(channel, offset), bytes, context.accounting);
}

function trapFork(context: TrapContext): number {
  if (!context.hasJob) return 0;
  throw new Failure("refused", EPERM, "fork is not supported",
    "remove the Job line from the manifest: without it fork returns 0");
}

/** The function of the block and its result; exit is not among them. */
function callFunction(name: TrapName | undefined, context: TrapContext, block: ArgumentBlock)
  : number | Promise<number> {
  const { machine, jailRange } = context;
  switch (name) {
    case "read": return trapRead(context, block);
    case "write": return trapWrite(context, block);
    case "jail":
      return jail(machine, jailRange, block.unsigned32(2), block.signed32(3), context.isSafe);
    case "unjail": return unjail(machine, jailRange, block.unsigned32(2), block.signed32(3));
    case "fork": return trapFork(context);
    default: return -EPERM;
  }
}

const FUNCTIONS = (Object.keys(TRAP_FUNCTIONS) as TrapName[]).map((name) =>
  ({ name, code: Number(TRAP_FUNCTIONS[name].code) }));

function nameOf(code: number): TrapName | undefined {
  for (const entry of FUNCTIONS) {
    if (entry.code === code) return entry.name;
  }
  return undefined;
}

function observe(name: TrapName | undefined, block: ArgumentBlock): TrapCall {
  const count = name === undefined ? 0 : TRAP_FUNCTIONS[name].words;
  const args = Array.from({ length: count }, (_, index) =>
    block.now64(TRAP_FIRST_ARGUMENT + index));
  return { name, args };
}

function returned(context: TrapContext, name: TrapName | undefined, block: ArgumentBlock,
  result: number): number {
  block.require(TRAP_BLOCK_BYTES);
  context.onCall?.(observe(name, block), result);
  return result;
}

/**
 * Makes the call that the guest asked for with the argument block at `address`, read into `block`; at once where its channel need not wait. Throws a
 * `Failure` when the session cannot go on. Every function but exit has its whole block read at the
 * end, where it may fault after the deed.
 */
export function callTrap(context: TrapContext, block: ArgumentBlock, address: number)
  : TrapOutcome | Promise<TrapOutcome> {
  if (address === 0) throw nullAddress();
  block.load(address);
  block.require(8);
  const name = nameOf(block.rounded64(0));
  if (name === "exit") {
    block.require(EXIT_BLOCK_BYTES);
    context.onCall?.(observe(name, block), 0);
    return new GuestExit(block.signed32(2));
  }
  const words = name === undefined ? 0 : TRAP_FIRST_ARGUMENT + TRAP_FUNCTIONS[name].words;
  if (words > TRAP_FIRST_ARGUMENT) block.require(8 * words);
  const result = callFunction(name, context, block);
  if (typeof result === "number") return returned(context, name, block, result);
  return result.then((waited) => returned(context, name, block, waited));
}
