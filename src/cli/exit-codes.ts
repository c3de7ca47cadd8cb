/** What the exit codes of sessions mean, for every `--help`. */
import { EXIT_DEFECT, EXIT_EXHAUSTED, EXIT_SIGNAL, EXIT_REFUSED } from "../../spec/abi/report.ts";

/** Usage errors exit as the original's do (EINVAL). */
export const EXIT_USAGE = 22;

/** Output goes to a pipe that nobody reads: what a shell shows for SIGPIPE. */
export const EXIT_PIPE = 141;

export const SESSION_EXIT_CODES = `\
    2  the manifest, the program or a channel's file cannot be opened
    ${EXIT_SIGNAL}  the guest was stopped: a fault, a signal, the timeout
    5  a file is empty or cannot be read, or a channel or the output failed
    ${EXIT_REFUSED}  the module was refused: not a module, or not safe to run
    9  a channel's file cannot be created or preallocated
   12  the memory is too small for the module, or no legal size
   14  something in the manifest is wrong
   22  wrong usage, or a call to a trampoline slot that is no trap
   ${EXIT_DEFECT}  our fault: an instruction that is not supported, tiers that differ, an internal error
   93  a channel's source is of a kind that cannot be used
  ${EXIT_EXHAUSTED}  an instruction limit or the host's memory is used up
`;
