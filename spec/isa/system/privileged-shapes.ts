/** Instructions that user mode may not use, whatever their operands: those are not even read. */
import type { Builder } from "../../ir/builder.ts";

/** #GP in user mode. */
export function privileged(m: Builder): void {
  m.fault("GP");
}

/** #UD outside of the mode that the instruction belongs to, which user mode never is. */
export function undefinedInUserMode(m: Builder): void {
  m.fault("UD");
}
