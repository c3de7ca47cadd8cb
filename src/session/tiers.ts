/** Names of engines; "auto" is the fastest that the host can have. */
export const TIERS = ["auto", "translator", "interpreter", "oracle", "lockstep"] as const;
export type Tier = (typeof TIERS)[number];

/** Tiers that run a guest by themselves. */
export type SingleTier = Exclude<Tier, "lockstep">;

/** A tier, or which two are to run in lockstep, and how many instructions between comparisons. */
export type TierName = Tier | `lockstep:${SingleTier},${SingleTier}`
  | `lockstep:${SingleTier},${SingleTier},${bigint}`;

/** What `lockstep` alone means. */
export const LOCKSTEP_TIERS: readonly [SingleTier, SingleTier] = ["interpreter", "translator"];

/** How a wrong name is answered. */
export const TIER_NAMES = `${TIERS.join(", ")}, lockstep:A,B[,INSTRUCTIONS]`;

export interface LockstepChoice {
  readonly tiers: readonly [SingleTier, SingleTier];
  /** Instructions from one comparison to the next; undefined: as the engine likes. */
  readonly stretch: bigint | undefined;
}

function isSingle(name: string | undefined): name is SingleTier {
  return name !== undefined && name !== "lockstep" && (TIERS as readonly string[]).includes(name);
}

/** What a name that begins with `lockstep` means; undefined for any other, and for a wrong one. */
export function lockstepChoice(name: string): LockstepChoice | undefined {
  if (name === "lockstep") return { tiers: LOCKSTEP_TIERS, stretch: undefined };
  const match = /^lockstep:([a-z]+),([a-z]+)(?:,([1-9][0-9]*))?$/.exec(name);
  const [, first, second, stretch] = match ?? [];
  if (!isSingle(first) || !isSingle(second)) return undefined;
  return { tiers: [first, second], stretch: stretch === undefined ? undefined : BigInt(stretch) };
}

export function isTier(name: string): name is TierName {
  return isSingle(name) || lockstepChoice(name) !== undefined;
}
