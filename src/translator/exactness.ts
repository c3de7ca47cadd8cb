/**
 * What translated code pays to be exact. Units can be made without one of these, to see what it
 * costs (`npm run bench:price`), and for nothing else: programs that need it go wrong then, and the
 * sandbox is not one.
 */
export const EXACTNESSES = [
  /** Every access is looked at before it is made. Without: it goes wherever its address says. */
  "access",
  /** Instructions are counted, and a run ends in time. Without: at the next exit, if there is one. */
  "budget",
  /** Results that are NaNs are computed again in the interpreter. Without: they stay the host's. */
  "nan",
  /** Flags are there for whoever comes after a unit. Without: only for what reads them inside. */
  "flags",
  /** Transfers advance the trace hash. Without: it stands still while units run. */
  "trace",
] as const;

export type Exactness = (typeof EXACTNESSES)[number];

/** What units are made without: nothing, but in measurements. */
export type Without = Readonly<Partial<Record<Exactness, true>>>;
