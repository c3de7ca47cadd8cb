/** What becomes of the MXCSR exception flags that an instruction has raised: they stick. */
import { MXCSR } from "../machine/state.ts";
import type { Evaluation } from "./evaluation.ts";

/**
 * Adds the raised flags to MXCSR: with the effects, or alone when the instruction ends in #XM.
 * Source: SDM volume 1, 11.5.
 */
export function commitFloatFlags(e: Evaluation): void {
  if (e.raised === 0 || !e.processor.stickyFlags) return;
  e.state.setUint32(MXCSR, e.mxcsr | e.raised, true);
}
