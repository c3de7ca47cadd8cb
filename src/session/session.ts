/**
 * One session: parse, load, validate, mount, run, report. The steps stand in the original's order,
 * because each has visible effects (files are created and cut before memory is checked).
 */
import { EIO, EISDIR, ENOENT, ENOEXEC, errnoText } from "../../spec/abi/errno.ts";
import { Failure } from "../../spec/abi/failure.ts";
import { TEXT_START } from "../../spec/abi/memory-map.ts";
import {
  EXIT_EXHAUSTED, EXIT_OK, STATE_OK, STATE_PROGRAM_OPEN, STATE_VALIDATION_FAILED,
  VALIDATOR_FAILED, VALIDATOR_NOT_DONE, VALIDATOR_PASSED,
} from "../../spec/abi/report.ts";
import type { ValidatorState } from "../../spec/abi/report.ts";
import { Accounting } from "../channels/accounting.ts";
import { HostError } from "../channels/host.ts";
import type { ChannelHost, DigestFactory } from "../channels/host.ts";
import { malformed, parseManifest } from "../channels/manifest.ts";
import type { Manifest } from "../channels/manifest.ts";
import { ChannelSet } from "../channels/mount.ts";
import type { Engine, Machine, MachineImage } from "../machine/engine.ts";
import { RETIRED, TRACE } from "../machine/state.ts";
import type { TrapCall, TrapContext } from "../syscalls/traps.ts";
import { runGuest, setEntryState } from "./guest.ts";
import type { Interrupter } from "./interrupter.ts";
import { layOutMemory, machineImage } from "./memory-layout.ts";
import type { MemoryLayout } from "./memory-layout.ts";
import { Program } from "./program-cache.ts";
import type { CodeValidator, ProgramCache } from "./program-cache.ts";
import type { ReportFacts } from "./report.ts";
import type { Clock } from "./slices.ts";

/** The world of a session. */
export interface SessionHost extends ChannelHost {
  /** The whole file; throws a `HostError`. What has no size (a device) is empty. */
  readProgram(path: string): Uint8Array;
  readonly digests: DigestFactory;
  readonly clock: Clock;
  /** CPU time spent so far, for the report. */
  cpuSeconds(): { readonly system: number; readonly user: number };
}

/** The steps of a session, as observers hear of them; each is called when it begins. */
export type Phase =
  "manifest" | "loading" | "validation" | "channels" | "memory" | "guest" | "closing" | "report";

/** Watches a session; nothing in it depends on the observer. */
export interface SessionObserver {
  phase?(phase: Phase): void;
  call?(call: TrapCall, result: number): void;
  /** Between slices. */
  progress?(retired: bigint): void;
}

export interface SessionOptions {
  readonly engine: Engine;
  /** Without a validator nothing is checked, jailed code included: `-s`. */
  readonly validator: CodeValidator | undefined;
  /** Programs that this validator has judged before; else each is loaded and judged anew. */
  readonly programs?: ProgramCache;
  /** Extend written files to their limits at mount; `-P` turns it off. Default true. */
  readonly preallocate?: boolean;
  /** Stop right before the guest's first instruction: `-F`. */
  readonly stopBeforeGuest?: boolean;
  readonly instructionLimit?: bigint;
  /** Says what a file is that is refused as a module; see `identify` of the loader. */
  readonly identify?: (file: Uint8Array) => string;
  readonly interrupter?: Interrupter;
  readonly observer?: SessionObserver;
}

export interface SessionResult {
  /** Exit code of the hypervisor: 0, or that of the failure. */
  readonly code: number;
  readonly failure: Failure | undefined;
  /** True when the guest made its exit call. */
  readonly exited: boolean;
  readonly report: ReportFacts;
  /** Instructions executed, and their level-1 trace hash. */
  readonly retired: bigint;
  readonly trace: bigint;
  /** The guest as it stopped; undefined when it never was. */
  readonly machine: Machine | undefined;
  /** What went wrong while closing, if anything. */
  readonly complaints: readonly string[];
}

/** What a session has come to, step by step; the report tells how far. */
interface Progress {
  validator: ValidatorState;
  userCode: number;
  exited: boolean;
  channels: ChannelSet | undefined;
  memoryEtag: boolean;
  layout: MemoryLayout | undefined;
  machine: Machine | undefined;
}

function readManifest(file: Uint8Array): Manifest {
  if (file.length === 0) {
    throw new Failure("malformed", EIO, "manifest read error", "the manifest is empty");
  }
  return parseManifest(file);
}

function readProgram(path: string, host: SessionHost): Uint8Array {
  try {
    return host.readProgram(path);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    if (error.errno === EISDIR) {
      throw new Failure("refused", ENOENT, `Cannot open '${path}'. ${errnoText(EISDIR)}`,
        "name a module file");
    }
    throw new Failure("refused", ENOENT, STATE_PROGRAM_OPEN, error.message);
  }
}

/** Loads a module; a refusal also says what the file seems to be. */
function load(file: Uint8Array, { programs, identify }: SessionOptions): Program {
  try {
    return programs?.load(file) ?? new Program(file);
  } catch (error) {
    if (!(error instanceof Failure) || identify === undefined) throw error;
    const { kind, code, state, detail } = error;
    throw new Failure(kind, code, state, `the program is ${identify(file)} (${detail})`);
  }
}

/** Validates the text; returns whether the guest can see the sticky flags of MXCSR. */
function validate(program: Program, validator: CodeValidator | undefined, progress: Progress)
  : boolean {
  if (validator === undefined) return true;
  const { isSafe, touchesMxcsr } = program.verdict(validator);
  progress.validator = isSafe ? VALIDATOR_PASSED : VALIDATOR_FAILED;
  if (isSafe) return touchesMxcsr;
  throw new Failure("refused", ENOEXEC, STATE_VALIDATION_FAILED,
    validator.complaint(program.module.text, TEXT_START));
}

