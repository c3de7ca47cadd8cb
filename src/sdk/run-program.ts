/** Running a program from bytes to bytes: the shortest way into the library. */
import { LIMIT_MAX, STANDARD_ALIASES, TYPE_SEQUENTIAL } from "../../spec/abi/manifest.ts";
import type { DigestFactory } from "../channels/host.ts";
import type { ChannelSpec } from "../channels/manifest.ts";
import { MemoryHost } from "../channels/memory-host.ts";
import type { Interrupter } from "../session/interrupter.ts";
import { runSession } from "../session/session.ts";
import type { SessionHost, SessionResult } from "../session/session.ts";
import type { Toolchain } from "../session/core-toolchain.ts";
import { hostClock } from "./host-clock.ts";

export interface ProgramOptions {
  /** Engine and validator, made once by `createToolchain`. */
  readonly toolchain: Toolchain;
  /** What the program reads from its standard input. Default: nothing. */
  readonly stdin?: Uint8Array;
  /** Size of the guest's memory, up to 4 GiB. Default 512 MiB; only what is touched costs. */
  readonly memoryBytes?: number;
  /** Stop after so many instructions: the same place on every host. Default: never. */
  readonly instructionLimit?: bigint;
  /** Stop the program from outside; see `Interrupter`. */
  readonly interrupter?: Interrupter;
  /** Run code that was not validated; the toolchain of `zerovm/core` cannot. Default false. */
  readonly skipValidation?: boolean;
}

export interface ProgramResult {
  /** The program's exit code, undefined when it did not end by itself: see `session.failure`. */
  readonly exitCode: number | undefined;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  /** Everything else: failure, report, instruction count, trace hash, the machine as it stopped. */
  readonly session: SessionResult;
}

const PROGRAM = "/program";
const MEMORY_BYTES_DEFAULT = 0x2000_0000;
const NO_TIMEOUT = 0x7fff_ffff;
const [STDIN, STDOUT, STDERR] = STANDARD_ALIASES;

function channel(alias: string, reads: boolean): ChannelSpec {
  const [read, write] = reads ? [LIMIT_MAX, 0n] : [0n, LIMIT_MAX];
  return {
    alias, type: TYPE_SEQUENTIAL, etag: false, sources: [{ kind: "path", path: alias }],
    gets: read, getsize: read, puts: write, putsize: write,
  };
}

/** Nothing here asks for an etag. */
const noDigests: DigestFactory = () => {
  throw new RangeError("a run without a manifest has no etags");
};

/**
 * Runs a module on standard streams in memory. Whatever the program does ends in the result; a
 * rejected promise is a defect of this library.
 *
 * ```ts
 * const { exitCode, stdout } = await runProgram(module, { toolchain: createToolchain() });
 * ```
 */
export async function runProgram(module: Uint8Array, options: ProgramOptions)
  : Promise<ProgramResult> {
  const files = new MemoryHost();
  files.put(STDIN, options.stdin ?? new Uint8Array(0));
  const host: SessionHost = {
    classify: (path) => files.classify(path),
    openFile: (path, access) => files.openFile(path, access),
    openStream: (path) => files.openStream(path),
    readProgram: () => module,
    digests: noDigests,
    clock: hostClock(),
    cpuSeconds: () => ({ system: 0, user: 0 }),
  };
  const { toolchain, instructionLimit, interrupter } = options;
  const session = await runSession({
    program: PROGRAM, memoryBytes: BigInt(options.memoryBytes ?? MEMORY_BYTES_DEFAULT),
    memoryEtag: false, timeout: NO_TIMEOUT, nameServer: undefined, node: 0, job: undefined,
    channels: [channel(STDIN, true), channel(STDOUT, false), channel(STDERR, false)],
  }, host, {
    ...toolchain, preallocate: false,
    validator: options.skipValidation === true ? undefined : toolchain.validator,
    ...(instructionLimit === undefined ? {} : { instructionLimit }),
    ...(interrupter === undefined ? {} : { interrupter }),
  });
  return {
    exitCode: session.exited ? session.report.userCode : undefined,
    stdout: files.file(STDOUT) ?? new Uint8Array(0),
    stderr: files.file(STDERR) ?? new Uint8Array(0),
    session,
  };
}
