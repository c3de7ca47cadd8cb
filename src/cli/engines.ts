/** Engine and validator of the command line, loaded late: help and wrong usage need neither. */
import { readFileSync } from "node:fs";
import { ENOENT } from "../../spec/abi/errno.ts";
import { Failure } from "../../spec/abi/failure.ts";
import { HostError } from "../channels/host.ts";
import { attempt } from "../host/node-error.ts";
import type { Archive } from "../translator/engine.ts";
import type { TierName } from "../session/tiers.ts";
import type { Toolchain } from "../session/core-toolchain.ts";

/** Translated units of the command line: a folder that keeps them, a file to run from. */
export interface UnitPaths {
  readonly cache: string | undefined;
  readonly units: string | undefined;
}

/** The environment variable that names the folder of translated units where no option does. */
export const CACHE_VARIABLE = "ZEROVM_CACHE";

export function environmentCache(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const folder = env[CACHE_VARIABLE];
  return folder === "" ? undefined : folder;
}

async function archiveOf({ cache, units }: UnitPaths, complain: (text: string) => void)
  : Promise<Archive | undefined> {
  if (cache === undefined && units === undefined) return undefined;
  const { translatorVersion, unitFolder } = await import("../host/unit-folder.ts");
  const { UnitArchive } = await import("../translator/unit-archive.ts");
  return new UnitArchive({
    ...(cache === undefined ? {} : { store: unitFolder(cache, complain) }),
    ...(units === undefined ? {} : { units: { file: readUnits(units), version: translatorVersion() } }),
  });
}

function readUnits(path: string): Uint8Array {
  try {
    return attempt(() => readFileSync(path));
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    throw new Failure("refused", ENOENT, `cannot open ${path}`, error.message);
  }
}

/** `complain` hears what is wrong with the folder of units. Throws a `Failure` for a missing file. */
export async function loadToolchain(
  tier: TierName, paths: UnitPaths = { cache: undefined, units: undefined },
  complain: (text: string) => void = () => undefined,
): Promise<Toolchain> {
  const { createToolchain } = await import("../session/toolchain.ts");
  return createToolchain(tier, undefined, await archiveOf(paths, complain));
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
