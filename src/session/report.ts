/**
 * The seven-line report of a session. Source: ZeroVM 20130611, release build.
 */
import { MEMORY_ETAG_ALIAS, NO_ETAGS } from "../../spec/abi/report.ts";
import type { ValidatorState } from "../../spec/abi/report.ts";

export interface ReportFacts {
  readonly validator: ValidatorState;
  /** The guest's exit code, 0 when it never exited. */
  readonly userCode: number;
  /** Alias and digest of every channel whose etag is on, in the order of closing. */
  readonly channelEtags: readonly { readonly alias: string; readonly digest: string }[];
  readonly memoryEtag: string | undefined;
  readonly cpuSeconds: { readonly system: number; readonly user: number };
  /** Eight counters, see `channels/accounting.ts`. */
  readonly accounting: string;
  readonly state: string;
}

function etags({ channelEtags, memoryEtag }: ReportFacts): string {
  const pairs = channelEtags.map(({ alias, digest }) => `${alias} ${digest}`);
  if (memoryEtag !== undefined) pairs.push(`${MEMORY_ETAG_ALIAS} ${memoryEtag}`);
  return pairs.length === 0 ? NO_ETAGS : pairs.join(" ");
}

/** The report, one character per byte, its last line (the command line) empty. */
export function formatReport(facts: ReportFacts, separator = "\n"): string {
  const { system, user } = facts.cpuSeconds;
  const lines = [
    facts.validator, 0, facts.userCode, etags(facts),
    `${system.toFixed(2)} ${user.toFixed(2)} ${facts.accounting}`, facts.state, "",
  ];
  return lines.map((line) => `${line}${separator}`).join("");
}

/** Report mode 3: the length in front, so that a reader of a stream knows where it ends. */
export function prefixLength(report: string): string {
  return `0x${report.length.toString(16).padStart(6, "0")}${report}`;
}
