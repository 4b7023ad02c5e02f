/** The packages in the lock file. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../site/site.ts";

export interface Package {
  /** Its path, including parent packages if nested. */
  name: string;
  version: string;
  /** An SPDX expression. */
  licence: string;
  isForTestsOnly: boolean;
  /** Whether it is installed on some platforms only. */
  isOptional: boolean;
  hasInstallScript: boolean;
  /** Whether the lock file has an integrity hash. */
  hasDigest: boolean;
  /** Supported operating systems, processors and C libraries; by default all. */
  os: readonly string[] | undefined;
  cpu: readonly string[] | undefined;
  libc: readonly string[] | undefined;
}

interface Locked {
  version?: string;
  license?: string;
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
  hasInstallScript?: boolean;
  integrity?: string;
  os?: string[];
  cpu?: string[];
  libc?: string[];
}

export function packages(): Package[] {
  const lock: { packages: Record<string, Locked> } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));
  return Object.entries(lock.packages)
    .filter(([path]) => path !== "")
    .map(([path, locked]) => ({
      name: path.replace(/^node_modules\//, ""),
      version: locked.version ?? "",
      licence: locked.license ?? "",
      isForTestsOnly: locked.dev === true || locked.devOptional === true,
      isOptional: locked.optional === true,
      hasInstallScript: locked.hasInstallScript === true,
      hasDigest: locked.integrity !== undefined,
      os: locked.os,
      cpu: locked.cpu,
      libc: locked.libc,
    }));
}

/** Whether a package is installed on Linux x64 with glibc, as in CI. */
export function isForLinux({ os, cpu, libc }: Package): boolean {
  const fits = (wanted: string, given: readonly string[] | undefined): boolean =>
    given === undefined || given.includes(wanted);
  return fits("linux", os) && fits("x64", cpu) && fits("glibc", libc);
}
