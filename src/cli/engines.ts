/** Engines by the name that `--tier` takes, each loaded only when asked for. */
import type { Engine } from "../machine/engine.ts";

/** Names of `--tier`; "auto" is the fastest one there is. */
export const TIERS = ["auto", "oracle"] as const;
export type Tier = (typeof TIERS)[number];

export function isTier(name: string): name is Tier {
  return (TIERS as readonly string[]).includes(name);
}

/** Makes an engine of that tier. */
export async function loadEngine(_tier: Tier): Promise<Engine> {
  const { oracleEngine } = await import("../session/oracle-tier.ts");
  return oracleEngine();
}
