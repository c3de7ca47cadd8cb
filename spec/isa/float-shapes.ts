/** How scalar and packed floating-point instructions of SSE and AVX are written. */
import type { Builder, V } from "../ir/builder.ts";
import type {
  ConvertLanes, FloatBinary, FloatLanes, Format, VectorFloatBinary, Width,
} from "../ir/ir.ts";
import type { Meaning } from "./form.ts";
import { readPartial } from "./move-shapes.ts";
import {
  everyOther, lastOperand, packed, packedUnary, sources, writeHalves,
} from "./packed-shapes.ts";

/** Width in bits, integer lanes and packed lanes of a format. */
export const FORMAT_BITS = { f32: 32, f64: 64 } as const;
export const FORMAT_LANES = { f32: "i32x4", f64: "i64x2" } as const;

/** A scalar operand, register or memory, as its bits. */
export function readScalar(m: Builder, k: number, format: Format): V {
  return m.read(k, FORMAT_BITS[format]);
}

/**
 * Writes the lowest lane of the destination. Legacy forms keep the rest of the register, VEX forms
 * take bits up to 127 from the first source and clear what is above.
 */
export function writeScalar(m: Builder, format: Format, value: V): void {
  if (m.form.vex) writeScalarOver(m, 1, format, value);
  else m.writeLane(0, FORMAT_LANES[format], 0, value);
}

/** Writes operand `k` with its lowest lane replaced to the destination of a VEX form. */
export function writeScalarOver(m: Builder, k: number, format: Format, value: V): void {
  m.writeVector(0, m.withLane(FORMAT_LANES[format], 0, m.readVector(k), value));
}

/** destination = first source op second source, on the lowest lane. */
export function scalarFloat(fn: FloatBinary, format: Format): Meaning {
  return (m) => {
    const [first, second] = sources(m);
    const b = readScalar(m, second, format);
    writeScalar(m, format, m.float(fn, format, readScalar(m, first, format), b));
  };
}

/** The lowest lane of the last operand goes through `fn`. */
export function scalarUnary(format: Format, fn: (m: Builder, a: V) => V): Meaning {
  return (m) => writeScalar(m, format, fn(m, readScalar(m, lastOperand(m), format)));
}

export function packedFloat(fn: VectorFloatBinary, lanes: FloatLanes): Meaning {
  return packed((m, a, b) => m.vectorFloat(fn, lanes, a, b));
}

export function packedSqrt(lanes: FloatLanes): Meaning {
  return packedUnary((m, a) => m.vectorSqrt(lanes, a));
}

/**
 * The predicate of a compare: the low bits of the immediate, five with VEX and three without. A
 * form that names its predicate in the mnemonic still carries it in the immediate.
 */
function predicate(m: Builder): V {
  return m.and(m.read(lastOperand(m)), m.const(m.form.vex ? 31n : 7n));
}

export function scalarCompare(format: Format): Meaning {
  return (m) => {
    const [first, second] = sources(m);
    const b = readScalar(m, second, format);
    const a = readScalar(m, first, format);
    writeScalar(m, format, m.floatCompare(format, predicate(m), a, b));
  };
}

export function packedCompare(lanes: FloatLanes): Meaning {
  return packed((m, a, b) => m.vectorFloatCompare(lanes, predicate(m), a, b));
}

/** COMISS and UCOMISS: the order of two scalars in ZF, PF, CF; OF, SF, AF are cleared. */
export function orderFlags(format: Format, quiet: boolean): Meaning {
  return (m) => {
    const b = readScalar(m, 1, format);
    const order = m.widen(m.floatOrder(format, quiet, readScalar(m, 0, format), b));
    // Greater, less, equal, unordered are 0, 1, 2, 3: bit 0 is CF, bit 1 is ZF, both are PF.
    const cf = m.bit(order, 0);
    const zf = m.bit(order, 1);
    const no = m.truth(false);
    m.setFlags({ zf, pf: m.both(cf, zf), cf, of: no, sf: no, af: no });
  };
}

/**
 * Packed conversion. Where lanes get wider, half of the source fills the destination; where they
 * get narrower, the results of 256 bits are put together.
 */
export function packedConvert(from: ConvertLanes, to: ConvertLanes, truncate = false): Meaning {
  return (m) => {
    const convert = (source: V): V => m.vectorConvert(from, to, source, truncate);
    if (to === "f64x2" && from !== "f64x2") {
      const source = readPartial(m, 1);
      writeHalves(m, (half) => convert(half === 0 ? source : upperQuadword(m, source)));
    } else if (from === "f64x2" && m.bits(1) === 256) {
      const [low, high] = [convert(m.readVector(1, 0)), convert(m.readVector(1, 1))];
      m.writeVector(0, m.pair(m.lane("i64x2", 0, low), m.lane("i64x2", 0, high)));
    } else {
      writeHalves(m, (half) => convert(m.readVector(1, half)));
    }
  };
}

/** The upper 64 bits of a vector, moved down. */
function upperQuadword(m: Builder, v: V): V {
  return m.pair(m.lane("i64x2", 1, v), m.const(0n));
}

/** CVTSI2SS and CVTSI2SD: a general register or memory integer to a scalar. */
export function scalarFromInteger(format: Format): Meaning {
  return (m) => {
    const k = lastOperand(m);
    const type = m.width(k) === 64 ? "i64" : "i32";
    writeScalar(m, format, m.convert(type, format, m.read(k)));
  };
}

/** CVTSS2SI and relatives: a scalar to a general register. */
export function scalarToInteger(format: Format, truncate: boolean): Meaning {
  return (m) => {
    const width: Width = m.operand(0).bits === 64 ? 64 : 32;
    const a = readScalar(m, 1, format);
    m.write(0, m.convert(format, width === 64 ? "i64" : "i32", a, truncate), width);
  };
}

/** CVTSS2SD and CVTSD2SS. */
export function scalarBetween(from: Format, to: Format): Meaning {
  return (m) => {
    const a = readScalar(m, lastOperand(m), from);
    writeScalar(m, to, m.convert(from, to, a));
  };
}

export function scalarRound(format: Format): Meaning {
  return (m) => {
    const k = lastOperand(m);
    const a = readScalar(m, k - 1, format);
    writeScalar(m, format, m.floatRound(format, a, m.read(k)));
  };
}

/** MOVSS and MOVSD: a load clears the rest of the register, a register move keeps it. */
export function moveFloat(format: Format): Meaning {
  return (m) => {
    const source = lastOperand(m);
    const value = readScalar(m, source, format);
    if (m.isMemory(0)) m.write(0, value, FORMAT_BITS[format]);
    else if (m.isMemory(source)) m.writeVector(0, m.pair(value, m.const(0n)));
    else writeScalar(m, format, value);
  };
}

/** HADDPS and relatives: an operation between neighbouring lanes of both sources. */
export function horizontalFloat(fn: FloatBinary, lanes: FloatLanes): Meaning {
  const size = lanes === "f32x4" ? 4 : 8;
  return packed((m, a, b) => m.vectorFloat(
    fn, lanes, m.shuffle(a, b, everyOther(size, 0)), m.shuffle(a, b, everyOther(size, 1))));
}
