/**
 * Calls that trap, made without the interpreter: where a unit leaves before a call to a trampoline
 * slot, the call is a push and a new PC. What a trap does to the trace hash is told when it returns.
 */
import type { InterpreterMachine } from "../interpreter/machine.ts";
import { addRetired, setRelativePc } from "../machine/counters.ts";
import { type Exit, trapExit } from "../machine/exit.ts";
import { WRITE } from "../machine/memory.ts";
import { TRAP_SLOT_BYTES } from "../machine/processor.ts";
import { REGISTER_NUMBER } from "../machine/registers.ts";
import { GPR, ZERO } from "../machine/state.ts";
import { fullRegister, operandOf } from "./register-use.ts";
import { type CodeSource, type UnitInstruction, decodeAt } from "./unit.ts";

/** A plain CALL, without any prefix but REX: to a place, or to what a register holds. */
interface PlainCall {
  readonly next: number;
  /** -1 where a register holds it. */
  readonly target: number;
  /** Its slot in the state block. */
  readonly register: number;
}

/** E8 and a distance of four bytes; FF and a ModRM byte. */
const [DIRECT_BYTES, INDIRECT_BYTES] = [5, 2];
const RSP = GPR + 8 * REGISTER_NUMBER.rsp;

function plainCall({ program, form, variant, instruction, next, target }: UnitInstruction)
  : PlainCall | undefined {
  const jump = program.effects.find((effect) => effect.op === "jump");
  const bytes = instruction.length - (instruction.rex === 0 ? 0 : 1);
  if (jump?.kind === "call" && bytes === DIRECT_BYTES) return { next, target, register: ZERO };
  if (jump?.kind !== "indirect-call" || bytes !== INDIRECT_BYTES || variant.memory) return undefined;
  return { next, target: -1, register: GPR + 8 * fullRegister(operandOf(form, 0), instruction) };
}

export class TrapCalls {
  readonly #source: CodeSource;
  readonly #machine: InterpreterMachine;
  readonly #baseHigh: number;
  readonly #pushed = new Int32Array(2);
  /** By address: what stands there, as it was decoded once. */
  readonly #calls = new Map<number, PlainCall | undefined>();

  constructor(source: CodeSource, machine: InterpreterMachine) {
    this.#source = source;
    this.#machine = machine;
    this.#baseHigh = Number(source.base >> 32n);
  }

  #callAt(pc: number): PlainCall | undefined {
    const known = this.#calls.get(pc);
    if (known !== undefined || this.#calls.has(pc)) return known;
    const at = decodeAt(this.#source, pc);
    const call = at === undefined ? undefined : plainCall(at);
    this.#calls.set(pc, call);
    return call;
  }

  /**
   * Executes the instruction at `pc`, which is PC, if it is a call that traps and can push; else
   * nothing happens, and the result is undefined.
   */
  make(pc: number): Exit | undefined {
    const call = this.#callAt(pc);
    if (call === undefined) return undefined;
    const { memory, trapSlots } = this.#machine;
    const { state } = memory;
    const target = call.target >= 0 ? call.target : this.#addressIn(state, call.register);
    const offset = target - trapSlots.start;
    if (offset < 0 || target >= trapSlots.end || offset % TRAP_SLOT_BYTES !== 0) return undefined;
    const stack = this.#addressIn(state, RSP) - 8;
    if (stack < 0 || !memory.allows(stack, 8, WRITE)) return undefined;
    this.#pushed[0] = call.next;
    this.#pushed[1] = this.#baseHigh;
    memory.storeWords(stack, this.#pushed);
    // A store may have grown the memory.
    const after = memory.state;
    after.setUint32(RSP, stack, true);
    setRelativePc(after, this.#baseHigh, target);
    addRetired(after, 1);
    return trapExit(offset / TRAP_SLOT_BYTES);
  }

  /** The address in a slot of the state block, relative to the base; -1 outside of its 4 GiB. */
  #addressIn(state: DataView, slot: number): number {
    return state.getUint32(slot + 4, true) === this.#baseHigh ? state.getUint32(slot, true) : -1;
  }
}
