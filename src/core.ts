/**
 * The small way in, for browsers: validated programs run as from `zerovm`, same bits and same trace,
 * by a toolchain that knows what the sandbox admits and no more. It explains no refusals and runs no
 * code that is not validated. One file without imports: see `tools/bundle.ts`.
 */
export { createCoreToolchain as createToolchain } from "./session/core-toolchain.ts";
export type { Toolchain } from "./session/core-toolchain.ts";
export type { SingleTier as Tier } from "./session/tiers.ts";
export { runProgram } from "./sdk/run-program.ts";
export type { ProgramOptions, ProgramResult } from "./sdk/run-program.ts";
export { hostClock } from "./sdk/host-clock.ts";

export { runSession } from "./session/session.ts";
export type { CodeValidator } from "./session/program-cache.ts";
export type {
  Phase, SessionHost, SessionObserver, SessionOptions, SessionResult,
} from "./session/session.ts";
export type { Clock } from "./session/slices.ts";
export { Interrupter } from "./session/interrupter.ts";
export type { Interruption } from "./session/interrupter.ts";
export { formatReport } from "./session/report.ts";
export type { ReportFacts } from "./session/report.ts";
export { Failure } from "../spec/abi/failure.ts";
export type { FailureKind } from "../spec/abi/failure.ts";

export type { ChannelSpec, Limits, Manifest } from "./channels/manifest.ts";
export { MemoryFile, MemoryHost } from "./channels/memory-host.ts";
export type { MemoryNode } from "./channels/memory-host.ts";
export { HostError } from "./channels/host.ts";
export type {
  ChannelHost, Digest, DigestFactory, FileAccess, FileKind, RandomSource, Source, StreamSource,
} from "./channels/host.ts";
