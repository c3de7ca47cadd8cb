/**
 * Floating-point formats, and numbers taken apart.
 *
 * One description serves every binary format of the architecture; the 80-bit one differs only in
 * that it stores its integer bit, which makes pseudo-denormals and unsupported encodings possible.
 */

export interface Format {
  readonly exponentBits: number;
  /** Stored fraction bits; an explicit integer bit is not counted. */
  readonly fractionBits: number;
  /** Whether the integer bit is stored (f80). */
  readonly explicit: boolean;
  /** Significand bits, the integer bit included. */
  readonly precision: number;
  readonly bias: number;
  /** Exponent field of infinities and NaNs. */
  readonly maxField: number;
  /** Exponent of the least stored bit of a denormal: the unit of the whole format. */
  readonly minExponent: number;
  /** What an unmasked overflow or underflow adds to or takes from the exponent. */
  readonly wrap: number;
  /** All bits of the fraction; the most significant of them makes a NaN quiet. */
  readonly fractionMask: bigint;
  readonly quietBit: bigint;
  /** Position of the sign bit, and of the lowest exponent bit. */
  readonly signShift: bigint;
  readonly exponentShift: bigint;
  /** The integer bit, at its stored (or implied) place. */
  readonly integerBit: bigint;
}

/** A format of `exponentBits` and `fractionBits`; `explicit` formats store the integer bit. */
export function makeFormat(exponentBits: number, fractionBits: number, explicit = false): Format {
  const bias = 2 ** (exponentBits - 1) - 1;
  const significandBits = fractionBits + (explicit ? 1 : 0);
  return {
    exponentBits, fractionBits, explicit, bias,
    precision: fractionBits + 1,
    maxField: 2 ** exponentBits - 1,
    minExponent: 1 - bias - fractionBits,
    wrap: 3 * 2 ** (exponentBits - 2),
    fractionMask: (1n << BigInt(fractionBits)) - 1n,
    quietBit: 1n << BigInt(fractionBits - 1),
    signShift: BigInt(significandBits + exponentBits),
    exponentShift: BigInt(significandBits),
    integerBit: 1n << BigInt(fractionBits),
  };
}

export const F16: Format = makeFormat(5, 10);
export const F32: Format = makeFormat(8, 23);
export const F64: Format = makeFormat(11, 52);
export const F80: Format = makeFormat(15, 63, true);

export type Kind = "zero" | "finite" | "infinite" | "quiet" | "signalling" | "unsupported";

/** A number taken apart: `(-1)^sign * significand * 2^exponent` when it is finite. */
export interface Unpacked {
  readonly kind: Kind;
  readonly sign: 0 | 1;
  /** Finite: with its integer bit. NaN: the fraction field, quiet bit included. Otherwise 0. */
  readonly significand: bigint;
  readonly exponent: number;
  /** Finite with an exponent field of 0 (pseudo-denormals included). */
  readonly denormal: boolean;
}

/**
 * Takes a bit pattern apart; it must have no bits beyond the format's. `denormalsAreZero` turns
 * denormals into zeros of their sign.
 */
export function unpack(format: Format, bits: bigint, denormalsAreZero = false): Unpacked {
  const upper = Number(bits >> format.exponentShift);
  const field = upper & format.maxField;
  const sign = upper > format.maxField ? 1 : 0;
  const fraction = bits & format.fractionMask;
  if (field === 0) {
    // The stored integer bit of a pseudo-denormal counts as it stands.
    const significand = format.explicit ? fraction | (bits & format.integerBit) : fraction;
    if (significand === 0n || denormalsAreZero) return special("zero", sign);
    const exponent = format.minExponent;
    return { kind: "finite", sign, significand, exponent, denormal: true };
  }
  if (format.explicit && (bits & format.integerBit) === 0n) return special("unsupported", sign);
  if (field === format.maxField) {
    if (fraction === 0n) return special("infinite", sign);
    const kind = (fraction & format.quietBit) === 0n ? "signalling" : "quiet";
    return { kind, sign, significand: fraction, exponent: 0, denormal: false };
  }
  return {
    kind: "finite", sign, significand: fraction | format.integerBit,
    exponent: field + format.minExponent - 1, denormal: false,
  };
}

function special(kind: Kind, sign: 0 | 1): Unpacked {
  return { kind, sign, significand: 0n, exponent: 0, denormal: false };
}

/** A number of format `from` as if unpacked from the wider `to`; signalling NaNs stay so. */
export function widen(x: Unpacked, from: Format, to: Format): Unpacked {
  if (x.kind !== "quiet" && x.kind !== "signalling") return x;
  return { ...x, significand: x.significand << BigInt(to.fractionBits - from.fractionBits) };
}

/** A signed integer taken apart. */
export function unpackInteger(value: bigint): Unpacked {
  const sign = value < 0n ? 1 : 0;
  return {
    kind: value === 0n ? "zero" : "finite", sign,
    significand: sign === 1 ? -value : value, exponent: 0, denormal: false,
  };
}

/** Puts sign, exponent field and significand (integer bit included) together. */
export function assemble(format: Format, sign: 0 | 1, field: number, significand: bigint): bigint {
  const stored = format.explicit ? significand : significand & format.fractionMask;
  return (BigInt(sign) << format.signShift) | (BigInt(field) << format.exponentShift) | stored;
}

export function zero(format: Format, sign: 0 | 1): bigint {
  return assemble(format, sign, 0, 0n);
}

export function infinity(format: Format, sign: 0 | 1): bigint {
  return assemble(format, sign, format.maxField, format.integerBit);
}

/** The finite number of the largest magnitude, rounded down to `precision` significand bits. */
export function largest(format: Format, sign: 0 | 1, precision: number): bigint {
  const all = (1n << BigInt(precision)) - 1n;
  const significand = all << BigInt(format.precision - precision);
  return assemble(format, sign, format.maxField - 1, significand);
}

/** What invalid operations give: quiet, negative, empty payload ("real indefinite"). */
export function indefinite(format: Format): bigint {
  return assemble(format, 1, format.maxField, format.integerBit | format.quietBit);
}

/** A quiet NaN with a sign and a fraction field (its quiet bit is set here). */
export function quietNan(format: Format, sign: 0 | 1, fraction: bigint): bigint {
  return assemble(format, sign, format.maxField, format.integerBit | format.quietBit | fraction);
}

/** Number of significant bits of a non-negative integer; 0 for 0. */
export function bitLength(value: bigint): number {
  const upper = Number(value >> 32n);
  if (upper === 0) return 32 - Math.clz32(Number(value));
  if (upper < 2 ** 32) return 64 - Math.clz32(upper);
  // Four words come from sums, products and quotients; more only from elementary functions.
  const beyond = value >> 128n;
  if (beyond === 0n) return 64 + bitLength(value >> 64n);
  const hex = beyond.toString(16);
  return 128 + 4 * hex.length - Math.clz32(Number.parseInt(hex.charAt(0), 16)) + 28;
}
