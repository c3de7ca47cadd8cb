/** Whole states of two machines side by side. */
import type { Machine } from "../src/machine/engine.ts";
import type { Exit } from "../src/machine/exit.ts";
import { readRflags } from "../src/machine/registers.ts";
import { FLAG_RESULT, FS_BASE, PC, RETIRED, STATE_BYTES, TRACE } from "../src/machine/state.ts";
import { type Registers, readRegisters } from "../src/raw/registers.ts";

function part(state: DataView, from: number, to: number): Buffer {
  return Buffer.from(state.buffer, state.byteOffset + from, to - from);
}

/** Compares state blocks: all but the flags byte for byte, those by what they say. */
export function sameRegisters({ state: a }: Machine, { state: b }: Machine): boolean {
  const same = (from: number, to: number): boolean => part(a, from, to).equals(part(b, from, to));
  return same(0, FLAG_RESULT) && same(PC, PC + 8) && same(TRACE, RETIRED + 8)
    && same(FS_BASE, STATE_BYTES) && readRflags(a) === readRflags(b);
}

function text(value: unknown): string {
  return typeof value === "bigint" || typeof value === "number" ? value.toString(16) : String(value);
}

/** An exit as one comparable text. */
export function describeExit(exit: Exit): string {
  return Object.values(exit).map(text).join(" ");
}

/** Every register and counter in which two machines differ, with both values in hexadecimal. */
export function differingRegisters(reference: Machine, candidate: Machine): string[] {
  const differences: string[] = [];
  const compare = (what: string, expected: unknown, actual: unknown): void => {
    if (expected !== actual) differences.push(`${what}: ${text(expected)} and ${text(actual)}`);
  };
  const a = readRegisters(reference.state);
  const b = readRegisters(candidate.state);
  for (const key of Object.keys(a) as (keyof Registers)[]) {
    const [x, y] = [a[key], b[key]];
    if (Array.isArray(x) && Array.isArray(y)) x.forEach((v, n) => compare(`${key}[${n}]`, v, y[n]));
    else compare(key, x, y);
  }
  for (const [what, at] of [["retired", RETIRED], ["trace", TRACE]] as const) {
    compare(what, reference.state.getBigUint64(at, true), candidate.state.getBigUint64(at, true));
  }
  return differences;
}
