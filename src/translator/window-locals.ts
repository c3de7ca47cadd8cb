/**
 * Access checks of a unit. Where windows begin is built in, and so is where the high one ends; the
 * end of the low window is read once at the unit's entry: nothing can change it while units run,
 * because whatever grows or protects memory happens outside, and leaving throws all running units
 * away.
 *
 * Addresses are relative to the base, as full 64-bit integers, so one comparison tells everything
 * about an address and a window. A check looks at one window, the likely one, as a rule: an access
 * that strays into the other leaves the unit, and where that happens often the unit is made again.
 */
import type { Position } from "../lowering/memory.ts";
import {
  HIGH_WINDOW_START, LOW_WINDOW_POSITION, WIDEST_ACCESS, WINDOW_ORIGIN, WINDOW_ROTATION, windowLimit,
} from "../machine/linear-layout.ts";
import type { WindowLayout, WindowPlace } from "../machine/window-layout.ts";
import type { Code, Label, Local } from "../wasm/code.ts";
import { type AccessPlan, type Check, isCovered } from "./addresses.ts";

type Window = "low" | "high";

const WINDOWS: readonly Window[] = ["low", "high"];

/** How far the last checked byte is beyond those of the widest single access. */
function beyond({ from, to }: Check): number {
  return Math.max(0, to - from - WIDEST_ACCESS);
}

/** Where a window begins in linear memory. */
function positionOf({ start }: WindowPlace): number {
  return start < HIGH_WINDOW_START ? LOW_WINDOW_POSITION + start : WINDOW_ORIGIN + start - HIGH_WINDOW_START;
}

/** Sums of a number below 2^32 and one below this wrap to where no window is. */
const SMALL = 0x1_0000;

/**
 * May a check of a window be made in 32 bits? What it looks at is a number below 2^32 and `added`, so
 * small that a sum which wraps lies outside of the window: below it, or above the lower one.
 */
function isNarrow({ added, from, first }: Check, window: Window, { start }: WindowPlace): boolean {
  if (added === undefined || start < SMALL) return false;
  const sum = added + from - first;
  return sum < SMALL && (sum >= 0 || (window === "low" && sum > -SMALL));
}

/** A local that holds how many addresses checks may begin at: in a window, `more` bytes `beyond`. */
interface Span {
  readonly window: Window;
  readonly write: boolean;
  readonly more: number;
  readonly type: "i32" | "i64";
  readonly local: Local;
}

export class WindowLocals {
  readonly #code: Code;
  readonly #layout: WindowLayout;
  readonly #checks: boolean;
  readonly #address: Local;
  /** Addresses that a check of some length admits. */
  readonly #spans: Span[] = [];

  /** `plans`: all checks that will be made; undefined: none. */
  constructor(
    code: Code, layout: WindowLayout, plans: readonly (readonly AccessPlan[])[] | undefined,
  ) {
    this.#checks = plans !== undefined;
    this.#code = code;
    this.#layout = layout;
    this.#address = code.local("i64");
    if (plans === undefined) return;
    const checks: Check[] = [];
    for (const block of plans) {
      for (const { accesses } of block) {
        for (const check of accesses.values()) if (!isCovered(check)) checks.push(check);
      }
    }
    for (const window of WINDOWS) {
      this.#declare(window, false, 0, "i64");
      this.#declare(window, true, 0, "i64");
      for (const check of checks) {
        this.#declare(window, check.write, beyond(check), this.#typeOf(check, window));
      }
    }
  }

