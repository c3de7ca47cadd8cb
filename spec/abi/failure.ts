/**
 * Why a session did not end by the guest's own exit. The kind says who is to blame, the code is
 * the hypervisor's exit code, the state is the report's line 6, in the original's words.
 */

export type FailureKind =
  /** The manifest or a command line is wrong. */
  | "malformed"
  /** The module, a channel or the memory cannot be what the manifest wants. */
  | "refused"
  /** The guest did what it may not do. */
  | "trapped"
  /** A limit: wall-clock time, instructions, disk, host memory. */
  | "exhausted"
  /** A signal from outside. */
  | "interrupted"
  /** Ours: an instruction that has no meaning yet, or a bug. */
  | "defect";

export class Failure extends Error {
  override readonly name = "Failure";
  readonly kind: FailureKind;
  /** Exit code of the hypervisor. */
  readonly code: number;
  /** Line 6 of the report. */
  readonly state: string;
  /** What the state does not say: where, which rule, what to try. */
  readonly detail: string;

  constructor(kind: FailureKind, code: number, state: string, detail = "") {
    super(detail === "" ? state : `${state}: ${detail}`);
    this.kind = kind;
    this.code = code;
    this.state = state;
    this.detail = detail;
  }
}
