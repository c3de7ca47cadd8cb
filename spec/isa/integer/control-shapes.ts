/** How control transfers are written. */
import type { Builder, V } from "../../ir/builder.ts";
import { push } from "./stack-shapes.ts";

/** Adding this to a canonical address gives a number below 2^48. */
const HALF = 1n << 47n;

/** A near target, which must be canonical: #GP on the transfer itself otherwise. */
export function near(m: Builder, target: V): V {
  const distance = m.shr(m.add(target, m.const(HALF)), m.const(48n));
  m.fault("GP", m.ne(distance, m.const(0n)));
  return target;
}

/** CALL: pushes the address of the next instruction and goes to `target`. */
export function pushedReturn(m: Builder, kind: "call" | "indirect-call", target: V): void {
  push(m, 64, m.system("next"));
  m.jump(kind, kind === "call" ? target : near(m, target));
}

/** Far transfers change segments, which a user-mode program has no use for. */
export function farTransfer(m: Builder): void {
  m.unsupported("far transfers");
}

/** An instruction that only passes the time: its memory operand, if any, is not touched. */
export function noOperation(_m: Builder): void {
  // Its program is empty: execution goes on at the next instruction.
}
