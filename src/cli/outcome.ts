/** A session's end in the terms of `zerovm run`: what kind, which exit code, as JSON. */
import { EIO } from "../../spec/abi/errno.ts";
import type { FailureKind } from "../../spec/abi/failure.ts";
import type { SessionResult } from "../session/session.ts";
import { EXIT_USAGE } from "./exit-codes.ts";

/** "exit" is the guest's own; the others are kinds of failure, "usage" comes before any session. */
export type OutcomeKind =
  "exit" | "trap" | "refusal" | "exhaustion" | "interruption" | "defect" | "usage";

const KINDS: Readonly<Record<FailureKind, OutcomeKind>> = {
  malformed: "usage", refused: "refusal", trapped: "trap", exhausted: "exhaustion",
  interrupted: "interruption", defect: "defect",
};

export interface Outcome {
  readonly outcome: OutcomeKind;
  /** Exit code of the process. */
  readonly exitCode: number;
  /** Guest's exit code, signed; null when it made no exit call. */
  readonly guestCode: number | null;
  /** Exit code of the hypervisor, as a manifest run would have it. */
  readonly hypervisorCode: number;
  /** Line 6 of the report, and what it does not say. */
  readonly state: string;
  readonly detail: string;
  /** Executed instructions and their level-1 trace hash. */
  readonly instructions: number;
  readonly trace: string;
  /** Guest memory that was touched. */
  readonly memoryBytes: number;
}

/** A guest's exit code as a shell sees it; success means that its output arrived, too. */
function shellCode({ report, complaints }: SessionResult): number {
  const code = report.userCode & 0xff;
  return code === 0 && complaints.length > 0 ? EIO : code;
}

export function outcomeOf(result: SessionResult): Outcome {
  const { failure, exited, report, code } = result;
  return {
    outcome: failure === undefined ? "exit" : KINDS[failure.kind],
    exitCode: failure === undefined ? shellCode(result) : code,
    guestCode: exited ? report.userCode : null,
    hypervisorCode: code,
    state: report.state,
    detail: failure?.detail ?? result.complaints.join("; "),
    instructions: Number(result.retired),
    trace: result.trace.toString(16).padStart(16, "0"),
    memoryBytes: result.machine?.residentBytes ?? 0,
  };
}

/** The outcome of a command line that never became a session. */
export function usageOutcome(message: string): Outcome {
  return {
    outcome: "usage", exitCode: EXIT_USAGE, guestCode: null, hypervisorCode: EXIT_USAGE,
    state: "usage", detail: message, instructions: 0, trace: "0".repeat(16), memoryBytes: 0,
  };
}
