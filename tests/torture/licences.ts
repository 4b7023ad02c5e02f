/** `npm run licences`: lists the packages that a build uses, and their licences. */

import { packages } from "./packages.ts";

for (const { name, version, licence } of packages().filter(({ isForTestsOnly }) => !isForTestsOnly)) {
  console.log(`${name} ${version}: ${licence}`);
}
