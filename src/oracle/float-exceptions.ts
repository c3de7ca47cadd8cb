/**
 * What becomes of the MXCSR exception flags that an instruction has raised: they stick, or the
 * instruction ends in #XM. Source: SDM volume 1, 11.5.
 */
import { MXCSR } from "../machine/state.ts";
import type { Evaluation } from "./evaluation.ts";

/** Invalid, denormal, divide by zero: found before anything is computed. */
const BEFORE_COMPUTATION = 0b000111;
const ALL = 0b111111;
const MASK_SHIFT = 7;

/**
 * Raises #XM when one of the flags raised is unmasked. A flag found before the computation keeps
 * those of the computation (overflow, underflow, precision) from being raised at all.
 */
export function checkFloatExceptions(e: Evaluation): void {
  const unmasked = e.raised & ~(e.mxcsr >> MASK_SHIFT) & ALL;
  if (unmasked === 0) return;
  if ((unmasked & BEFORE_COMPUTATION) !== 0) e.raised &= BEFORE_COMPUTATION;
  e.raise("XM");
}

/** Adds the raised flags to MXCSR: with the effects, or alone when the instruction ends in #XM. */
export function commitFloatFlags(e: Evaluation): void {
  if (e.raised === 0 || !e.processor.stickyFlags) return;
  e.state.setUint32(MXCSR, e.mxcsr | e.raised, true);
}
