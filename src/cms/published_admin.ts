/**
 * The CMS of the published site, if site.yaml asks for it.
 */

import { relative, sep } from "node:path";
import type { Problem } from "../base/diagnostic.ts";
import type { SiteFile } from "../base/files.ts";
import { problemAt } from "../base/source.ts";
import { backendOf } from "../config/cms.ts";
import type { UsableSettings } from "../config/load_settings.ts";
import { type BuildOptions, contentLabel, includesFolder } from "../config/options.ts";
import type { Look } from "../media/bundle.ts";
import { cmsFiles, decapFolder, editorScript } from "./admin_files.ts";

export interface Admin {
  files: SiteFile[];
  problems: Problem[];
}

/** In development there is `npm run cms`. */
export function adminOf(options: BuildOptions, { site, authors, tags, layouts }: UsableSettings, look: Look): Admin {
  const { root, assets, development } = options;
  if (site.cms === undefined || development) return { files: [], problems: [] };
  const decap = decapFolder(root);
  if (decap === undefined) return { files: [], problems: [notInstalled(`${contentLabel(options)}/site.yaml`)] };
  const inAssets = relative(root, assets).split(sep).join("/");
  const around = {
    site,
    authors: authors?.entries,
    tags: tags?.entries,
    layouts,
    content: contentLabel(options),
    posts: `${contentLabel(options)}/posts`,
    pages: `${contentLabel(options)}/pages`,
    uploads: `${inAssets.startsWith("..") ? "assets" : inAssets}/img/uploads`,
  };
  return {
    files: cmsFiles({
      program: options,
      includes: includesFolder(options),
      decap,
      around,
      look,
      backend: backendOf(site.cms),
      editor: () => editorScript(options),
      isLocal: false,
    }),
    problems: [],
  };
}

function notInstalled(file: string): Problem {
  return problemAt(
    { file },
    { line: 1, column: 1 },
    {
      rule: "missing-cms",
      message: "`cms` is set but Decap CMS is not installed, so the site is published without /admin/.",
      hint: "Install it with `npm ci`, without `--omit=optional`; or remove `cms` from site.yaml.",
    },
  );
}
