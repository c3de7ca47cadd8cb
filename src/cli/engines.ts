/** Engine and validator of the command line, loaded late: help and wrong usage need neither. */
import type { Tier } from "../session/tiers.ts";
import type { Toolchain } from "../session/toolchain.ts";

export async function loadToolchain(tier: Tier): Promise<Toolchain> {
  const { createToolchain } = await import("../session/toolchain.ts");
  return createToolchain(tier);
}
