/**
 * The six functions behind the trap: reading the argument block, calling, answering.
 */
import { EFAULT, EINVAL, EPERM } from "../../spec/abi/errno.ts";
import { Failure } from "../../spec/abi/failure.ts";
import {
  EXIT_BLOCK_BYTES, TRAP_BLOCK_BYTES, TRAP_FIRST_ARGUMENT, TRAP_FUNCTIONS,
} from "../../spec/abi/traps.ts";
import type { TrapName } from "../../spec/abi/traps.ts";
import type { Accounting } from "../channels/accounting.ts";
import type { Channel } from "../channels/channel.ts";
import { readChannel, writeChannel } from "../channels/transfer.ts";
import type { Machine } from "../machine/engine.ts";
import { READ, WRITE } from "../machine/memory.ts";
import { bufferAllowed } from "./buffer-table.ts";
import type { BufferRow } from "./buffer-table.ts";
import { jail, unjail } from "./jail.ts";
import type { CodeCheck, JailRange } from "./jail.ts";
import { planRead, planWrite } from "./limits.ts";
import { trustedFault } from "./trap-frame.ts";
import type { TrapFrame } from "./trap-frame.ts";

/** What traps act upon. */
export interface TrapContext {
  readonly machine: Machine;
  readonly base: bigint;
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

export type TrapOutcome =
  | { readonly kind: "return"; readonly result: number }
  | { readonly kind: "exit"; readonly code: number };

/** A guest's call from the address 0: no session can go on from there. */
export function nullAddress(): Failure {
  return new Failure("trapped", EFAULT, "uaddr 0x00000000, addr space 32 bits",
    "guest address 0 is not a place for code or arguments");
}

/** The argument block, word by word. */
class ArgumentBlock {
  readonly #machine: Machine;
  readonly #address: bigint;

  constructor({ machine, base }: TrapContext, block: number) {
    this.#machine = machine;
    this.#address = base + BigInt(block);
  }

  /** The hypervisor faults on what it cannot read. */
  require(bytes: number): void {
    const fault = this.#machine.memory.faultAddress(this.#address, bytes, READ);
    if (fault === undefined) return;
    throw trustedFault(`the argument block at 0x${this.#address.toString(16)} is not readable`);
  }

  /** 64 bits, unsigned. */
  word(index: number): bigint {
    return this.#machine.memory.load(this.#address + BigInt(8 * index), 8);
  }

  signed32(index: number): number {
    return Number(BigInt.asIntN(32, this.word(index)));
  }

  signed64(index: number): bigint {
    return BigInt.asIntN(64, this.word(index));
  }
}

/** Whether the memory itself admits the access now; jail may have changed it behind the table. */
function stillMapped(context: TrapContext, buffer: bigint, size: number, permission: number)
  : boolean {
  const address = context.base + buffer;
  return size <= 0 || context.machine.memory.faultAddress(address, size, permission) === undefined;
}

async function trapRead(context: TrapContext, block: ArgumentBlock): Promise<number> {
  const channel = context.channels[block.signed32(2)];
  const buffer = block.word(3);
  const size = block.signed32(4);
  if (channel === undefined || !bufferAllowed(context.table, buffer, size, "fill")
    || !stillMapped(context, buffer, size, WRITE)) {
    return -EINVAL;
  }
  const plan = planRead(channel, size, block.signed64(5));
  if ("answer" in plan) return plan.answer;
  const { memory } = context.machine;
  return readChannel(channel, plan.offset, plan.size, context.accounting, (bytes, at) => {
    memory.copyIn(context.base + buffer + BigInt(at), bytes);
  });
}

async function trapWrite(context: TrapContext, block: ArgumentBlock): Promise<number> {
  const channel = context.channels[block.signed32(2)];
  const buffer = block.word(3);
  const size = block.signed32(4);
  if (channel === undefined || !bufferAllowed(context.table, buffer, size, "take")
    || !stillMapped(context, buffer, size, READ)) {
    return -EINVAL;
  }
  const plan = planWrite(channel, size, block.signed64(5));
  if ("answer" in plan) return plan.answer;
  const bytes = context.machine.memory.copyOut(context.base + buffer, plan.size);
  return writeChannel(channel, plan.offset, bytes, context.accounting);
}

function trapFork(context: TrapContext): number {
  if (!context.hasJob) return 0;
  throw new Failure("refused", EPERM, "fork is not supported",
    "remove the Job line from the manifest: without it fork returns 0");
}

/** The function of the block and its result; exit is not among them. */
function callFunction(name: TrapName | undefined, context: TrapContext, block: ArgumentBlock)
  : number | Promise<number> {
  const { machine, base, jailRange } = context;
  // jail and unjail take an address (32 bits, unsigned) and a size (32 bits, signed).
  const address = (): number => Number(BigInt.asUintN(32, block.word(2)));
  switch (name) {
    case "read": return trapRead(context, block);
    case "write": return trapWrite(context, block);
    case "jail":
      return jail(machine, base, jailRange, address(), block.signed32(3), context.isSafe);
    case "unjail": return unjail(machine, jailRange, address(), block.signed32(3));
    case "fork": return trapFork(context);
    default: return -EPERM;
  }
}

const NAMES = Object.keys(TRAP_FUNCTIONS) as TrapName[];

function observe(name: TrapName | undefined, block: ArgumentBlock): TrapCall {
  const count = name === undefined ? 0 : TRAP_FUNCTIONS[name].words;
  const args = Array.from({ length: count }, (_, index) =>
    block.signed64(TRAP_FIRST_ARGUMENT + index));
  return { name, args };
}

/**
 * Makes the call that the guest asked for. Throws a `Failure` when the session cannot go on.
 * Every function but exit has its whole block read at the end, where it may fault after the deed.
 */
export async function callTrap(context: TrapContext, frame: TrapFrame): Promise<TrapOutcome> {
  if (frame.block === 0) throw nullAddress();
  const block = new ArgumentBlock(context, frame.block);
  block.require(8);
  const code = block.word(0);
  const name = NAMES.find((known) => TRAP_FUNCTIONS[known].code === code);
  if (name === "exit") {
    block.require(EXIT_BLOCK_BYTES);
    context.onCall?.(observe(name, block), 0);
    return { kind: "exit", code: block.signed32(2) };
  }
  const words = name === undefined ? 0 : TRAP_FIRST_ARGUMENT + TRAP_FUNCTIONS[name].words;
  if (words > TRAP_FIRST_ARGUMENT) block.require(8 * words);
  const waiting = callFunction(name, context, block);
  const result = typeof waiting === "number" ? waiting : await waiting;
  block.require(TRAP_BLOCK_BYTES);
  context.onCall?.(observe(name, block), result);
  return { kind: "return", result };
}
