/** Every integer operator of the IR against its definition on mathematical integers. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Builder, V } from "../../spec/ir/builder.ts";
import type { Binary, Comparison } from "../../spec/ir/ir.ts";
import { evaluateProgram } from "./evaluate-program.ts";
import type { Value } from "./evaluation.ts";

/** The value of one expression of the notation. */
function value(write: (m: Builder) => V): Value {
  const { e, result } = evaluateProgram(write);
  return e.value(result);
}

const EDGES = [
  0n, 1n, 0x7fn, 0x80n, 0xffffffffn, 1n << 31n, 1n << 63n, (1n << 63n) - 1n, (1n << 64n) - 1n,
];
const word = fc.oneof(fc.constantFrom(...EDGES), fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }));
const u = (x: bigint): bigint => BigInt.asUintN(64, x);
const s = (x: bigint): bigint => BigInt.asIntN(64, x);
/** The bits of `x`, lowest first. */
const bits = (x: bigint): number[] =>
  Array.from({ length: 64 }, (_, i) => Number((x >> BigInt(i)) & 1n));
const number = (list: readonly number[]): bigint =>
  list.reduceRight((x, bit) => (x << 1n) | BigInt(bit), 0n);
const modulo = (b: bigint): number => Number(b % 64n);

const BINARY: Readonly<Record<Binary, (a: bigint, b: bigint) => bigint>> = {
  add: (a, b) => (a + b) % (1n << 64n),
  sub: (a, b) => u(a - b),
  mul: (a, b) => (a * b) % (1n << 64n),
  and: (a, b) => number(bits(a).map((bit, i) => bit * (bits(b)[i] ?? 0))),
  or: (a, b) => number(bits(a).map((bit, i) => Math.max(bit, bits(b)[i] ?? 0))),
  xor: (a, b) => number(bits(a).map((bit, i) => (bit === bits(b)[i] ? 0 : 1))),
  shl: (a, b) => u(a * 2n ** BigInt(modulo(b))),
  shr: (a, b) => a / 2n ** BigInt(modulo(b)),
  sar: (a, b) => u((s(a) - (((s(a) % 2n ** BigInt(modulo(b))) + 2n ** BigInt(modulo(b)))
    % 2n ** BigInt(modulo(b)))) / 2n ** BigInt(modulo(b))),
  rotl: (a, b) => number(bits(a).map((_, i) => bits(a)[(i + 64 - modulo(b)) % 64] ?? 0)),
  rotr: (a, b) => number(bits(a).map((_, i) => bits(a)[(i + modulo(b)) % 64] ?? 0)),
  mulhu: (a, b) => (a * b - ((a * b) % (1n << 64n))) / (1n << 64n),
  mulhs: (a, b) => u((s(a) * s(b) - u(s(a) * s(b))) / (1n << 64n)),
};
const COMPARISON: Readonly<Record<Comparison, (a: bigint, b: bigint) => boolean>> = {
  eq: (a, b) => a === b, ne: (a, b) => a !== b,
  ltu: (a, b) => a - b < 0n, leu: (a, b) => a - b <= 0n, gtu: (a, b) => a - b > 0n,
  geu: (a, b) => a - b >= 0n, lts: (a, b) => s(a) - s(b) < 0n, les: (a, b) => s(a) - s(b) <= 0n,
  gts: (a, b) => s(a) - s(b) > 0n, ges: (a, b) => s(a) - s(b) >= 0n,
};

describe("two operands", () => {
  for (const fn of Object.keys(BINARY) as Binary[]) {
    it(fn, () => fc.assert(fc.property(word, word, (a, b) => {
      expect(value((m) => m.binary(fn, m.const(a), m.const(b)))).toBe(BINARY[fn](a, b));
    })));
  }
  for (const fn of Object.keys(COMPARISON) as Comparison[]) {
    it(fn, () => fc.assert(fc.property(word, word, (a, b) => {
      const expected = COMPARISON[fn](a, b) ? 1 : 0;
      expect(value((m) => m.compare(fn, m.const(a), m.const(b)))).toBe(expected);
    })));
  }
});

describe("one operand", () => {
  it("counts bits from either end, 64 when there is none", () => {
    fc.assert(fc.property(word, (a) => {
      const one = bits(a).indexOf(1);
      const last = bits(a).lastIndexOf(1);
      expect(value((m) => m.unary("ctz", m.const(a)))).toBe(one < 0 ? 64n : BigInt(one));
      expect(value((m) => m.unary("clz", m.const(a)))).toBe(BigInt(63 - last));
      const ones = bits(a).filter((bit) => bit === 1).length;
      expect(value((m) => m.unary("popcnt", m.const(a)))).toBe(BigInt(ones));
    }));
  });

  it("extends from every width", () => {
    fc.assert(fc.property(word, fc.constantFrom(8, 16, 32), (a, width) => {
      const cut = a % 2n ** BigInt(width);
      const negative = cut >= 2n ** BigInt(width - 1);
      expect(value((m) => m.zext(m.const(a), width))).toBe(cut);
      expect(value((m) => m.sext(m.const(a), width)))
        .toBe(negative ? cut + 2n ** 64n - 2n ** BigInt(width) : cut);
    }));
  });
});

describe("division", () => {
  it("satisfies high:low = quotient * divisor + remainder, or tells an overflow", () => {
    fc.assert(fc.property(word, word, word, fc.boolean(), (high, low, divisor, signed) => {
      const part = (name: "quotient" | "remainder" | "overflow"): bigint => {
        const v = value((m) =>
          m.divide(signed, name, m.const(high), m.const(low), m.const(divisor)));
        return typeof v === "bigint" ? v : -1n;
      };
      const read = signed ? s : u;
      const dividend = signed ? BigInt.asIntN(128, (high << 64n) | low) : (high << 64n) | low;
      if (part("overflow") === 1n) {
        const quotient = divisor === 0n ? 1n << 70n : dividend / read(divisor);
        expect(read(u(quotient))).not.toBe(quotient);
        return;
      }
      const q = read(part("quotient"));
      const r = read(part("remainder"));
      expect(q * read(divisor) + r).toBe(dividend);
      expect(r === 0n || (r < 0n) === (dividend < 0n)).toBe(true);
      expect(r < 0n ? -r : r).toBeLessThan(read(divisor) < 0n ? -read(divisor) : read(divisor));
    }));
  });
});
