/** Extensions that AMD introduced and withdrew: FMA4, XOP, TBM, LWP. */
import type { Meaning } from "./form.ts";

/** No CPU since AMD's Zen has them, and ours has not: an undefined opcode. */
export const withdrawn: Meaning = (m) => m.fault("UD");
