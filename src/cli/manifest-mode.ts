/** `zerovm MANIFEST [switches]`: a session as the original command line runs it. */
import { ENOENT } from "../../spec/abi/errno.ts";
import { Failure } from "../../spec/abi/failure.ts";
import {
  REPORT_LENGTH_PREFIXED, REPORT_LOG, REPORT_STDOUT, SIGNALS, VALIDATOR_NOT_DONE,
} from "../../spec/abi/report.ts";
import { Accounting } from "../channels/accounting.ts";
import { HostError } from "../channels/host.ts";
import { nodeHost, readProgram } from "../host/node.ts";
import { writeAll } from "../host/node-stream.ts";
import { Interrupter } from "../session/interrupter.ts";
import { formatReport, prefixLength } from "../session/report.ts";
import type { ReportFacts } from "../session/report.ts";
import { runSession } from "../session/session.ts";
import type { SessionResult } from "../session/session.ts";
import { byteTextBytes, toByteText } from "./byte-text.ts";
import { loadEngine } from "./engines.ts";
import { EXIT_USAGE } from "./exit-codes.ts";
import { helpText } from "./help.ts";
import { parseManifestArguments } from "./manifest-arguments.ts";
import type { ManifestArguments } from "./manifest-arguments.ts";
import { SessionTrace } from "./session-trace.ts";
import { loadValidator } from "./validators.ts";
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

/** Every signal that the original ends a session for, as far as Node can see it. */
function catchSignals(interrupter: Interrupter): void {
  for (const [name, signal] of Object.entries(SIGNALS)) {
    if (name === "SIGPIPE" || name === "SIGXFSZ" || name === "SIGALRM") continue;
    // Faults of our own process stay what they are; and not every platform has every signal.
    if (name === "SIGILL" || name === "SIGSEGV" || name === "SIGBUS" || name === "SIGFPE") continue;
    try {
      process.on(name, () => interrupter.raise({ kind: "signal", signal }));
    } catch (error) {
      if (!(error instanceof Error) || !("code" in error)) throw error;
    }
  }
  // Without a handler these would kill the process before the failing write can say so.
  process.on("SIGXFSZ", () => undefined);
}

async function printReport(facts: ReportFacts, mode: number): Promise<void> {
  switch (mode) {
    case REPORT_STDOUT: return writeAll(1, byteTextBytes(formatReport(facts)));
    case REPORT_LENGTH_PREFIXED: return writeAll(1, byteTextBytes(prefixLength(formatReport(facts))));
    case REPORT_LOG: return writeAll(2, byteTextBytes(`${formatReport(facts, "; ")}\n`));
    default: return writeAll(2, byteTextBytes(`zerovm: invalid report mode ${mode}\n`));
  }
}

async function logFailure(failure: Failure, verbosity: number): Promise<void> {
  if (verbosity < 1) return;
  const { state, detail } = failure;
  const text = detail === "" ? state : `${state}: ${toByteText(detail)}`;
  await writeAll(2, byteTextBytes(`zerovm: ${text.replaceAll("\n", " ")}\n`));
}

async function session(args: ManifestArguments, console: Console): Promise<SessionResult> {
  const manifest = readManifest(args.manifest);
  const validator = args.skipValidation ? undefined : await loadValidator();
  if (args.skipValidation && args.verbosity > 0) {
    await console.err("zerovm: validation is switched off (-s)\n");
  }
  const interrupter = new Interrupter();
  catchSignals(interrupter);
  const trace = args.trace === undefined ? undefined : new SessionTrace(args.trace);
  const result = await runSession(manifest, nodeHost(), {
    engine: await loadEngine("auto"), validator, preallocate: args.preallocate,
    stopBeforeGuest: args.stopBeforeGuest, interrupter,
    ...(trace === undefined ? {} : { observer: trace }),
  });
  trace?.close();
  for (const complaint of result.complaints) await console.err(`zerovm: ${complaint}\n`);
  return result;
}

/** Runs a session from the command line's arguments; the result is the hypervisor's exit code. */
export async function runManifest(args: readonly string[], console: Console): Promise<number> {
  let reportMode = REPORT_STDOUT;
  let verbosity = 1;
  try {
    const parsed = parseManifestArguments(args);
    if ("misuse" in parsed) {
      await console.out(`${parsed.misuse}\n${await helpText()}`);
      return EXIT_USAGE;
    }
    ({ reportMode, verbosity } = parsed);
    const { report, failure, code } = await session(parsed, console);
    if (failure !== undefined) await logFailure(failure, verbosity);
    await printReport(report, reportMode);
    return code;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    await logFailure(error, verbosity);
    await printReport(earlyReport(error), reportMode);
    return error.code;
  }
}
