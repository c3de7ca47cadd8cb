/** What becomes of the MXCSR exception flags that an instruction has raised: they stick. */
import { MXCSR } from "../machine/state.ts";
import { EXCEPTIONS, raised } from "../softfloat/index.ts";
import type { Evaluation } from "./evaluation.ts";

/** Position of the exception masks in MXCSR above the flags. */
const MASKS = 7;

/**
 * Raises #XM where a flag that the steps so far have raised is not masked. An unmasked exception of
 * the operands of any lane stops the instruction before anything is rounded, so the flags that only
 * rounding raises stay out. Source: SDM volume 1, 11.5.2 and 11.5.3.
 */
export function settleFloatFlags(e: Evaluation): void {
  if (e.raised === 0) return;
  const unmasked = ~(e.mxcsr >>> MASKS) & EXCEPTIONS;
  e.raised = raised(e.raised, unmasked);
  if ((e.raised & unmasked) !== 0) e.raise("XM");
}

/**
 * Adds the raised flags to MXCSR: with the effects, or alone when the instruction ends in #XM.
 * Source: SDM volume 1, 11.5.
 */
export function commitFloatFlags(e: Evaluation): void {
  if (e.raised === 0 || !e.processor.stickyFlags) return;
  e.state.setUint32(MXCSR, e.mxcsr | e.raised, true);
}
