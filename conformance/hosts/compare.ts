/** Where the items of one host, or of two, differ. */
import type { Item } from "./battery.ts";

/** Items of one name must be the same in every tier of a host. */
export function tierDifferences(items: readonly Item[]): string[] {
  const first = new Map<string, Item>();
  return items.flatMap((item) => {
    const other = first.get(item.name);
    if (other === undefined) first.set(item.name, item);
    if (other === undefined || other.result === item.result) return [];
    return [`${item.name}: ${other.tier} has ${other.result}; ${item.tier} has ${item.result}`];
  });
}

/** The same items must have the same results in two hosts. */
export function hostDifferences(expected: readonly Item[], actual: readonly Item[]): string[] {
  const key = ({ name, tier }: Item): string => `${name} in tier ${tier}`;
  const found = new Map(actual.map((item) => [key(item), item.result]));
  return [
    ...expected.flatMap((item) => {
      const result = found.get(key(item));
      return result === item.result ? []
        : [`${key(item)}: ${item.result}, here ${result ?? "nothing"}`];
    }),
    ...(expected.length === actual.length ? []
      : [`${expected.length} items are expected, here are ${actual.length}`]),
  ];
}
