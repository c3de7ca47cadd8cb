/** The sixteen conditions of jcc, setcc and cmovcc. Source: SDM volume 1, appendix B. */
import { RFLAGS_BIT } from "../machine/flags.ts";

/** Does condition `cc` (0 = O, 1 = NO, 2 = B, ... 15 = NLE) hold for these RFLAGS status bits? */
export function conditionHolds(status: number, cc: number): boolean {
  const is = (flag: keyof typeof RFLAGS_BIT): boolean => ((status >>> RFLAGS_BIT[flag]) & 1) === 1;
  const holds = baseCondition(cc >> 1, is);
  return (cc & 1) === 0 ? holds : !holds;
}

/** The even conditions; each odd one is the negation of the one before it. */
function baseCondition(number: number, is: (flag: keyof typeof RFLAGS_BIT) => boolean): boolean {
  switch (number) {
    case 0: return is("of");
    case 1: return is("cf");
    case 2: return is("zf");
    case 3: return is("cf") || is("zf");
    case 4: return is("sf");
    case 5: return is("pf");
    case 6: return is("sf") !== is("of");
    case 7: return is("zf") || is("sf") !== is("of");
    default: throw new RangeError(`there is no condition ${2 * number}`);
  }
}
