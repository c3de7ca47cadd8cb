/** Reading the arguments of a verb: options with or without a value, then operands. */
import { parseArgs } from "node:util";
import type { ParseArgsConfig } from "node:util";

/** A command line that does not say what to do. The verb's help tells what it should look like. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export interface Arguments {
  /** Value options by name. */
  readonly values: Readonly<Record<string, string | undefined>>;
  /** Switches that are on. */
  readonly switches: ReadonlySet<string>;
  readonly operands: readonly string[];
  /** Everything behind `--`; undefined when there is no `--`. */
  readonly rest: readonly string[] | undefined;
}

/**
 * Parses `--name VALUE`, `--name=VALUE`, switches and operands in any order; `--` ends them.
 * `letters` names value options by a letter: `-o VALUE`. Throws a `UsageError` for anything that is
 * not declared. `-h` is short for `--help`.
 */
export function parseArguments(
  args: readonly string[], valueNames: readonly string[], switchNames: readonly string[],
  letters: Readonly<Record<string, string>> = {},
): Arguments {
  const end = args.indexOf("--");
  const own = end < 0 ? args : args.slice(0, end);
  const options: NonNullable<ParseArgsConfig["options"]> = {
    help: { type: "boolean", short: "h" },
  };
  for (const name of valueNames) {
    const letter = letters[name];
    options[name] = { type: "string", ...(letter === undefined ? {} : { short: letter }) };
  }
  for (const name of switchNames) options[name] = { type: "boolean" };
  try {
    const { values, positionals } = parseArgs({
      args: [...own], options, allowPositionals: true, strict: true,
    });
    const entries = Object.entries(values);
    return {
      values: Object.fromEntries(entries.flatMap(([name, value]) =>
        typeof value === "string" ? [[name, value]] : [])),
      switches: new Set(entries.flatMap(([name, value]) => value === true ? [name] : [])),
      operands: positionals,
      rest: end < 0 ? undefined : args.slice(end + 1),
    };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [message = ""] = error.message.split(/\.\s/);
    throw new UsageError(message.charAt(0).toLowerCase() + message.slice(1));
  }
}

/** What K, M and G stand for: of bytes, of things that are counted. */
const FACTORS = { bytes: 1024n, count: 1000n } as const;
const POWERS: Readonly<Record<string, bigint>> = { "": 0n, k: 1n, m: 2n, g: 3n };

/**
 * A number that is 1 or more: decimal or 0x..., `_` between digits, with K, M or G behind it where
 * `unit` says what of. Throws a `UsageError`.
 */
export function parseCount(option: string, text: string, unit?: keyof typeof FACTORS): bigint {
  const match = /^(0x[0-9a-f_]*[0-9a-f]|[0-9][0-9_]*)([kmg]?)$/i.exec(text);
  const power = POWERS[(match?.[2] ?? "").toLowerCase()] ?? 0n;
  const digits = (match?.[1] ?? "0").replaceAll("_", "");
  const value = power > 0n && unit === undefined ? 0n
    : BigInt(digits) * FACTORS[unit ?? "count"] ** power;
  if (value < 1n) {
    throw new UsageError(`${option} takes a number that is 1 or more, not "${text}"`);
  }
  return value;
}
