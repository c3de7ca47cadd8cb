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

/** A local that holds how many addresses checks may begin at: in a window, `more` bytes `beyond`. */
interface Span {
  readonly window: Window;
  readonly write: boolean;
  readonly more: number;
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
    const lengths = { read: new Set([0]), write: new Set([0]) };
    for (const plan of plans.flat()) {
      for (const check of plan.accesses.values()) {
        if (!isCovered(check)) lengths[check.write ? "write" : "read"].add(beyond(check));
      }
    }
    for (const window of WINDOWS) {
      for (const more of lengths.read) this.#declare(window, false, more);
      for (const more of lengths.write) this.#declare(window, true, more);
    }
  }

  #declare(window: Window, write: boolean, more: number): void {
    const place = this.#place(window, write);
    if (place === undefined || place.span !== undefined) return;
    this.#spans.push({ window, write, more, local: this.#code.local("i64") });
  }

  /** Reads the limits that are not built in. */
  load(): void {
    const code = this.#code;
    for (const { window, write, more, local } of this.#spans) {
      code.i32(0); code.memory("i64_load", windowLimit(window, write, WIDEST_ACCESS).span);
      code.set(local);
      if (more === 0) continue;
      const bytes = BigInt(more);
      code.get(local); code.i64(bytes); code.op("i64_sub");
      code.i64(0n);
      code.get(local); code.i64(bytes); code.op("i64_gt_u");
      code.op("select");
      code.set(local);
    }
  }

  #pushSpan(window: Window, write: boolean, more: number): void {
    const span = this.#place(window, write)?.span;
    if (span !== undefined) return this.#code.i64(BigInt(Math.max(0, span - more)));
    this.#code.get(this.#spans.find((known) =>
      known.window === window && known.write === write && known.more === more)?.local ?? -1);
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
   * first of them plus a constant; `strays`: they may be in either window. Undefined, and nothing
   * written, where nothing is checked.
   */
  admit(
    check: Check, pushFrom: (more: bigint) => void, strays: boolean, local: Local, bail: Label,
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
    pushFrom(BigInt(-place.start));
    code.tee(this.#address);
    this.#pushSpan(first, write, beyond(check));
    code.op("i64_ge_u");
    code.brIf(bail);
    code.get(this.#address); code.op("i32_wrap_i64"); code.set(local);
    return { local, offset: positionOf(place) };
  }

  #admitEither(
    check: Check, [first, second]: readonly [Window, Window], pushFrom: (more: bigint) => void,
    local: Local, bail: Label,
  ): Position {
    const code = this.#code;
    pushFrom(0n);
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
