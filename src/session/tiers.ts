/** Names of engines; "auto" is the fastest that the host can have. */
export const TIERS = ["auto", "translator", "interpreter", "oracle"] as const;
export type Tier = (typeof TIERS)[number];

export function isTier(name: string): name is Tier {
  return (TIERS as readonly string[]).includes(name);
}
