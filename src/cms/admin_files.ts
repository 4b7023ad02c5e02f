/**
 * Publishes the CMS at `/admin/`: Decap, served by the site itself, with fields generated from the front matter schema.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import nunjucks from "nunjucks";
import { compare } from "../base/diagnostic.ts";
import { filesIn, type SiteFile, textFile } from "../base/files.ts";
import { digest } from "../cache/cache.ts";
import type { Program } from "../config/options.ts";
import { adminPolicyForMeta } from "../hosting/csp.ts";
import type { Look } from "../media/bundle.ts";
import { wordsFor } from "../views/i18n/i18n.ts";
import { siteView } from "../views/site.ts";
import { cmsScript } from "./bundle_editor.mjs";
import { type CmsBackend, type CmsSurroundings, cmsConfig } from "./config.ts";
import type { EditorSettings } from "./inspection.ts";

/** Folder of the CMS, relative to the output folder. */
export const ADMIN = "admin";

/** The files of Decap's package that are published: the CMS, its lazy chunks and the licences of what it bundles. */
const PUBLISHED = /^(?:(?:\d+\.)?decap-cms\.js(?:\.LICENSE\.txt)?|[0-9a-f]+\.wasm)$/;

/** Decap's package lacks its licence; that of its translations, from the same repository, contains it. */
const LICENCE = join("node_modules", "decap-cms-locales", "LICENSE");

/** Decap's folder, if it is installed. */
export function decapFolder(root: string): string | undefined {
  const folder = join(root, "node_modules", "decap-cms", "dist");
  return existsSync(join(folder, "decap-cms.js")) ? folder : undefined;
}

/** The CMS of a blog. */
export interface Cms {
  program: Program;
  /** Folder of the templates. */
  includes: string;
  decap: string;
  look: Look;
  around: CmsSurroundings;
  backend: CmsBackend;
  /** Returns the script of the editor. */
  editor(): Uint8Array | Promise<Uint8Array>;
  isLocal: boolean;
}

/** Every file of the CMS. */
export function cmsFiles({ program, includes, decap, around, look, backend, editor, isLocal }: Cms): SiteFile[] {
  const { site, authors, tags, layouts } = around;
  const settings: EditorSettings = {
    site: { ...site, cms: undefined, redirects: [] },
    siteView: siteView(site, wordsFor(site.language), look, true),
    authors,
    tags,
    layouts,
  };
  const text = (name: string, content: string): SiteFile => textFile(`${ADMIN}/${name}`, digest(content), content);
  return [
    text("index.html", adminPage(site.name, adminPolicyForMeta(site, isLocal), isLocal)),
    text("config.yml", cmsConfig(around, backend)),
    text("settings.json", JSON.stringify(settings)),
    text("templates.js", compiledTemplates(includes)),
    text("editor.css", readFileSync(join(program.root, "src", "cms", "browser", "editor.css"), "utf8")),
    { path: `${ADMIN}/LICENSE.txt`, key: "cms-decap", bytes: () => readFileSync(join(program.root, LICENCE)) },
    // The key is constant, since a cache entry never outlives the code version.
    { path: `${ADMIN}/editor.js`, key: "cms-editor", bytes: editor },
    ...readdirSync(decap)
      .filter((name) => PUBLISHED.test(name))
      .map((name) => ({
        path: `${ADMIN}/${name}`,
        key: "cms-decap",
        bytes: () => readFileSync(join(decap, name)),
      })),
  ];
}

/** The templates as a script, for the preview. */
function compiledTemplates(includes: string): string {
  const names = filesIn(includes).filter((name) => name.endsWith(".njk"));
  const texts = names.sort(compare).map((name) => {
    const text = readFileSync(join(includes, name), "utf8").replace(/^---\r?\n[\s\S]*?\n---\r?\n/, "");
    return nunjucks.precompileString(text, { name });
  });
  return texts.join("");
}

/** The script that the launcher bundled. Bundled here if Eleventy runs by itself. */
export async function editorScript({ root, cmsEditor }: Program): Promise<Uint8Array> {
  return cmsEditor === undefined ? cmsScript(root) : readFileSync(cmsEditor);
}

function adminPage(name: string, policy: string, isLocal: boolean): string {
  return `<!DOCTYPE html>
<html lang="en"${isLocal ? ' data-cms="local"' : ""}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<title>Write for ${escaped(name)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="editor.css">
<script src="templates.js"></script>
<script src="editor.js"></script>
<script src="decap-cms.js"></script>
</head>
<body></body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
}
