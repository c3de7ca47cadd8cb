/** One verb of the command line: `zerovm NAME ...`. Each stands in its own file under `verbs/`. */

/** The process as a verb sees it, so that tests can run verbs without one. */
export interface Console {
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Writes everything, waiting where the other side is slow. */
  out(data: string | Uint8Array): Promise<void>;
  err(data: string | Uint8Array): Promise<void>;
  /** True where stdout (stderr) is a terminal and NO_COLOR is not set. */
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface Verb {
  readonly name: string;
  /** One line for the list of verbs. */
  readonly summary: string;
  /** The whole text of `--help`, exit codes included. */
  readonly help: string;
  /** Runs the verb; the result is the exit code. Throws only for defects. */
  run(args: readonly string[], console: Console): Promise<number>;
}