/** Counts alarms for the wall-clock limit; the result cancels it. */
function startTimeout(seconds: number, clock: Clock, interrupter: Interrupter | undefined)
  : () => void {
  if (seconds < 1) throw malformed(`invalid timeout ${seconds}`, "Timeout is at least 1 second");
  if (interrupter === undefined) return () => undefined;
  return clock.alarm(seconds, () => interrupter.raise({ kind: "timeout", seconds }));
}

/** Everything up to the guest's end. Throws a `Failure`. */
async function proceed(
  source: Uint8Array | Manifest, host: SessionHost, options: SessionOptions, progress: Progress,
): Promise<void> {
  const { engine, validator, observer, interrupter } = options;
  observer?.phase?.("manifest");
  const manifest = source instanceof Uint8Array ? readManifest(source) : source;
  progress.channels = new ChannelSet(manifest.channels, host.digests);
  progress.memoryEtag = manifest.memoryEtag;
  observer?.phase?.("loading");
  const program = load(readProgram(manifest.program, host), options);
  const { module } = program;
  observer?.phase?.("validation");
  const sticky = validate(program, validator, progress);
  observer?.phase?.("channels");
  const { channels } = progress;
  const mounting = channels.mount(
    { host, manifest, preallocate: options.preallocate ?? true });
  await (interrupter === undefined ? mounting : interrupter.guard(mounting));
  observer?.phase?.("memory");
  const layout = layOutMemory(module, manifest.memoryBytes, channels.guest);
  progress.layout = layout;
  const machine = makeMachine(engine, machineImage(layout, sticky, validator === undefined));
  progress.machine = machine;
  const cancelTimeout = startTimeout(manifest.timeout, host.clock, interrupter);
  try {
    if (options.stopBeforeGuest === true) return;
    setEntryState(machine, module.entry);
    observer?.phase?.("guest");
    progress.userCode = await runGuest({
      context: trapContext(machine, layout, manifest, channels, options), clock: host.clock,
      interrupter, instructionLimit: options.instructionLimit,
      onSlice: observer?.progress?.bind(observer),
    });
    progress.exited = true;
  } finally {
    cancelTimeout();
  }
}

/** Lets an engine that watches over another one have its last word; the failure of the session. */
function conclude(machine: Machine | undefined, failure: Failure | undefined): Failure | undefined {
  if (failure?.kind === "defect") return failure;
  try {
    machine?.conclude?.();
    return failure;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return error;
  }
}

function makeMachine(engine: Engine, image: MachineImage): Machine {
  try {
    return engine.createMachine(image);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Failure("exhausted", EXIT_EXHAUSTED, "host memory exhausted", error.message);
  }
}

function trapContext(
  machine: Machine, layout: MemoryLayout, manifest: Manifest, channels: ChannelSet,
  { validator, observer }: SessionOptions,
): TrapContext {
  return {
    machine, table: layout.table, jailRange: layout.jailRange,
    channels: channels.guest, accounting: channels.accounting, hasJob: manifest.job !== undefined,
    onCall: observer?.call?.bind(observer),
    isSafe(code) {
      if (validator === undefined) return true;
      if (!validator.accepts(code)) return false;
      if (validator.touchesMxcsr(code)) machine.keepStickyFlags();
      return true;
    },
  };
}

/** The digest over the guest's readable memory; of nothing when there is none yet. */
function memoryEtag({ layout, machine }: Progress, digests: DigestFactory): string {
  const digest = digests();
  if (layout !== undefined && machine !== undefined) {
    for (const { start, end } of layout.etagRanges) {
      machine.visit(start, end, (piece) => digest.update(piece));
    }
  }
  return digest.hex();
}

function channelEtags(channels: ChannelSet | undefined): ReportFacts["channelEtags"] {
  return (channels?.closing ?? []).flatMap((channel) => {
    const digest = channel.etag();
    return digest === undefined ? [] : [{ alias: channel.alias, digest }];
  });
}

/**
 * Runs a session from a manifest, as a file's bytes or parsed, to its report. Failures of any kind
 * end in the result; only defects throw.
 */
export async function runSession(
  source: Uint8Array | Manifest, host: SessionHost, options: SessionOptions,
): Promise<SessionResult> {
  const progress: Progress = {
    validator: VALIDATOR_NOT_DONE, userCode: 0, exited: false, channels: undefined,
    memoryEtag: false, layout: undefined, machine: undefined,
  };
  let failure: Failure | undefined;
  try {
    await proceed(source, host, options, progress);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    failure = error;
  }
  failure = conclude(progress.machine, failure);
  options.observer?.phase?.("closing");
  const { channels, machine } = progress;
  const complaints = channels?.close() ?? [];
  const report: ReportFacts = {
    validator: progress.validator,
    userCode: progress.userCode,
    channelEtags: channelEtags(channels),
    memoryEtag: progress.memoryEtag ? memoryEtag(progress, host.digests) : undefined,
    cpuSeconds: host.cpuSeconds(),
    accounting: (channels?.accounting ?? new Accounting()).toString(),
    state: failure?.state ?? STATE_OK,
  };
  options.observer?.phase?.("report");
  return {
    code: failure?.code ?? EXIT_OK, failure, exited: progress.exited, report, complaints, machine,
    retired: machine?.state.getBigUint64(RETIRED, true) ?? 0n,
    trace: machine?.state.getBigUint64(TRACE, true) ?? 0n,
  };
}
