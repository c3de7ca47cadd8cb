/** `zerovm MANIFEST [switches]`: a session as the original command line runs it. */
import { appendFileSync } from "node:fs";
import { ENOENT } from "../../spec/abi/errno.ts";
import { Failure } from "../../spec/abi/failure.ts";
import {
  REPORT_LENGTH_PREFIXED, REPORT_LOG, REPORT_STDOUT, VALIDATOR_NOT_DONE,
} from "../../spec/abi/report.ts";
import { Accounting } from "../channels/accounting.ts";
import { HostError } from "../channels/host.ts";
import { nodeHost, readProgram } from "../host/node.ts";
import { attempt } from "../host/node-error.ts";
import { identify } from "../loader/identify.ts";
import { Interrupter } from "../session/interrupter.ts";
import { formatReport, prefixLength } from "../session/report.ts";
import type { ReportFacts } from "../session/report.ts";
import { runSession } from "../session/session.ts";
import type { SessionResult } from "../session/session.ts";
import type { Toolchain } from "../session/core-toolchain.ts";
import { byteTextBytes, toByteText } from "./byte-text.ts";
import { EXIT_USAGE } from "./exit-codes.ts";
import { helpText } from "./help.ts";
import { parseManifestArguments } from "./manifest-arguments.ts";
import type { ManifestArguments } from "./manifest-arguments.ts";
import { SessionTrace } from "./session-trace.ts";
import type { Console } from "./verb.ts";

/** The report of a run that ended before there was a session. */
function earlyReport(failure: Failure): ReportFacts {
  return {
    validator: VALIDATOR_NOT_DONE, userCode: 0, channelEtags: [], memoryEtag: undefined,
    cpuSeconds: { system: 0, user: 0 }, accounting: new Accounting().toString(),
    state: failure.state,
  };
}

function readManifest(path: string): Uint8Array {
  try {
    return readProgram(toByteText(path));
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    throw new Failure("malformed", ENOENT, "manifest open error", error.message);
  }
}

async function printReport(facts: ReportFacts, mode: number, console: Console): Promise<void> {
  const report = formatReport(facts);
  switch (mode) {
    case REPORT_STDOUT: return console.out(byteTextBytes(report));
    case REPORT_LENGTH_PREFIXED: return console.out(byteTextBytes(prefixLength(report)));
    case REPORT_LOG: return console.err(byteTextBytes(`${formatReport(facts, "; ")}\n`));
    default: return console.err(`zerovm: invalid report mode ${mode}\n`);
  }
}

async function logFailure(failure: Failure, verbosity: number, console: Console): Promise<void> {
  if (verbosity < 1) return;
  const { state, detail } = failure;
  const text = detail === "" ? state : `${state}: ${toByteText(detail)}`;
  await console.err(byteTextBytes(`zerovm: ${text.replaceAll("\n", " ")}\n`));
}

/** What a run takes from around it, so that tests can lend an engine and keep their signals. */
export interface ManifestEnvironment {
  toolchain(): Promise<Toolchain>;
  /** Hands out the means to stop the session, before it begins. */
  started(interrupter: Interrupter): void;
}

/** From this verbosity on the log has every step and every call. */
const VERBOSE = 2;

function traceOf({ trace, verbosity }: ManifestArguments, console: Console)
  : SessionTrace | undefined {
  if (trace === undefined && verbosity < VERBOSE) return undefined;
  try {
    if (trace !== undefined) attempt(() => appendFileSync(trace, ""));
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    throw new Failure("refused", error.errno, `cannot open ${trace}`, error.message);
  }
  return new SessionTrace((text) => {
    if (trace !== undefined) appendFileSync(trace, text);
    if (verbosity >= VERBOSE) void console.err(text);
  });
}

async function session(
  args: ManifestArguments, environment: ManifestEnvironment, console: Console,
): Promise<SessionResult> {
  const manifest = readManifest(args.manifest);
  const { engine, validator } = await environment.toolchain();
  if (args.skipValidation && args.verbosity > 0) {
    await console.err("zerovm: validation is switched off (-s)\n");
  }
  const interrupter = new Interrupter();
  environment.started(interrupter);
  const trace = traceOf(args, console);
  const result = await runSession(manifest, nodeHost(), {
    engine, identify, validator: args.skipValidation ? undefined : validator,
    preallocate: args.preallocate, stopBeforeGuest: args.stopBeforeGuest, interrupter,
    ...(trace === undefined ? {} : { observer: trace }),
  });
  engine.flush?.();
  trace?.close();
  for (const complaint of result.complaints) await console.err(`zerovm: ${complaint}\n`);
  return result;
}

/** Runs a session from the command line's arguments; the result is the hypervisor's exit code. */
export async function runManifest(
  args: readonly string[], environment: ManifestEnvironment, console: Console,
): Promise<number> {
  let reportMode = REPORT_STDOUT;
  let verbosity = 1;
  try {
    const parsed = parseManifestArguments(args);
    if ("misuse" in parsed) {
      await console.out(`${parsed.misuse}\n${await helpText()}`);
      return EXIT_USAGE;
    }
    ({ reportMode, verbosity } = parsed);
    const { report, failure, code } = await session(parsed, environment, console);
    if (failure !== undefined) await logFailure(failure, verbosity, console);
    await printReport(report, reportMode, console);
    return code;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    await logFailure(error, verbosity, console);
    await printReport(earlyReport(error), reportMode, console);
    return error.code;
  }
}
