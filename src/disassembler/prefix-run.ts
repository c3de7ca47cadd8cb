/**
 * The run of prefix bytes before an opcode, as GNU objdump 2.40 reads it. It differs from the
 * processor's view in three ways, which decide where lines begin: a REX that another prefix
 * follows ends the line, more than 14 prefixes are a line of their own, and FWAIT is taken for a
 * prefix of a following x87 instruction. Names stay in order; what an instruction accounts for is
 * crossed out and the rest is printed before the mnemonic.
 */

/** The run is followed by an opcode. */
export const RUN_OPCODE = 0;
/** The bytes end inside the run. */
export const RUN_TRUNCATED = 1;
/** The prefixes are a line of their own: stray REX, or too many of them. */
export const RUN_ALONE = 2;
/** Prefixes before an FWAIT: the line is the FWAIT. */
export const RUN_FWAIT = 3;
export type RunEnd = 0 | 1 | 2 | 3;

const MAX_PREFIXES = 14;
const FWAIT = 0x9b;

/** Indexes into `names`, -1 = absent; of several equal prefixes the last one counts. */
export interface PrefixRun {
  end: RunEnd;
  /** Bytes of the run, or of the line where the run is a line of its own. */
  length: number;
  /** Printed names in order; "" = crossed out. */
  names: string[];
  rex: number;
  /** How many names stand before the last FWAIT of the run; -1 = no FWAIT. */
  fwait: number;
  repz: number;
  repnz: number;
  lock: number;
  data: number;
  address: number;
  rexAt: number;
  /** The last segment prefix of any kind. */
  segment: number;
  /** A 2E (3E) stands in the run: branch hint, notrack. */
  cs: boolean;
  ds: boolean;
  /** The segment register whose base counts. */
  active: "" | "fs" | "gs";
}

const REX_NAMES: readonly string[] = Array.from({ length: 16 }, (_, bits) => {
  const letters = ["W", "R", "X", "B"].filter((_letter, i) => (bits & (8 >> i)) !== 0).join("");
  return letters === "" ? "rex" : `rex.${letters}`;
});

const NAMES: ReadonlyMap<number, string> = new Map([
  [0x66, "data16"], [0x67, "addr32"], [0xf0, "lock"], [0xf2, "repnz"], [0xf3, "repz"],
  [0x2e, "cs"], [0x36, "ss"], [0x3e, "ds"], [0x26, "es"], [0x64, "fs"], [0x65, "gs"],
  [FWAIT, "fwait"],
]);

/** objdump's name of a prefix byte, or undefined where the byte is no prefix. */
export function prefixName(byte: number): string | undefined {
  if ((byte & 0xf0) === 0x40) return REX_NAMES[byte & 15];
  return NAMES.get(byte);
}

export function createPrefixRun(): PrefixRun {
  return {
    end: RUN_OPCODE, length: 0, names: [], rex: 0, fwait: -1, repz: -1, repnz: -1, lock: -1,
    data: -1, address: -1, rexAt: -1, segment: -1, cs: false, ds: false, active: "",
  };
}

function clear(run: PrefixRun): void {
  run.end = RUN_OPCODE;
  run.length = 0;
  run.names.length = 0;
  run.rex = 0;
  run.fwait = -1;
  run.repz = -1;
  run.repnz = -1;
  run.lock = -1;
  run.data = -1;
  run.address = -1;
  run.rexAt = -1;
  run.segment = -1;
  run.cs = false;
  run.ds = false;
  run.active = "";
}

function note(run: PrefixRun, byte: number, at: number): void {
  if (byte === 0x66) run.data = at;
  else if (byte === 0x67) run.address = at;
  else if (byte === 0xf0) run.lock = at;
  else if (byte === 0xf2) run.repnz = at;
  else if (byte === 0xf3) run.repz = at;
  else if (byte >= 0x40 && byte <= 0x4f) run.rexAt = at;
  else {
    run.segment = at;
    if (byte === 0x2e) run.cs = true;
    else if (byte === 0x3e) run.ds = true;
    else if (byte === 0x64) run.active = "fs";
    else if (byte === 0x65) run.active = "gs";
  }
}

/** The run is a line of its own; objdump counts names here, so an FWAIT inside is lost. */
function endAlone(run: PrefixRun): void {
  run.end = RUN_ALONE;
  run.length = run.names.length;
}

/** Behind an FWAIT only an x87 opcode (d8..df) continues the line. */
function endBehindFwait(run: PrefixRun, bytes: Uint8Array, from: number, end: number): void {
  const at = from + run.length;
  if (at >= end) run.end = RUN_TRUNCATED;
  else if (((bytes[at] ?? 0) & 0xf8) !== 0xd8) {
    run.end = RUN_FWAIT;
    run.length = run.fwait + 1;
  }
}

/**
 * Reads the run at `from` into `run`; looks at no byte at or behind `end`.
 */
export function readPrefixRun(run: PrefixRun, bytes: Uint8Array, from: number, end: number): void {
  clear(run);
  while (run.length < MAX_PREFIXES) {
    const at = from + run.length;
    if (at >= end) {
      run.end = RUN_TRUNCATED;
      return;
    }
    const byte = bytes[at] ?? 0;
    const name = byte === FWAIT ? "" : prefixName(byte);
    if (name === undefined) {
      if (run.fwait >= 0) endBehindFwait(run, bytes, from, end);
      return;
    }
    if (run.rex !== 0) return endAlone(run);
    run.length++;
    if (byte === FWAIT) {
      run.fwait = run.names.length;
      if (run.length > 1) return endBehindFwait(run, bytes, from, end);
      continue;
    }
    note(run, byte, run.names.length);
    run.names.push(name);
    run.rex = (byte & 0xf0) === 0x40 ? byte : 0;
  }
  endAlone(run);
}
