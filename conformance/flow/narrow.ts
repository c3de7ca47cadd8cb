/**
 * From a difference at some stop to the instruction: the same run again up to the stop before, then
 * bisection on the number of instructions.
 */
import type { Machine, Snapshot } from "../../src/machine/engine.ts";
import type { Exit } from "../../src/machine/exit.ts";
import { PC } from "../../src/machine/state.ts";
import { Disassembler } from "../../src/disassembler/disassembler.ts";
import type { InstructionSet } from "../../src/oracle/instruction-set.ts";
import { type Difference, type FlowContest, differencesOf } from "./contest.ts";
import type { Program } from "./program.ts";
import { retiredOf, runPieces } from "./side.ts";
import { BASE, TEXT, TEXT_BYTES } from "./terrain.ts";

/** Instructions shown before the one that differs. */
const SHOWN = 40;
const MAX_LENGTH = 15;

/** Two machines at a place where they agree. */
class Pair {
  readonly #reference: Machine;
  readonly #candidate: Machine;
  readonly #snapshots: readonly [Snapshot, Snapshot];

  constructor(reference: Machine, candidate: Machine) {
    this.#reference = reference;
    this.#candidate = candidate;
    this.#snapshots = [reference.snapshot(), candidate.snapshot()];
  }

  rewind(): void {
    this.#reference.restore(this.#snapshots[0]);
    this.#candidate.restore(this.#snapshots[1]);
  }

  /** In what they differ after the candidate ran these pieces. */
  after(pieces: readonly number[]): string[] {
    this.rewind();
    const total = pieces.reduce((sum, piece) => sum + piece, 0);
    const exit: Exit = total === 0 ? { kind: "budget" } : this.#reference.run(BigInt(total));
    return differencesOf(this.#reference, this.#candidate, exit, runPieces(this.#candidate, pieces));
  }

  /** Addresses of the last instructions before the `count`-th, and of what comes next. */
  trail(count: number): number[] {
    this.rewind();
    const machine = this.#reference;
    if (count > SHOWN) machine.run(BigInt(count - SHOWN));
    const addresses: number[] = [];
    for (let k = Math.min(count, SHOWN); k >= 0; k -= 1) {
      addresses.push(Number(machine.state.getBigUint64(PC, true) - BASE));
      if (k > 0) machine.run(1n);
    }
    return addresses;
  }
}

/** The smallest number of instructions after which they differ, `most` being one. */
function bisect(pair: Pair, before: readonly number[], most: number): number {
  let [agree, differ] = [0, most];
  while (differ - agree > 1) {
    const middle = Math.floor((agree + differ) / 2);
    if (pair.after([...before, middle]).length > 0) differ = middle; else agree = middle;
  }
  return differ;
}

/** Lines that tell what differs, where, and what was executed there. */
export function narrow(
  contest: FlowContest, difference: Difference, set: InstructionSet,
): string[] {
  contest.run(difference.stop - 1);
  const [reference] = contest.sides;
  const candidate = contest.sides.find(({ name }) => name === difference.side);
  if (reference === undefined || candidate === undefined) return ["the machines are not there again"];
  const pair = new Pair(reference.machine, candidate.machine);
  const start = retiredOf(reference.machine);
  const [, pieces] = difference.pieces;
  const first = pieces.findIndex((_, k) => pair.after(pieces.slice(0, k + 1)).length > 0);
  if (first < 0) return ["not seen again from the stop before: it depends on what ran earlier"];
  const before = pieces.slice(0, first);
  const length = bisect(pair, before, pieces[first] ?? 1);
  const count = before.reduce((sum, piece) => sum + piece, 0) + length;
  const what = pair.after([...before, length]);
  return [
    `agree at ${start + BigInt(count - 1)}, differ at ${start + BigInt(count)}`
      + ` when run from ${start} in pieces of ${[...before, length].join(", ")}:`,
    ...what.map((line) => `    ${line}`),
    "executed last, the next one behind the arrow:",
    ...listing(contest.program, pair.trail(count), set),
  ];
}

function listing(program: Program, addresses: readonly number[], { table, decoder }: InstructionSet): string[] {
  const disassembler = new Disassembler(table.forms, decoder, { syntax: "intel" });
  return addresses.map((address, k) => {
    const offset = address - TEXT;
    const arrow = k === addresses.length - 1 ? "->" : "  ";
    if (offset < 0 || offset >= TEXT_BYTES) return `${arrow} ${address.toString(16)}: outside of the text`;
    const end = Math.min(offset + MAX_LENGTH, TEXT_BYTES);
    const line = disassembler.line(program.text, offset, end, address);
    const bytes = Buffer.from(program.text.subarray(offset, offset + line.length)).toString("hex");
    return `${arrow} ${address.toString(16)}: ${bytes.padEnd(24)} ${line.text}`;
  });
}

/** All instructions of a program. */
export function wholeListing(program: Program, set: InstructionSet): string[] {
  const disassembler = new Disassembler(set.table.forms, set.decoder, { syntax: "intel" });
  const lines: string[] = [];
  for (let at = 0; at < program.usedBytes;) {
    const line = disassembler.line(program.text, at, program.usedBytes, TEXT + at);
    const bytes = Buffer.from(program.text.subarray(at, at + line.length)).toString("hex");
    lines.push(`${(TEXT + at).toString(16)}: ${bytes.padEnd(24)} ${line.text}`);
    at += line.length;
  }
  return lines;
}
