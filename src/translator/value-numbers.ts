/**
 * Values of registers, numbered: what is known to hold the same unknown plus a constant has the same
 * *root*, wherever it was computed.
 */

/**
 * An unknown value plus a constant; root 0 is zero. `wrapped` is added first, modulo 2^32, and is not
 * zero only where the root is below 2^32: so 32-bit sums of one unknown have one root.
 */
export interface Value {
  readonly root: number;
  readonly wrapped: number;
  readonly offset: number;
}

export function isSame(a: Value, b: Value): boolean {
  return a.root === b.root && a.offset === b.offset && a.wrapped === b.wrapped;
}

/** The number of a root that stands for itself. */
function plain(root: number, offset = 0): Value {
  return { root, wrapped: 0, offset };
}

/** The value of an operation on two values. */
interface Numbered {
  readonly fn: string;
  readonly a: Value;
  readonly b: Value;
  readonly value: Value;
}

export const ZERO: Value = plain(0);

/** Whether a value points into the stack: not so far as is known, probably, derived from rsp. */
export type OnStack = 0 | 1 | 2;
export const [UNKNOWN, LIKELY, SURE]: readonly [0, 1, 2] = [0, 1, 2];

/** Of a value that is one of two. */
export function either(a: OnStack, b: OnStack): OnStack {
  return a === b ? a : LIKELY;
}

export class ValueNumbers {
  /** By root: operations on it and earlier ones. */
  readonly #numbered: Numbered[][] = [];
  /** By root: whether it points into the stack; whether it is always below 2^32. */
  readonly #onStack: OnStack[] = [UNKNOWN];
  readonly #isNarrow: boolean[] = [true];
  /** By root: the operation whose value it is, and its low half (`#low`), where they are known. */
  readonly #operations: Numbered[] = [];
  readonly #lows: Value[] = [];

  /** A value of which nothing is known but that. */
  fresh(stack: OnStack, narrow = false): Value {
    this.#onStack.push(stack);
    this.#isNarrow.push(narrow);
    return plain(this.#onStack.length - 1);
  }

  /** The value of an operation on two values. */
  number(fn: string, a: Value, b: Value, stack: OnStack, narrow = false): Value {
    const list = this.#numbered[Math.max(a.root, b.root)] ??= [];
    for (const known of list) {
      if (known.fn === fn && isSame(known.a, a) && isSame(known.b, b)) return known.value;
    }
    const value = this.fresh(stack, narrow);
    const operation = { fn, a, b, value };
    list.push(operation);
    this.#operations[value.root] = operation;
    return value;
  }

  /** Does a value point into the stack? */
  stack({ root }: Pick<Value, "root">): OnStack {
    return this.#onStack[root] ?? UNKNOWN;
  }

  /** Of a sum. */
  stackOf(a: Value, b: Value): OnStack {
    return this.stack(a) > this.stack(b) ? this.stack(a) : this.stack(b);
  }

  /** A number, signed; unknown where it is beyond what a value can hold. */
  constant(value: bigint): Value {
    const number = Number(BigInt.asIntN(64, value));
    return Number.isSafeInteger(number) ? plain(0, number) : this.fresh(UNKNOWN);
  }

  /** A value plus a number. */
  shifted(value: Value, by: number): Value {
    const offset = value.offset + by;
    return Number.isSafeInteger(offset) ? { ...value, offset } : this.fresh(this.stack(value));
  }

  /** Modulo 2^64, as all values are. */
  sum(a: Value, b: Value): Value {
    if (b.root === 0) return this.shifted(a, b.offset);
    if (a.root === 0) return this.shifted(b, a.offset);
    const [low, high] = a.root < b.root ? [a, b] : [b, a];
    const sum = this.number("add", { ...low, offset: 0 }, { ...high, offset: 0 }, this.stackOf(a, b));
    return this.shifted(this.shifted(sum, a.offset), b.offset);
  }

  /** A value times a power of two. */
  scaled(value: Value, scale: number): Value {
    if (scale === 0) return value;
    if (value.root === 0 && scale < 8) return this.shifted(ZERO, value.offset * 2 ** scale);
    return this.number("scale", value, plain(0, scale), UNKNOWN);
  }

  /**
   * The low bits of a value: 32 of them are a sum modulo 2^32 of the low half of its root, or less than
   * 32 a value of their own.
   */
  cut(value: Value, bits: number): Value {
    const { root, offset } = bits <= 32 ? this.#lowOf(value) : { ...value, offset: value.wrapped + value.offset };
    const modulus = 2 ** bits;
    const rest = ((offset % modulus) + modulus) % modulus;
    if (root === 0) return plain(0, rest);
    const size = plain(0, bits);
    if (bits !== 32) return this.number("cut", plain(root, rest), size, UNKNOWN, bits < 32);
    const low = this.isNarrow(root) ? plain(root)
      : this.number("cut", plain(root), size, this.stack(value), true);
    return { ...low, wrapped: rest < modulus / 2 ? rest : rest - modulus };
  }

  /** What has the same low half as a value: sums and multiples modulo 2^32 have wrapped nowhere there. */
  #lowOf({ root, wrapped, offset }: Value): Value {
    const low = this.#lows[root] ??= this.#low(root);
    return plain(low.root, (low.offset + wrapped + offset) % 2 ** 32);
  }

  #low(root: number): Value {
    const operation = this.#operations[root];
    if (operation === undefined) return plain(root);
    const { fn, b } = operation;
    const a = this.#lowOf(operation.a);
    if (fn === "cut" && b.offset === 32) return a;
    if (fn === "scale") {
      const scaled = this.scaled(plain(a.root), b.offset);
      return plain(scaled.root, (scaled.offset + a.offset * 2 ** b.offset) % 2 ** 32);
    }
    return fn === "add" ? this.sum(a, this.#lowOf(b)) : plain(root);
  }

  /** Is it always below 2^32? */
  isNarrow(root: number): boolean {
    return this.#isNarrow[root] === true;
  }
}
