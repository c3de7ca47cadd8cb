/**
 * Verdicts on a stream of records in constant memory: the interface of bulk examinations. Each
 * record is a text of its own; each verdict is one byte, 1 accepted or 0 refused.
 */
import type { Console } from "../verb.ts";

/** A stream that ended inside a record. */
export interface RecordsOutcome {
  readonly records: number;
  /** Bytes of an incomplete last record; 0 when the stream was whole. */
  readonly bytesLeft: number;
}

/** Judges every record of `recordBytes` bytes from stdin and writes the verdicts to stdout. */
export async function judgeRecords(
  recordBytes: number, accepts: (record: Uint8Array) => boolean, console: Console,
): Promise<RecordsOutcome> {
  const pending = new Uint8Array(recordBytes);
  let filled = 0;
  let records = 0;
  for await (const chunk of console.stdin) {
    const verdicts = new Uint8Array(Math.floor((filled + chunk.length) / recordBytes));
    let done = 0;
    let at = 0;
    while (at < chunk.length) {
      if (filled === 0 && chunk.length - at >= recordBytes) {
        verdicts[done++] = Number(accepts(chunk.subarray(at, at + recordBytes)));
        at += recordBytes;
        continue;
      }
      const part = chunk.subarray(at, at + recordBytes - filled);
      pending.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < recordBytes) break;
      verdicts[done++] = Number(accepts(pending));
      filled = 0;
    }
    records += done;
    if (done > 0) await console.out(verdicts);
  }
  return { records, bytesLeft: filled };
}
