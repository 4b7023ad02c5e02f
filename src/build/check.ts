/**
 * Everything that the doctor finds in a blog, without building it.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeAddress } from "../address.ts";
import { adviceAcross } from "../doctor/across_posts.ts";
import { type Upload, uploadAdvice } from "../doctor/uploads.ts";
import { filesIn } from "../files.ts";
import { judge, type Problem } from "../problem.ts";
import { Crew } from "./crew.ts";
import { type BuildOptions, includesFolder, pagesFolder } from "./options.ts";
import { type Preparation, type Prepared, prepare } from "./prepare.ts";

/** All rules over all sources: errors, warnings and advice, in the order of files and lines. */
export async function check(options: BuildOptions): Promise<Problem[]> {
  const crew = new Crew(options);
  try {
    return found(await prepare(options, crew));
  } finally {
    crew.dismiss();
  }
}

function found({ prepared, problems, advice }: Preparation): Problem[] {
  if (prepared === undefined) return problems;
  const { blog, reading } = prepared;
  const across = adviceAcross({
    posts: blog.collections.posts,
    textOf: blog.textOf,
    nearestTo: (post) => blog.collections.related.get(post) ?? [],
    hasTagList: reading.around.tags !== undefined,
  });
  const judged = judge([...across, ...uploads(prepared).flatMap(uploadAdvice)], blog.site.checks);
  // These have been judged already, and a draft's are milder than its site says.
  return judge([...problems, ...advice, ...judged], {});
}

const UPLOADS = "/assets/img/uploads/";

function uploads({ assets, named, options }: Prepared): Upload[] {
  const others = textsBeside(options);
  return assets
    .filter(({ address }) => address.startsWith(UPLOADS))
    .map(({ path, address }) => ({
      file: address.slice(1),
      bytes: readFileSync(path),
      isUsed: named.has(address) || others.some((text) => text.includes(address.slice(UPLOADS.length))),
    }));
}

/** Settings, pages and templates: wherever one of these names a file, it is in use. */
function textsBeside(options: BuildOptions): string[] {
  const settings = ["site.yaml", "authors.yaml", "tags.yaml"].map((name) => join(options.content, name));
  const templates = [pagesFolder(options), includesFolder(options)].flatMap((folder) =>
    filesIn(folder).map((name) => join(folder, name)),
  );
  return [...settings, ...templates].flatMap((path) => {
    try {
      return decodeAddress(readFileSync(path, "utf8"));
    } catch {
      return [];
    }
  });
}
