/** The help of the command as a whole. Each verb brings its own. */
import { REPORT_LINES } from "../../spec/abi/report.ts";
import { TIER_NAMES } from "../session/tiers.ts";
import { SESSION_EXIT_CODES } from "./exit-codes.ts";
import { VERB_NAMES, loadVerb } from "./verbs.ts";

const SWITCHES = `\
  -s          do not validate the program (report line 1 is 2)
  -t <mode>   report to 0 stdout, 1 the log (stderr), 3 stdout with its length in front
  -v <level>  log on stderr: 0 nothing, 1 failures (default), 2 steps and calls
  -F          stop right before the program's first instruction
  -P          do not extend channel files to their limits beforehand
  -Q          accepted for compatibility, does nothing
  -T <path>   append a trace of steps and calls to this absolute path
  -M <path>   the manifest, in case its name looks like something else
`;

/** The whole text of `zerovm --help`. */
export async function helpText(): Promise<string> {
  const verbs = await Promise.all(VERB_NAMES.map(loadVerb));
  const list = verbs.flatMap((verb) => verb === undefined ? []
    : [`  ${verb.name.padEnd(10)}  ${verb.summary}`]);
  return `\
ZeroVM: runs sandboxed x86-64 programs, bit for bit, in JavaScript

Usage: zerovm <manifest> [-stvFPQTM]   run a session, print its report
       zerovm <verb> ...               "zerovm <verb> --help" tells more
       zerovm --help | --version

Verbs:
${list.join("\n")}

Switches of a session:
${SWITCHES}
Environment:
  ZEROVM_TIER    what executes guests: ${TIER_NAMES} (default auto;
                 "zerovm run --help" tells what they are)
  ZEROVM_CACHE   a folder that keeps translated code between runs
  NO_COLOR       set to anything: no colours and no progress line
  ZEROVM_DEBUG   set to anything: internal errors show where they happened

The report has ${REPORT_LINES.length} lines: ${REPORT_LINES.join(", ")}.

Exit codes:
    0  the session ran; the program's own exit code is in report line 3
${SESSION_EXIT_CODES}`;
}
