/** How the bit manipulation instructions are written. Source: SDM volume 2. */
import type { Builder, V } from "../../ir/builder.ts";
import type { Meaning } from "../form.ts";

/** SF and ZF from a result as wide as operand 0; OF is cleared, AF and PF are undefined. */
export function describeResult(m: Builder, result: V, cf: V): void {
  m.setFlags({
    sf: m.bit(result, m.width(0) - 1), zf: m.eq(result, m.const(0n)), cf, of: m.truth(false),
  });
  m.undefined(["af", "pf"]);
}

/** The low `count` bits of a 64-bit value; all of it for counts (0..255) from 64 on. */
export function lowBits(m: Builder, value: V, count: V): V {
  const mask = m.not(m.shl(m.const(-1n), count));
  return m.select(m.ltu(count, m.const(64n)), m.and(value, mask), value);
}

/** SARX, SHLX, SHRX: the count in the last operand is taken modulo the width. */
export function flaglessShift(fn: "sar" | "shl" | "shr"): Meaning {
  return (m) => {
    const bits = m.width(0);
    const source = m.read(1);
    const count = m.and(m.read(2), m.const(BigInt(bits - 1)));
    m.write(0, m.zext(m.binary(fn, fn === "sar" ? m.sext(source, bits) : source, count), bits));
  };
}