  /** In how many bits a check compares, as a rule. */
  #typeOf(check: Check, window: Window): Span["type"] {
    const place = this.#place(window, check.write);
    return place !== undefined && check.isSure && isNarrow(check, window, place) ? "i32" : "i64";
  }

  #declare(window: Window, write: boolean, more: number, type: Span["type"]): void {
    const place = this.#place(window, write);
    if (place === undefined || place.span !== undefined || this.#span(window, write, more, type)) return;
    this.#spans.push({ window, write, more, type, local: this.#code.local(type) });
  }

  #span(window: Window, write: boolean, more: number, type: Span["type"]): Span | undefined {
    return this.#spans.find((known) => known.window === window && known.write === write
      && known.more === more && known.type === type);
  }

  /** Reads the limits that are not built in. */
  load(): void {
    const code = this.#code;
    for (const { window, write, more, type, local } of this.#spans) {
      const number = (value: number): void => type === "i32" ? code.i32(value) : code.i64(BigInt(value));
      code.i32(0); code.memory(`${type}_load`, windowLimit(window, write, WIDEST_ACCESS).span);
      code.set(local);
      if (more === 0) continue;
      code.get(local); number(more); code.op(`${type}_sub`);
      number(0);
      code.get(local); number(more); code.op(`${type}_gt_u`);
      code.op("select");
      code.set(local);
    }
  }

  #pushSpan(window: Window, write: boolean, more: number, type: Span["type"] = "i64"): void {
    const code = this.#code;
    const span = this.#place(window, write)?.span;
    if (span !== undefined) {
      const most = Math.max(0, span - more);
      return type === "i32" ? code.i32(most | 0) : code.i64(BigInt(most));
    }
    const exact = this.#span(window, write, more, type);
    // What strays is checked in 64 bits although it seemed to be sure.
    code.get((exact ?? this.#span(window, write, more, "i32"))?.local ?? -1);
    if (exact === undefined) code.op("i64_extend_i32_u");
  }

  /** Pushes whether the bytes of a check reach outside of a window. */
  #pushOutside(window: Window, check: Check): void {
    const code = this.#code;
    const { write } = check;
    const place = this.#place(window, write);
    if (place === undefined) return code.i32(1);
    code.get(this.#address);
    code.i64(BigInt(-place.start)); code.op("i64_add");
    this.#pushSpan(window, write, beyond(check));
    code.op("i64_ge_u");
  }

  /**
   * Makes a check and sets an i32 local to where its bytes are. `pushFrom` pushes the address of the
   * first of them plus a constant, `pushLow` its low half; `strays`: they may be in either window. Undefined, and nothing
   * written, where nothing is checked.
   */
  admit(
    check: Check, pushFrom: (more: number) => void, pushLow: (more: number) => void, strays: boolean,
    local: Local, bail: Label,
  ): Position | undefined {
    if (!this.#checks) return undefined;
    const likely: readonly [Window, Window] = check.stack ? ["high", "low"] : ["low", "high"];
    const { write } = check;
    const [first, second] = likely.filter((window) => this.#place(window, write));
    const place = first && this.#place(first, write);
    if (!first || !place || (second && (strays || !check.isSure))) {
      return this.#admitEither(check, likely, pushFrom, local, bail);
    }
    const code = this.#code;
    if (isNarrow(check, first, place)) {
      pushLow(-place.start); code.tee(local);
      this.#pushSpan(first, write, beyond(check), "i32");
      code.op("i32_ge_u");
      code.brIf(bail);
      return { local, offset: positionOf(place) };
    }
    pushFrom(-place.start);
    code.tee(this.#address);
    this.#pushSpan(first, write, beyond(check));
    code.op("i64_ge_u");
    code.brIf(bail);
    code.get(this.#address); code.op("i32_wrap_i64"); code.set(local);
    return { local, offset: positionOf(place) };
  }

  #admitEither(
    check: Check, [first, second]: readonly [Window, Window], pushFrom: (more: number) => void,
    local: Local, bail: Label,
  ): Position {
    const code = this.#code;
    pushFrom(0);
    code.set(this.#address);
    this.#pushOutside(first, check);
    code.if();
    this.#pushOutside(second, check);
    code.brIf(bail);
    code.end();
    code.get(this.#address); code.op("i32_wrap_i64");
    code.i32(WINDOW_ROTATION); code.op("i32_add");
    code.set(local);
    return { local, offset: WINDOW_ORIGIN };
  }

  #place(window: Window, write: boolean): WindowPlace | undefined {
    return this.#layout[window][write ? "write" : "read"];
  }

  /**
   * Leaves to `slow` unless a run of bytes (1 or more, in an i64 local) lies in one window.
   * `address` pushes where it begins.
   */
  admitRange(address: () => void, bytes: Local, write: boolean, position: Local, slow: Label): void {
    const code = this.#code;
    address(); code.set(this.#address);
    if (this.#checks) {
      this.#pushHolds("low", bytes, write);
      this.#pushHolds("high", bytes, write);
      code.op("i32_or"); code.op("i32_eqz");
      code.brIf(slow);
    }
    code.get(this.#address); code.op("i32_wrap_i64");
    code.i32(WINDOW_ROTATION); code.op("i32_add");
    code.set(position);
  }

  /** Pushes whether a window holds the run of bytes at the address. */
  #pushHolds(window: Window, bytes: Local, write: boolean): void {
    const code = this.#code;
    const place = this.#place(window, write);
    if (place === undefined) return code.i32(0);
    const start = (): void => {
      code.get(this.#address); code.i64(BigInt(-place.start)); code.op("i64_add");
    };
    const size = (): void => {
      this.#pushSpan(window, write, 0);
      code.i64(BigInt(WIDEST_ACCESS - 1)); code.op("i64_add");
    };
    // A window too short for the widest access may as well be empty.
    this.#pushSpan(window, write, 0); code.i64(0n); code.op("i64_ne");
    start(); size(); code.op("i64_lt_u"); code.op("i32_and");
    // The run is shorter than 2^36 bytes, so the sum does not wrap where the start lies inside.
    start(); code.get(bytes); code.op("i64_add"); size(); code.op("i64_le_u");
    code.op("i32_and");
  }
}
