/**
 * What surrounds a floating-point operation: rounding, masks, denormal rules, NaN rule, flags.
 *
 * Everything here is a value. No operation keeps state; each returns its result together with the
 * exception flags that it raised, and the caller (MXCSR or the x87 status word) makes them sticky.
 */

/** Exception flags, at the bit positions that MXCSR and the x87 status word share. */
export const INVALID = 0x01;
export const DENORMAL = 0x02;
export const DIVIDE_BY_ZERO = 0x04;
export const OVERFLOW = 0x08;
export const UNDERFLOW = 0x10;
export const INEXACT = 0x20;
/** The six exception flags. */
export const EXCEPTIONS = 0x3f;
/** Exceptions found in the operands, before anything is computed. */
export const PRE_COMPUTATION = INVALID | DENORMAL | DIVIDE_BY_ZERO;
/** The magnitude was rounded up: C1 of the x87 status word, at its place. Not in MXCSR. */
export const ROUNDED_UP = 0x200;

/** Rounding control as in MXCSR.RC and the x87 control word. */
export const TO_NEAREST_EVEN = 0;
export const DOWNWARD = 1;
export const UPWARD = 2;
export const TOWARD_ZERO = 3;
export type Rounding = 0 | 1 | 2 | 3;

export interface Environment {
  readonly rounding: Rounding;
  /** Exceptions that are *not* masked: a set of flag bits. 0 is the usual state. */
  readonly unmasked: number;
  /**
   * Which NaN operand survives: SSE takes the first operand that is one, the x87 unit prefers a
   * quiet one and then the larger significand (SDM volume 1, table 4-7).
   */
  readonly nan: "first" | "larger";
  /** Denormal operands count as zeros of their sign, silently (MXCSR.DAZ). */
  readonly denormalsAreZero: boolean;
  /** Tiny results become zeros of their sign while underflow is masked (MXCSR.FTZ). */
  readonly flushToZero: boolean;
  /** Significand bits to which f80 arithmetic rounds (x87 precision control); 64 elsewhere. */
  readonly precision: 24 | 53 | 64;
}

/** MXCSR as it is at reset: everything masked, to nearest. */
export const SSE_DEFAULT: Environment = {
  rounding: TO_NEAREST_EVEN, unmasked: 0, nan: "first",
  denormalsAreZero: false, flushToZero: false, precision: 64,
};

/** The environment that an MXCSR value describes (SDM volume 1, figure 10-3). */
export function environmentOfMxcsr(mxcsr: number): Environment {
  return {
    rounding: ((mxcsr >>> 13) & 3) as Rounding,
    unmasked: ~(mxcsr >>> 7) & EXCEPTIONS,
    nan: "first",
    denormalsAreZero: (mxcsr & 0x40) !== 0,
    flushToZero: (mxcsr & 0x8000) !== 0,
    precision: 64,
  };
}

/** The environment that an x87 control word describes (SDM volume 1, figure 8-6). */
export function environmentOfFcw(fcw: number): Environment {
  const control = (fcw >>> 8) & 3;
  return {
    rounding: ((fcw >>> 10) & 3) as Rounding,
    unmasked: ~fcw & EXCEPTIONS,
    nan: "larger",
    denormalsAreZero: false,
    flushToZero: false,
    precision: control === 0 ? 24 : control === 2 ? 53 : 64,
  };
}

/**
 * The flags that an instruction really raises: an unmasked exception of the operands stops it
 * before anything is computed, so that overflow, underflow and inexact of other lanes or of the
 * same operation never happen.
 */
export function raised(flags: number, unmasked: number): number {
  return (flags & unmasked & PRE_COMPUTATION) === 0 ? flags : flags & PRE_COMPUTATION;
}

/** A result's bits, and the flags that computing it raised. */
export interface Result {
  readonly bits: bigint;
  readonly flags: number;
}
