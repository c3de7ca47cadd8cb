/**
 * The oracle: executes one instruction by evaluating its meaning, step by step, effect by effect.
 *
 * It is the reference that the other tiers are measured against, and what they call for every
 * instruction that is too rare to be worth compiling.
 */
import type { LeaveReason } from "../../spec/ir/ir.ts";
import {
  DECODED, EVEX_REFUSED, TOO_LONG, TRUNCATED, newInstruction,
} from "../decoder/instruction.ts";
import type { Instruction } from "../decoder/instruction.ts";
import type { Exit } from "../machine/exit.ts";
import type { Processor } from "../machine/processor.ts";
import { TRAP_SLOT_BYTES } from "../machine/processor.ts";
import { BUDGET, PC, RETIRED, TRACE } from "../machine/state.ts";
import { traceStep } from "../machine/trace.ts";
import { commitEffects, evaluateSteps } from "./bind.ts";
import type { BoundProgram } from "./bind.ts";
import { Evaluation } from "./evaluation.ts";
import type { GuestFault } from "./evaluation.ts";
import { commitFloatFlags } from "./float-exceptions.ts";
import type { InstructionSet } from "./instruction-set.ts";
import { PF_FETCH, PF_PRESENT, PF_USER, isCanonical } from "./memory-steps.ts";
import type { Poison } from "./poison.ts";
import { Programs } from "./programs.ts";

/** Bytes fetched for one instruction: as many as the decoder likes to see at once. */
const FETCH_BYTES = 32;

const BUDGET_EXIT: Exit = { kind: "budget" };
/** How an instruction that leaves the engine is reported. */
const LEAVE_EXIT: Readonly<Record<LeaveReason, Exit>> = {
  hlt: { kind: "halt" },
  syscall: { kind: "syscall" },
  int3: { kind: "fault", vector: "BP", errorCode: 0, address: 0n },
  int1: { kind: "fault", vector: "DB", errorCode: 0, address: 0n },
};

function faultExit({ vector, errorCode, address }: GuestFault): Exit {
  return { kind: "fault", vector, errorCode, address };
}

export class Oracle {
  readonly programs: Programs;
  readonly #instructionSet: InstructionSet;
  readonly #instruction: Instruction;
  readonly #poison: Poison | undefined;
  #evaluation: Evaluation | undefined;

  constructor(instructionSet: InstructionSet, poison?: Poison) {
    this.#instructionSet = instructionSet;
    this.programs = new Programs(instructionSet.table, instructionSet.operators);
    this.#instruction = newInstruction();
    this.#poison = poison;
  }

  /**
   * Executes the instruction at PC: one instruction, or one iteration of a repeated one. PC,
   * BUDGET, RETIRED and TRACE advance as all tiers define them. Returns why execution cannot go on,
   * or `undefined` when it can; with a fault the state is what it was before the instruction.
   */
  step(processor: Processor): Exit | undefined {
    const { state } = processor;
    if (state.getBigInt64(BUDGET, true) <= 0n) return BUDGET_EXIT;
    const pc = state.getBigUint64(PC, true);
    const refused = this.#fetch(processor, pc);
    if (refused !== undefined) return refused;
    return this.#execute(processor, pc);
  }

  /** Decodes the instruction at `pc`; bytes that are none end in the exception they deserve. */
  #fetch(processor: Processor, pc: bigint): Exit | undefined {
    if (!isCanonical(pc)) return faultExit({ vector: "GP", errorCode: 0, address: 0n });
    const bytes = processor.memory.fetch(pc, FETCH_BYTES);
    const status = this.#instructionSet.decoder.decode(bytes, 0, bytes.length, this.#instruction);
    switch (status) {
      case DECODED: return undefined;
      case TRUNCATED: return fetchFault(processor, pc + BigInt(bytes.length));
      case TOO_LONG: return faultExit({ vector: "GP", errorCode: 0, address: 0n });
      case EVEX_REFUSED: return { kind: "unsupported", form: -1, id: "evex" };
      default: return faultExit({ vector: "UD", errorCode: 0, address: 0n });
    }
  }

  #execute(processor: Processor, pc: bigint): Exit | undefined {
    const program = this.programs.bound(this.#instruction);
    if (program === undefined) {
      const { number, id } = this.programs.form(this.#instruction.form);
      return { kind: "unsupported", form: number, id };
    }
    this.#evaluation ??= new Evaluation(processor, this.#instruction, this.#poison);
    const e = this.#evaluation;
    e.begin(processor, pc);
    if (!evaluateSteps(program, e)) return stopped(program, e);
    commitEffects(program, e);
    commitFloatFlags(e);
    if (e.left === "hlt") return LEAVE_EXIT.hlt;
    return retire(e);
  }
}

/** The exit of an instruction that a step has ended. */
function stopped(program: BoundProgram, e: Evaluation): Exit {
  if (e.fault === undefined) {
    throw new Error(`the instruction at 0x${e.pc.toString(16)} stopped without a fault`);
  }
  if (e.fault.vector === "XM") {
    commitFloatFlags(e);
    for (const commit of program.despiteFloatFault) commit(e);
  }
  return faultExit(e.fault);
}

function fetchFault(processor: Processor, pc: bigint): Exit {
  const address = BigInt.asUintN(64, pc);
  if (!isCanonical(address)) return faultExit({ vector: "GP", errorCode: 0, address: 0n });
  const present = processor.memory.isMapped(address) ? PF_PRESENT : 0;
  return faultExit({ vector: "PF", errorCode: present | PF_USER | PF_FETCH, address });
}

/** Counts the instruction, takes its transfer into the trace, and moves PC on. */
function retire(e: Evaluation): Exit | undefined {
  const { state, processor, target } = e;
  state.setBigInt64(BUDGET, BigInt.asIntN(64, state.getBigInt64(BUDGET, true) - 1n), true);
  state.setBigUint64(RETIRED, BigInt.asUintN(64, state.getBigUint64(RETIRED, true) + 1n), true);
  state.setBigUint64(PC, target, true);
  if (e.transferred) {
    const slot = trapSlot(processor, target);
    if (slot !== undefined) return { kind: "trap", slot };
    const next = BigInt.asUintN(64, target - processor.base);
    state.setBigUint64(TRACE, traceStep(state.getBigUint64(TRACE, true), next), true);
  }
  return e.left === undefined ? undefined : LEAVE_EXIT[e.left];
}

/** Number of the trampoline slot that begins at `target`, if one does. */
function trapSlot({ base, trapSlots }: Processor, target: bigint): number | undefined {
  const relative = target - base;
  if (relative < BigInt(trapSlots.start) || relative >= BigInt(trapSlots.end)) return undefined;
  const offset = Number(relative) - trapSlots.start;
  return offset % TRAP_SLOT_BYTES === 0 ? offset / TRAP_SLOT_BYTES : undefined;
}

export type { InstructionSet } from "./instruction-set.ts";
