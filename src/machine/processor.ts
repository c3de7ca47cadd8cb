/**
 * The guest processor as the tiers share it while they run: its state block, its memory, and where
 * in the 64-bit address space the guest lives (the parts of `MachineImage` that execution needs).
 */
import type { MachineImage } from "./engine.ts";
import type { GuestMemory } from "./memory.ts";

/** Bytes from one trampoline slot to the next. */
export const TRAP_SLOT_BYTES = 32;

export interface Processor extends Pick<MachineImage, "base" | "trapSlots"> {
  /** The state block (`state.ts`). Another view replaces it when linear memory has grown. */
  readonly state: DataView;
  readonly memory: GuestMemory;
  /** Whether MXCSR's exception flags are kept; where nothing can observe them they stay 0. */
  readonly stickyFlags: boolean;
}
