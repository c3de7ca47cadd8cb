/**
 * The report of a session, line by line, and the exit codes that are not error numbers' own.
 * Source: ZeroVM 20130611, release build.
 */
import { ENOEXEC, EINTR } from "./errno.ts";

/** Line 1. */
export const VALIDATOR_PASSED = 0;
export const VALIDATOR_FAILED = 1;
export const VALIDATOR_NOT_DONE = 2;
export type ValidatorState = 0 | 1 | 2;

/** The report's lines in order, as help and explanations name them. */
export const REPORT_LINES = [
  "validator state", "daemon state", "user return code", "etags", "accounting", "exit state",
  "command line",
] as const;

/** Line 4 when no etag is on; the original cuts the last letter. */
export const NO_ETAGS = "disable";
/** Name of the memory digest in line 4. */
export const MEMORY_ETAG_ALIAS = "/dev/memory";

/** Line 6 when all went well. */
export const STATE_OK = "ok";
export const STATE_TIMEOUT = "session timeout";
export const STATE_DISK_QUOTA = "disk quota exceeded";
export const STATE_PROGRAM_OPEN = "program open error";
export const STATE_VALIDATION_FAILED = "validation failed";

/** Hypervisor exit codes with a meaning of their own here. */
export const EXIT_OK = 0;
/** The guest was stopped: a fault, a signal, the timeout. */
export const EXIT_SIGNAL = EINTR;
/** The module was refused: ELF checks, validation. */
export const EXIT_REFUSED = ENOEXEC;
/** Ours: a limit that the original does not have (instructions, host memory). As `timeout(1)`. */
export const EXIT_EXHAUSTED = 124;
/** Ours: an instruction without meaning here yet, or a defect. As BSD's EX_SOFTWARE. */
export const EXIT_DEFECT = 70;

/** Where report and messages go: `-t`. */
export const REPORT_STDOUT = 0;
export const REPORT_LOG = 1;
export const REPORT_LENGTH_PREFIXED = 3;

/** Signals that end a session with a report, and the numbers reported. */
export const SIGNALS = {
  SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGILL: 4, SIGTRAP: 5, SIGABRT: 6, SIGBUS: 7, SIGFPE: 8,
  SIGSEGV: 11, SIGPIPE: 13, SIGALRM: 14, SIGTERM: 15, SIGSTKFLT: 16, SIGXCPU: 24, SIGXFSZ: 25,
  SIGPWR: 30,
} as const;
