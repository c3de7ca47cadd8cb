/**
 * The original's command line: one manifest and single-letter switches, in any order, switches
 * combinable, values attached or separate. Read in order, so the first mistake counts.
 */
import { LineErrors, malformed } from "../channels/manifest.ts";

export interface ManifestArguments {
  readonly manifest: string;
  readonly skipValidation: boolean;
  readonly reportMode: number;
  readonly verbosity: number;
  readonly stopBeforeGuest: boolean;
  readonly preallocate: boolean;
  /** Absolute path of the file to append a trace to. */
  readonly trace: string | undefined;
}

/** Not a session at all: the message (if any) and the help are shown, exit code 22. */
export interface Misuse {
  readonly misuse: string;
}

/** Letters that take a value. */
const VALUE_SWITCHES = "MtvT";
const PLAIN_SWITCHES = "sFPQ";

type Draft = { -readonly [K in keyof ManifestArguments]: ManifestArguments[K] };

class Reader {
  readonly draft: Draft = {
    manifest: "", skipValidation: false, reportMode: 0, verbosity: 1, stopBeforeGuest: false,
    preallocate: true, trace: undefined,
  };
  misuse: string | undefined;

  manifest(name: string): void {
    if (this.draft.manifest !== "") this.misuse ??= "2nd manifest encountered";
    this.draft.manifest = name;
  }

  switchOn(letter: string): void {
    switch (letter) {
      case "s": this.draft.skipValidation = true; break;
      case "F": this.draft.stopBeforeGuest = true; break;
      case "P": this.draft.preallocate = false; break;
      case "Q": break; // The original's test of the host's memory protection; nothing to test here.
      default: this.misuse ??= `invalid option -- '${letter}'`;
    }
  }

  /** Throws a `Failure` (exit code 14, with a report) for a value that is wrong. */
  setValue(letter: string, value: string): void {
    const commandLine = new LineErrors(0);
    switch (letter) {
      case "M": this.manifest(value); break;
      case "t": this.draft.reportMode = commandLine.integer32(value); break;
      case "v": this.draft.verbosity = Math.max(0, commandLine.integer32(value)); break;
      case "T":
        if (!value.startsWith("/")) {
          throw malformed(`ztrace path should be absolute: ${value}`, "give -T a path from /");
        }
        this.draft.trace = value;
    }
  }
}

/** Reads one argument that begins with "-"; true when it took `next` as its value. */
function readSwitches(reader: Reader, argument: string, next: string | undefined): boolean {
  for (let k = 1; k < argument.length && reader.misuse === undefined; k += 1) {
    const letter = argument.charAt(k);
    if (PLAIN_SWITCHES.includes(letter) || !VALUE_SWITCHES.includes(letter)) {
      reader.switchOn(letter);
      continue;
    }
    const attached = argument.slice(k + 1);
    const value = attached === "" ? next : attached;
    if (value === undefined) reader.misuse = `option requires an argument -- '${letter}'`;
    else reader.setValue(letter, value);
    return attached === "";
  }
  return false;
}

/**
 * Reads the whole command line. Throws a `Failure` for a wrong value, as the original ends such a
 * run with a report; gives a `Misuse` for everything that only help can answer.
 */
export function parseManifestArguments(args: readonly string[]): ManifestArguments | Misuse {
  const reader = new Reader();
  let operandsOnly = false;
  for (let index = 0; index < args.length && reader.misuse === undefined; index += 1) {
    const argument = args[index] ?? "";
    if (!operandsOnly && argument === "--") operandsOnly = true;
    else if (!operandsOnly && argument.startsWith("-") && argument !== "-") {
      if (readSwitches(reader, argument, args[index + 1])) index += 1;
    } else reader.manifest(argument);
  }
  if (reader.misuse !== undefined) return { misuse: reader.misuse };
  return reader.draft.manifest === "" ? { misuse: "no manifest" } : reader.draft;
}
