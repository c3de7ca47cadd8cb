/**
 * What the end of a run that is neither a trap nor the budget means for the session.
 */
import { Failure } from "../../spec/abi/failure.ts";
import { EXCEPTION_SIGNAL, SIGILL, SIGSEGV, SIGTRAP, signalState } from "../../spec/abi/faults.ts";
import { EXIT_DEFECT, EXIT_EXHAUSTED, EXIT_SIGNAL } from "../../spec/abi/report.ts";
import type { Exit } from "../machine/exit.ts";

/** Exits that end a session. */
export type FinalExit = Exclude<Exit, { readonly kind: "budget" | "trap" }>;

function hex(address: bigint): string {
  return `0x${address.toString(16)}`;
}

function trapped(signal: number, pc: bigint, detail: string): Failure {
  return new Failure("trapped", EXIT_SIGNAL, signalState(signal, false, pc), detail);
}

/** What a page fault was about: bit 1 of its code is a write, bit 4 a fetch. */
function pageFault(errorCode: number, address: bigint): string {
  const deed = (errorCode & 16) !== 0 ? "executed" : (errorCode & 2) !== 0 ? "wrote" : "read";
  const why = (errorCode & 1) !== 0 ? "which it may not" : "where nothing is mapped";
  return `the guest ${deed} at ${hex(address)}, ${why}`;
}

/** The failure of a session whose guest stopped at `pc` like this. */
export function faultFailure(exit: FinalExit, pc: bigint): Failure {
  switch (exit.kind) {
    case "fault": {
      const detail = exit.vector === "PF" ? pageFault(exit.errorCode, exit.address)
        : `exception #${exit.vector}`;
      return trapped(EXCEPTION_SIGNAL[exit.vector], pc, detail);
    }
    case "halt":
      return trapped(SIGSEGV, pc, "the guest executed HLT");
    case "syscall":
      return trapped(SIGILL, pc, "the guest executed SYSCALL");
    case "breakpoint":
      return trapped(SIGTRAP, pc, "the guest met a breakpoint");
    case "exhausted":
      return new Failure("exhausted", EXIT_EXHAUSTED, "host memory exhausted",
        "the host cannot back more guest memory: give the guest less to touch");
    case "unsupported":
      return new Failure("defect", EXIT_DEFECT,
        `unsupported instruction ${exit.id} at ${hex(pc)}`,
        "no engine of this release executes it; please report the module");
  }
}
