/** One of the machines that run a program side by side, and how it gets from stop to stop. */
import type { Machine } from "../../src/machine/engine.ts";
import type { Exit } from "../../src/machine/exit.ts";
import { RETIRED } from "../../src/machine/state.ts";
import type { Prng } from "../prng.ts";

const BUDGET: Exit = { kind: "budget" };

export interface Side {
  readonly name: string;
  readonly machine: Machine;
  /** Takes part until so many instructions are executed. */
  readonly until: bigint;
}

export function retiredOf({ state }: Machine): bigint {
  return state.getBigUint64(RETIRED, true);
}

/** Each piece may begin at a new root, which an eager translator then translates. */
const PIECES_MAX = 12;

/** Runs whose sum is `total`: one, several, some of one instruction. */
export function randomPieces(prng: Prng, total: number): number[] {
  if (prng.oneIn(2)) return [total];
  const pieces: number[] = [];
  let left = total;
  const most = prng.pick([8, 100, 2000, 50_000]);
  const singles = prng.oneIn(3);
  for (let k = 0; k < PIECES_MAX && left > 0; k += 1) {
    const piece = Math.min(left, singles && prng.oneIn(2) ? 1 : 1 + prng.below(most));
    pieces.push(piece);
    left -= piece;
  }
  if (left > 0) pieces.push(left);
  return pieces;
}

/** Runs the pieces until one does not end by its budget. A piece of one instruction is a step. */
export function runPieces(machine: Machine, pieces: readonly number[]): Exit {
  for (const piece of pieces) {
    const exit = piece === 1 ? machine.step() : machine.run(BigInt(piece));
    if (exit.kind !== "budget") return exit;
  }
  return BUDGET;
}
