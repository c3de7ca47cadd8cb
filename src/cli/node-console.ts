/** The process as the verbs' console. */
import { isTerminal, writeAll } from "../host/node-stream.ts";
import type { Console } from "./verb.ts";

function bytesOf(data: string | Uint8Array): Uint8Array {
  return typeof data === "string" ? Buffer.from(data, "utf8") : data;
}

/**
 * Colours and progress lines are for terminals, and only where NO_COLOR does not forbid them. Asks
 * the descriptor: merely touching `process.stdout` would make a pipe non-blocking.
 */
function isColourTerminal(fd: 1 | 2): boolean {
  return (process.env["NO_COLOR"] ?? "") === "" && isTerminal(fd);
}

/** Streams of this process, touched only when a verb asks for them. */
export function nodeConsole(): Console {
  return {
    get stdin() {
      return process.stdin;
    },
    out: (data) => writeAll(1, bytesOf(data)),
    err: (data) => writeAll(2, bytesOf(data)),
    get outIsTerminal() {
      return isColourTerminal(1);
    },
    get errIsTerminal() {
      return isColourTerminal(2);
    },
    env: process.env,
  };
}
