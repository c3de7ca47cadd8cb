/**
 * Which signal a guest's exception is, and how the report words it.
 * Source: ZeroVM 20130611 signal handling; Linux x86-64 maps exceptions to signals.
 */
import { DISPATCH_PAGE } from "./memory-map.ts";

export const SIGILL = 4;
export const SIGTRAP = 5;
export const SIGFPE = 8;
export const SIGSEGV = 11;

/** Signal per exception; HLT and fetches outside of executable pages are SIGSEGV too. */
export const EXCEPTION_SIGNAL = {
  DE: SIGFPE, MF: SIGFPE, XM: SIGFPE,
  UD: SIGILL, NM: SIGSEGV,
  DB: SIGTRAP, BP: SIGTRAP,
  OF: SIGSEGV, BR: SIGSEGV, SS: SIGSEGV, GP: SIGSEGV, PF: SIGSEGV,
} as const;

/**
 * Where a signal from trusted code is said to halt. The original printed an address of its own
 * code, which varied from run to run; this is the page through which traps went.
 */
export const TRUSTED_HALT = DISPATCH_PAGE;

/** Line 6 after a signal; `address` is where the instruction stands, base included. */
export function signalState(signal: number, trusted: boolean, address: bigint): string {
  const where = address.toString(16).toUpperCase().padStart(12, "0");
  return `Signal ${signal} from ${trusted ? "trusted" : "untrusted"} code: Halting at 0x${where}`;
}
