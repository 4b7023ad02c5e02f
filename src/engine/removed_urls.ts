/**
 * Guards addresses: compares a planned site with the deployed one.
 */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Problem, withSeverities } from "../base/diagnostic.ts";
import { problemAt } from "../base/source.ts";
import { plural } from "../base/text.ts";
import { UsageError } from "../base/usage_error.ts";
import { type BuildOptions, contentLabel } from "../config/options.ts";
import { lastDeployment } from "../hosting/fetch_manifest.ts";
import { vanishedAddresses } from "../hosting/removed_urls.ts";
import { SITE_MANIFEST, type SiteManifest, siteManifestFrom } from "../hosting/url_manifest.ts";
import type { SitePlan } from "./plan/plan_site.ts";

/** Problems for the addresses of the last deployment that this build would remove. */
export async function removedSince(where: string, plan: SitePlan): Promise<Problem[]> {
  const { options, blog, posts } = plan.loaded;
  const settingsFile = `${contentLabel(options)}/site.yaml`;
  const before = belowBase(await lastDeployment(where), blog.site.base);
  const found =
    before === undefined
      ? [nothingToGuard(settingsFile, where)]
      : vanishedAddresses(before, {
          manifest: plan.manifest(),
          files: new Set(plan.files.map(({ path }) => `/${path}`)),
          posts: posts.withUrl,
          placeIn: posts.placeIn,
          gone: blog.site.gone,
          settingsFile,
        });
  return withSeverities(found, blog.site.checks);
}

/** A sitemap names addresses with the path of the site. */
function belowBase(before: SiteManifest | undefined, base: string): SiteManifest | undefined {
  const isBelow = Object.keys(before?.pages ?? {}).every((address) => address.startsWith(base));
  if (before === undefined || before.url !== "" || base === "/" || !isBelow) return before;
  const pages = Object.entries(before.pages).map(([address, page]) => [address.slice(base.length - 1), page]);
  return { ...before, pages: Object.fromEntries(pages) };
}

function nothingToGuard(file: string, where: string): Problem {
  return problemAt(
    { file },
    { line: 1, column: 1 },
    {
      rule: "vanished-address",
      severity: "warn",
      message: `The site at ${where} has neither a ${SITE_MANIFEST} nor a sitemap, so removed addresses cannot be found.`,
      hint: "It will have one after the next deployment.",
    },
  );
}

/**
 * Refuses to publish an empty blog over one with posts, since the content folder is probably misspelt.
 *
 * @throws UsageError if the content has no folder of posts and the published site has posts
 */
export function refuseWithoutPosts(options: BuildOptions): void {
  const [posts, manifest] = [join(options.content, "posts"), join(options.output, SITE_MANIFEST)];
  if (existsSync(posts) || !existsSync(manifest)) return;
  const pages = Object.values(siteManifestFrom(readFileSync(manifest, "utf8"))?.pages ?? {});
  const count = pages.filter(({ kind }) => kind === "post").length;
  if (count === 0) return;
  throw new UsageError(
    `${contentLabel(options)} has no folder posts, and the published site has ${plural(count, "post")}. Name another folder with --content, or make an empty folder ${posts} to publish a blog without posts.`,
  );
}
