/**
 * What memory a unit may touch by itself, read once at its entry: nothing can change it while units
 * run, because whatever grows or protects memory happens outside, and leaving throws all running
 * units away.
 *
 * Addresses are relative to the base, as full 64-bit integers. One comparison against the limits of
 * the widest access serves every size: the last bytes of a window are left to the interpreter.
 */
import { WINDOW_ROTATION, windowLimit } from "../machine/linear-layout.ts";
import type { Code, Label, Local } from "../wasm/code.ts";

const WIDEST_ACCESS = 16;

interface Limits {
  readonly start: Local;
  readonly span: Local;
}

export class WindowLocals {
  readonly #code: Code;
  readonly #address: Local;
  readonly #low: { readonly read: Limits; readonly write: Limits };
  readonly #high: { readonly read: Limits; readonly write: Limits };

  constructor(code: Code) {
    this.#code = code;
    this.#address = code.local("i64");
    const limits = (): Limits => ({ start: code.local("i64"), span: code.local("i64") });
    this.#low = { read: limits(), write: limits() };
    this.#high = { read: limits(), write: limits() };
  }

  /** Reads the limits; `base` is subtracted from the starts. */
  load(base: bigint): void {
    const code = this.#code;
    for (const window of ["low", "high"] as const) {
      for (const write of [false, true]) {
        const slots = windowLimit(window, write, WIDEST_ACCESS);
        const { start, span } = this.#limits(window, write);
        code.i32(0); code.memory("i64_load", slots.start);
        code.i64(base); code.op("i64_sub"); code.set(start);
        code.i32(0); code.memory("i64_load", slots.span); code.set(span);
      }
    }
  }

  #limits(window: "low" | "high", write: boolean): Limits {
    const limits = window === "low" ? this.#low : this.#high;
    return write ? limits.write : limits.read;
  }

  #pushOutside(window: "low" | "high", write: boolean): void {
    const code = this.#code;
    const { start, span } = this.#limits(window, write);
    code.get(this.#address); code.get(start); code.op("i64_sub");
    code.get(span); code.op("i64_ge_u");
  }

  /** Checks the address on the stack; `position` becomes its place behind WINDOW_ORIGIN. */
  admit(write: boolean, stackFirst: boolean, position: Local, bail: Label): void {
    const code = this.#code;
    code.set(this.#address);
    this.#pushOutside(stackFirst ? "high" : "low", write);
    code.if();
    this.#pushOutside(stackFirst ? "low" : "high", write);
    code.brIf(bail);
    code.end();
    code.get(this.#address); code.op("i32_wrap_i64");
    code.i32(WINDOW_ROTATION); code.op("i32_add");
    code.set(position);
  }
}
