/** Reports as text for people. */
import type { RefusalReport, TextReport } from "./report.ts";

const hex = (n: number): string => `0x${n.toString(16)}`;

/** Longest column of bytes in a listing; longer instructions push their text to the right. */
const BYTES_COLUMN = 24;

/** The report of one text; ends with a line feed. */
export function reportText(report: TextReport): string {
  const verdict = report.accepted ? "accepted" : "refused";
  const head = `${report.name}: ${verdict} by ${report.profile} ` +
    `(${report.size} bytes at ${hex(report.address)})\n`;
  if (report.accepted) return head;
  const listed = report.refusals.map(refusalText).join("\n");
  const more = report.refusalCount - report.refusals.length;
  const count = report.refusalCount === 1 ? "1 refusal" : `${report.refusalCount} refusals`;
  const cut = more > 0 ? `, of which the last ${more} are not listed` : "";
  return `${head}\n${listed}\n${count}${cut}\n`;
}

function refusalText(refusal: RefusalReport): string {
  const listing = refusal.neighbourhood.map((line) => {
    const mark = line.refused ? ">" : " ";
    const address = line.address.toString(16).padStart(8);
    return `  ${mark} ${address}  ${line.bytes.padEnd(BYTES_COLUMN)}  ${line.text}\n`;
  });
  return `${hex(refusal.address)}: ${refusal.rule} ${refusal.title}: ${refusal.message}\n` +
    (listing.length > 0 ? listing.join("") : `    bytes: ${refusal.bytes}\n`) +
    `    why: ${refusal.why}\n    repair: ${refusal.repair}\n`;
}
