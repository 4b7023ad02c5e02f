/**
 * `npm run licences`: what a build is made of, and under which licences.
 */

import { packages } from "./packages.ts";

for (const { name, version, licence } of packages().filter(({ isForTestsOnly }) => !isForTestsOnly)) {
  console.log(`${name} ${version}: ${licence}`);
}
