/** Which tier executes guests, as an option or the environment names it. */
import { TIER_NAMES, isTier } from "../session/tiers.ts";
import type { TierName } from "../session/tiers.ts";
import { UsageError } from "./arguments.ts";

/** The environment variable that names the tier where no option does. */
export const TIER_VARIABLE = "ZEROVM_TIER";

/** A tier by name; `where` is the option or variable that names it. Throws a `UsageError`. */
export function parseTier(where: string, name: string): TierName {
  if (!isTier(name)) throw new UsageError(`${where} is one of ${TIER_NAMES}, not "${name}"`);
  return name;
}

/** The tier of an environment. Throws a `UsageError`. */
export function environmentTier(env: Readonly<Record<string, string | undefined>>): TierName {
  const name = env[TIER_VARIABLE];
  return name === undefined || name === "" ? "auto" : parseTier(TIER_VARIABLE, name);
}
