/**
 * How string instructions are written: one evaluation is one iteration, and REP runs the
 * instruction again while iterations remain. So a fault or an interruption finds rcx, rsi and rdi
 * as the completed iterations left them.
 */
import type { Builder, V } from "../../ir/builder.ts";

/** One iteration of a repeated instruction; without REP both are absent. */
export interface Iteration {
  /** False where the count was zero to begin with, and nothing happens. */
  readonly active: V | undefined;
  /** Whether the count allows another iteration. */
  readonly remaining: V | undefined;
}

/** Counts rcx (ecx with 67) down by one where a REP prefix stands. */
export function iteration(m: Builder): Iteration {
  if (m.variant.repeat === 0) return { active: undefined, remaining: undefined };
  const bits = m.variant.address32 ? 32 : 64;
  const count = m.fixed("rcx", bits);
  const active = m.ne(count, m.const(0n));
  m.setFixed("rcx", m.sub(count, m.const(1n)), bits, active);
  return { active, remaining: m.ltu(m.const(1n), count) };
}

/** Moves rsi or rdi (esi, edi with 67) by the width of operand 0, down when DF is set. */
export function advance(m: Builder, register: "rsi" | "rdi", active: V | undefined): void {
  const bits = m.variant.address32 ? 32 : 64;
  const bytes = m.const(BigInt(m.width(0) / 8));
  // bytes * (1 - 2 * DF)
  const back = m.shl(m.mul(bytes, m.system("df")), m.const(1n));
  const moved = m.add(m.fixed(register, bits), m.sub(bytes, back));
  m.setFixed(register, moved, bits, active);
}

/** Repeats while iterations remain and, with REPE (F3) or REPNE (F2), the comparison agrees. */
export function repeatUntil(m: Builder, remaining: V | undefined, equal?: V): void {
  if (remaining === undefined) return;
  if (equal === undefined) m.again(remaining);
  else m.again(m.both(remaining, m.variant.repeat === 0xf3 ? equal : m.isnt(equal)));
}
