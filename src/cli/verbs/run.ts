/** `zerovm run`: a program without a manifest, on the standard streams. */
import { Failure } from "../../../spec/abi/failure.ts";
import { SIGNALS, STATE_PROGRAM_OPEN } from "../../../spec/abi/report.ts";
import type { Manifest } from "../../channels/manifest.ts";
import { nodeHost } from "../../host/node.ts";
import { identify } from "../../loader/identify.ts";
import { Interrupter } from "../../session/interrupter.ts";
import { runSession } from "../../session/session.ts";
import type { SessionResult } from "../../session/session.ts";
import { LOCKSTEP_TIERS } from "../../session/tiers.ts";
import { UsageError } from "../arguments.ts";
import { byteTextBytes, toByteText } from "../byte-text.ts";
import { loadPoisonToolchain, loadToolchain } from "../engines.ts";
import { EXIT_PIPE, EXIT_USAGE, SESSION_EXIT_CODES } from "../exit-codes.ts";
import { outcomeOf, usageOutcome } from "../outcome.ts";
import type { Outcome } from "../outcome.ts";
import { Progress } from "../progress.ts";
import { runChannels } from "../run-host.ts";
import { parseRunOptions } from "../run-options.ts";
import type { RunOptions } from "../run-options.ts";
import type { Console, Verb } from "../verb.ts";

const HELP = `Usage: zerovm run PROGRAM.nexe [options] [-- ARGUMENTS]

Runs a module with this terminal (or pipe) as its standard channels.

Options
  --stdin FILE|-      the guest's standard input (default -, this command's)
  --memory BYTES      size of the guest's memory, at most 4G (default 512M; K, M, G are understood)
  --timeout SECONDS   stop the guest after that much real time
  --limit COUNT       stop the guest after exactly so many instructions (K, M, G: thousands)
  --tier NAME         what executes the guest (default $ZEROVM_TIER, or auto):
                        auto          as fast as can be: translates what is hot
                        translator    translates everything at its first visit
                        interpreter   translates nothing
                        oracle        the reference, which is slow
                        lockstep:A,B  tiers A and B side by side; stops where they differ and
                                      explains (lockstep alone: ${LOCKSTEP_TIERS.join(",")});
                                      lockstep:A,B,N compares every N instructions
  --cache DIR         keep translated code in this folder, and start from what is there
                      (default $ZEROVM_CACHE, or none); anybody may delete it at any time
  --units FILE        run from the units that "zerovm translate PROGRAM -o FILE" wrote; refused
                      where they belong to another text or translator
  --poison            name the first use of a flag or register that an instruction left undefined
                      (on stderr; runs in the oracle, which is slow)
  --skip-validation   run code that was not checked; memory stays protected all the same
  --json              last line of stdout: how it ended, as one JSON object
  --help              this text
  -- ARGUMENTS        words for the guest's main(), in the args section of /dev/nvram

JSON: outcome (exit, trap, refusal, exhaustion, interruption, usage, defect), exitCode, guestCode,
hypervisorCode, state, detail, instructions, trace, memoryBytes.

Exit codes
  the guest's own exit code & 255 when it ends by itself; otherwise
${SESSION_EXIT_CODES}  ${EXIT_PIPE}  nobody reads the output any more
`;

/** A timeout that never comes; the alarm is not even set. */
const NO_TIMEOUT = 0x7fff_ffff;

const PIPE_STATE = `Signal ${SIGNALS.SIGPIPE} `;

async function runProgram(options: RunOptions, console: Console): Promise<SessionResult> {
  const progress = console.errIsTerminal
    ? new Progress((text) => void console.err(text)) : undefined;
  const args = options.args === undefined ? undefined : [options.program, ...options.args];
  const { channels, files } = runChannels(options.stdin, args, () => progress?.erase());
  const manifest: Manifest = {
    program: toByteText(options.program), memoryBytes: options.memoryBytes, memoryEtag: false,
    timeout: options.timeout ?? NO_TIMEOUT, channels, nameServer: undefined, node: 0,
    job: undefined,
  };
  const { instructionLimit } = options;
  const { engine, validator } = options.poison
    ? await loadPoisonToolchain((text) => void console.err(`zerovm: ${text}\n`))
    : await loadToolchain(options.tier, options, (text) => void console.err(`zerovm: ${text}\n`));
  const result = await runSession(manifest, nodeHost(files), {
    engine, identify, validator: options.skipValidation ? undefined : validator,
    interrupter: new Interrupter(),
    ...(instructionLimit === undefined ? {} : { instructionLimit }),
    ...(progress === undefined ? {} : { observer: progress }),
  });
  progress?.erase();
  engine.flush?.();
  return result;
}

/** Tiers that differ are shown side by side. */
async function explainDefect(failure: Failure, console: Console): Promise<void> {
  const { Divergence } = await import("../../lockstep/divergence.ts");
  if (!(failure instanceof Divergence)) return;
  const { explainDifference } = await import("../../lockstep/explain.ts");
  await console.err(explainDifference(failure.difference));
}

/** One line about a failure; a fault also shows the guest as it stopped. */
async function explainFailure(program: string, result: SessionResult, console: Console)
  : Promise<void> {
  const { failure, machine } = result;
  if (failure === undefined) {
    for (const complaint of result.complaints) await console.err(`zerovm: ${complaint}\n`);
    return;
  }
  const state = failure.state === STATE_PROGRAM_OPEN ? `${failure.state}: ${program}`
    : failure.state;
  const text = failure.detail === "" ? state : `${state}: ${toByteText(failure.detail)}`;
  await console.err(byteTextBytes(`zerovm: ${text.replaceAll("\n", " ")}\n`));
  if (failure.kind === "defect") await explainDefect(failure, console);
  if (failure.kind !== "trapped" || machine === undefined) return;
  const { faultText } = await import("../fault-text.ts");
  await console.err(faultText(machine));
}

async function printJson(outcome: Outcome, console: Console): Promise<void> {
  await console.out(`${JSON.stringify(outcome)}\n`);
}

async function run(args: readonly string[], console: Console): Promise<number> {
  let options: RunOptions;
  try {
    options = parseRunOptions(args, console.env);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    await console.err(`zerovm run: ${error.message} (see zerovm run --help)\n`);
    if (args.includes("--json")) await printJson(usageOutcome(error.message), console);
    return EXIT_USAGE;
  }
  let result: SessionResult;
  try {
    result = await runProgram(options, console);
  } catch (error) {
    // A file of units that cannot be read, before there is any session.
    if (!(error instanceof Failure)) throw error;
    await console.err(`zerovm: ${error.message}\n`);
    return error.code;
  }
  const outcome = outcomeOf(result);
  // A reader that has gone away ends a program silently, as everywhere in a shell.
  if (outcome.state.startsWith(PIPE_STATE)) return EXIT_PIPE;
  await explainFailure(options.program, result, console);
  if (options.json) await printJson(outcome, console);
  return outcome.exitCode;
}

export const RUN_VERB: Verb = {
  name: "run",
  summary: "run a program on the standard streams, without a manifest",
  help: HELP,
  run,
};
