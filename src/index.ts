/**
 * ZeroVM as a library, for every JavaScript host: run programs, run sessions from manifests, read
 * modules. Files and hashing of Node are in `zerovm/node`.
 */
export { runProgram } from "./sdk/run-program.ts";
export type { ProgramOptions, ProgramResult } from "./sdk/run-program.ts";
export { hostClock } from "./sdk/host-clock.ts";

export { createToolchain } from "./session/toolchain.ts";
export type { Toolchain } from "./session/core-toolchain.ts";
export { UnitArchive } from "./translator/unit-archive.ts";
export type { OutsideUnits } from "./translator/unit-archive.ts";
export type { Archive } from "./translator/engine.ts";
export { TIERS } from "./session/tiers.ts";
export type { SingleTier, Tier, TierName } from "./session/tiers.ts";
export { LockstepEngine } from "./lockstep/lockstep-engine.ts";
export type { LockstepOptions } from "./lockstep/lockstep-engine.ts";
export { Divergence } from "./lockstep/divergence.ts";
export type { Difference } from "./lockstep/divergence.ts";
export type { GivenUnits, UnitStore } from "./translator/unit-store.ts";
export { explainDifference } from "./lockstep/explain.ts";
export { runSession } from "./session/session.ts";
export type {
  Phase, SessionHost, SessionObserver, SessionOptions, SessionResult,
} from "./session/session.ts";
export type { Clock } from "./session/slices.ts";
export { ProgramCache } from "./session/program-cache.ts";
export type { CodeValidator, Program, Verdict } from "./session/program-cache.ts";
export { Interrupter } from "./session/interrupter.ts";
export type { Interruption } from "./session/interrupter.ts";
export { formatReport } from "./session/report.ts";
export type { ReportFacts } from "./session/report.ts";
export { Failure } from "../spec/abi/failure.ts";
export type { FailureKind } from "../spec/abi/failure.ts";

export { parseManifest } from "./channels/manifest.ts";
export type { ChannelSpec, Limits, Manifest } from "./channels/manifest.ts";
export { MemoryFile, MemoryHost } from "./channels/memory-host.ts";
export type { MemoryNode } from "./channels/memory-host.ts";
export { HostError } from "./channels/host.ts";
export type {
  ChannelHost, Digest, DigestFactory, FileAccess, FileKind, RandomSource, Source, StreamSource,
} from "./channels/host.ts";
export type { TrapCall } from "./syscalls/traps.ts";

export { RawMachine } from "./raw/raw-machine.ts";
export type { Mapping } from "./raw/raw-machine.ts";
export type { Registers } from "./raw/registers.ts";
export { Poison, describeUse } from "./oracle/poison.ts";
export type { Origin, PoisonUse } from "./oracle/poison.ts";
export { EXECUTE, READ, WRITE } from "./machine/memory.ts";

export { loadModule } from "./loader/layout.ts";
export type { Module, Placed } from "./loader/layout.ts";
export { identify } from "./loader/identify.ts";

export type {
  Content, Engine, Machine, MachineImage, Region, Snapshot,
} from "./machine/engine.ts";
export type { Exit } from "./machine/exit.ts";
export type { GuestMemory } from "./machine/memory.ts";
export * as registers from "./machine/registers.ts";
export * as state from "./machine/state.ts";

export * from "./validator.ts";
