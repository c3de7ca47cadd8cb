/** Why an engine stopped. State is complete and exact at every exit. */
import type { Vector } from "../../spec/ir/ir.ts";

export type Exit =
  /** The instruction budget is used up; PC is the next instruction. */
  | { readonly kind: "budget" }
  /** A control transfer entered the trampoline page at a slot; its call has retired. */
  | { readonly kind: "trap"; readonly slot: number }
  /** A guest exception at PC. Counts and trace exclude the instruction (REP: its iteration). */
  | { readonly kind: "fault"; readonly vector: Vector; readonly errorCode: number; readonly address: bigint }
  /** HLT at PC: in raw mode the end of a run, in a session signal 11. */
  | { readonly kind: "halt" }
  /** SYSCALL in raw mode; PC is behind it. */
  | { readonly kind: "syscall" }
  /** PC reached a breakpoint, before executing it. */
  | { readonly kind: "breakpoint" }
  /** The bytes at PC are an instruction that has no meaning here yet. */
  | { readonly kind: "unsupported"; readonly form: number; readonly id: string }
  /** The host cannot back more guest memory; PC is the instruction that wanted it, not executed. */
  | { readonly kind: "exhausted"; readonly what: "memory" };

/** Architectural vector numbers. */
export const VECTOR_NUMBER: Readonly<Record<Vector, number>> = {
  DE: 0, DB: 1, BP: 3, OF: 4, BR: 5, UD: 6, NM: 7, SS: 12, GP: 13, PF: 14, MF: 16, XM: 19,
};

const FIRST_TRAP: Exit = { kind: "trap", slot: 0 };

/** The exit at a trampoline slot; almost always the same one. */
export function trapExit(slot: number): Exit {
  return slot === 0 ? FIRST_TRAP : { kind: "trap", slot };
}
