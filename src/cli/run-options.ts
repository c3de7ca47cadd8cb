/** The command line of `zerovm run`. */
import type { TierName } from "../session/tiers.ts";
import { UsageError, parseArguments, parseCount } from "./arguments.ts";
import { environmentCache } from "./engines.ts";
import { environmentTier, parseTier } from "./tier-choice.ts";

export interface RunOptions {
  readonly program: string;
  /** Path, or "-" for this process's standard input. */
  readonly stdin: string;
  readonly memoryBytes: bigint;
  /** Seconds; undefined = no timeout. */
  readonly timeout: number | undefined;
  readonly instructionLimit: bigint | undefined;
  readonly json: boolean;
  readonly tier: TierName;
  readonly skipValidation: boolean;
  /** Report the first use of an undefined flag or register; the engine is the oracle. */
  readonly poison: boolean;
  /** Folder that keeps translated units, and a file of them to run from. */
  readonly cache: string | undefined;
  readonly units: string | undefined;
  /** Arguments behind `--`, if there is one. */
  readonly args: readonly string[] | undefined;
}

const MEMORY_BYTES_DEFAULT = 512n << 20n;
const TIMEOUT_MAX = 0x7fff_ffffn;

/** Throws a `UsageError` for anything that makes no sense. */
export function parseRunOptions(
  argv: readonly string[], env: Readonly<Record<string, string | undefined>> = {},
): RunOptions {
  const { values, switches, operands, rest } = parseArguments(
    argv, ["stdin", "memory", "timeout", "limit", "tier", "cache", "units"], ["json", "skip-validation", "poison"]);
  const [program, ...more] = operands;
  if (program === undefined) throw new UsageError("name a program to run");
  if (more.length > 0) {
    throw new UsageError(`one program at a time: "${more.join(" ")}" (arguments go behind --)`);
  }
  const count = (name: string, unit?: "bytes" | "count"): bigint | undefined => {
    const text = values[name];
    return text === undefined ? undefined : parseCount(`--${name}`, text, unit);
  };
  const timeout = count("timeout");
  if (timeout !== undefined && timeout > TIMEOUT_MAX) {
    throw new UsageError(`--timeout is at most ${TIMEOUT_MAX} seconds`);
  }
  const poison = switches.has("poison");
  const tier = values["tier"] === undefined
    ? (poison ? "oracle" : environmentTier(env)) : parseTier("--tier", values["tier"]);
  if (poison && tier !== "oracle") {
    throw new UsageError(`--poison works in the oracle only, not with --tier ${tier}`);
  }
  const units = values["units"];
  if (units !== undefined && (tier === "interpreter" || tier === "oracle")) {
    throw new UsageError(`--units is for tiers that translate, not for --tier ${tier}`);
  }
  return {
    program, tier, poison, units, cache: values["cache"] ?? environmentCache(env), args: rest, stdin: values["stdin"] ?? "-", json: switches.has("json"),
    skipValidation: switches.has("skip-validation"),
    memoryBytes: count("memory", "bytes") ?? MEMORY_BYTES_DEFAULT,
    timeout: timeout === undefined ? undefined : Number(timeout),
    instructionLimit: count("limit", "count"),
  };
}
