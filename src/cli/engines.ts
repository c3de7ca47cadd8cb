/** Engine and validator of the command line, loaded late: help and wrong usage need neither. */
import type { TierName } from "../session/tiers.ts";
import type { Toolchain } from "../session/core-toolchain.ts";

export async function loadToolchain(tier: TierName): Promise<Toolchain> {
  const { createToolchain } = await import("../session/toolchain.ts");
  return createToolchain(tier);
}

/** The oracle in poison mode: `report` gets a sentence for the first use of an undefined result. */
export async function loadPoisonToolchain(report: (text: string) => void): Promise<Toolchain> {
  const { createToolchain } = await import("../session/toolchain.ts");
  const { Poison, describeUse } = await import("../oracle/poison.ts");
  const { namedTable } = await import("../table/named.ts");
  const { forms } = namedTable();
  let reported = false;
  return createToolchain("oracle", new Poison((use) => {
    if (!reported) report(describeUse(use, (form) => forms[form]?.id ?? "an instruction"));
    reported = true;
  }));
}
