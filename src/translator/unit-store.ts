/**
 * Where translated units come from and go to besides this process. The engine only asks and offers;
 * a folder, a database or a map in memory stands behind it.
 */
import { EXIT_REFUSED } from "../../spec/abi/report.ts";
import { Failure } from "../../spec/abi/failure.ts";
import { hexOf, sha256 } from "./sha256.ts";
import { UnitsFileError, readUnitsFile, readUnitsFiles } from "./units-file.ts";
import type { UnitsFile, UnitsKey } from "./units-file.ts";

export interface UnitStore {
  /** Names the translator: what another one made is never asked for. */
  readonly version: string;
  /** What was saved under a key (hexadecimal digits); undefined where there is nothing. */
  load(key: string): Uint8Array | undefined;
  /** Keeps it if that is possible. What a later `load` gives is checked, so nothing is promised. */
  save(key: string, content: Uint8Array): void;
}

/** A file of units that a program is to run from. */
export interface GivenUnits {
  readonly file: Uint8Array;
  /** Names the translator that reads it. */
  readonly version: string;
}

export const STATE_UNITS_REFUSED = "translated units refused";

/** The name of an entry. */
export function storeKey({ version, text, setting }: UnitsKey): string {
  const bytes = [version, text, setting].map((part) =>
    Uint8Array.from(`${part}\n`, (letter) => letter.charCodeAt(0)));
  return hexOf(sha256(...bytes));
}

function isSame(a: UnitsKey, b: UnitsKey): boolean {
  return a.version === b.version && a.text === b.text && a.setting === b.setting;
}

/** What a store has for a key; nothing where that is damaged or not for this key. */
export function loadUnits(store: UnitStore, key: UnitsKey): readonly UnitsFile[] {
  const content = store.load(storeKey(key));
  if (content === undefined) return [];
  try {
    const files = readUnitsFiles(content);
    return files.every((file) => isSame(file.key, key)) ? files : [];
  } catch (error) {
    // An entry that cannot be read is as good as none: units are made again.
    if (error instanceof UnitsFileError) return [];
    throw error;
  }
}

function refused(detail: string): Failure {
  return new Failure("refused", EXIT_REFUSED, STATE_UNITS_REFUSED, detail);
}

/** Reads units that a user names. Throws a `Failure` where they are not for this key. */
export function givenUnits({ file }: GivenUnits, key: UnitsKey): UnitsFile {
  let read: UnitsFile;
  try {
    read = readUnitsFile(file);
  } catch (error) {
    if (!(error instanceof UnitsFileError)) throw error;
    throw refused(`${error.message}; make them with zerovm translate PROGRAM -o FILE`);
  }
  const again = "make them again with zerovm translate PROGRAM -o FILE";
  if (read.key.text !== key.text) throw refused(`they were made for another text; ${again}`);
  if (read.key.version !== key.version) {
    throw refused(`they were made by translator ${read.key.version}, this is ${key.version}; ${again}`);
  }
  if (read.key.setting !== key.setting) {
    throw refused(`they were made for ${read.key.setting}, this is ${key.setting}; ${again}`);
  }
  return read;
}
