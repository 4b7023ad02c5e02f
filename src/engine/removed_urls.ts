/**
 * The guard of addresses: a blog that is ready to be published, held against the site that readers see now.
 */

import { type Problem, withSeverities } from "../base/diagnostic.ts";
import { problemAt } from "../base/source.ts";
import { contentLabel } from "../config/options.ts";
import { lastDeployment } from "../hosting/fetch_manifest.ts";
import { vanishedAddresses } from "../hosting/removed_urls.ts";
import { SITE_MANIFEST } from "../hosting/url_manifest.ts";
import type { SitePlan } from "./plan/prepare.ts";

/** Addresses of the last deployment that would vanish with this build. */
export async function removedSince(where: string, prepared: SitePlan): Promise<Problem[]> {
  const { options, blog, siteFiles, everyPost, placeIn } = prepared;
  const settingsFile = `${contentLabel(options)}/site.yaml`;
  const before = await lastDeployment(where);
  const found =
    before === undefined
      ? [nothingToGuard(settingsFile, where)]
      : vanishedAddresses(before, {
          manifest: prepared.manifest(),
          files: new Set(siteFiles.map(({ path }) => `/${path}`)),
          posts: everyPost,
          placeIn,
          gone: blog.site.gone,
          settingsFile,
        });
  return withSeverities(found, blog.site.checks);
}

function nothingToGuard(file: string, where: string): Problem {
  return problemAt(
    { file },
    { line: 1, column: 1 },
    {
      rule: "vanished-address",
      severity: "warn",
      message: `The site at ${where} has no ${SITE_MANIFEST}, so no old address could be looked for.`,
      hint: "From the next deployment on it has one.",
    },
  );
}
