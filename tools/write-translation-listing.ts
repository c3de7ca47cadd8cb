/** `npm run generate:listing`: writes the listing of `docs/translation.md` as it is now. */
import { writeFileSync } from "node:fs";
import { PAGE, translationPage } from "./translation-listing.ts";

writeFileSync(PAGE, translationPage());
