/**
 * One style sheet from many: `layers.css` names the order, and each part puts itself into its layer.
 */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compare } from "../problem.ts";
import { type SiteFile, textFile } from "../site_file.ts";

export interface Stylesheet {
  /** Below the site's base, with a hash of the text, so that it may be kept for ever. */
  address: string;
  text: string;
}

/** The style sheet as a file of the site. */
export function stylesheetFile({ address, text }: Stylesheet): SiteFile {
  const path = address.slice(1);
  return textFile(path, path, text);
}

const FIRST = "layers.css";

/** Joins the style sheets of a folder; comments and indentation, which no reader needs, are left out. */
export function stylesheet(folder: string): Stylesheet {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".css") && file !== FIRST)
    .sort(compare);
  const text = [FIRST, ...files].map((file) => compact(readFileSync(join(folder, file), "utf8"))).join("");
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 10);
  return { address: `/assets/css/site.${hash}.css`, text };
}

function compact(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\n\s*/g, "\n")
    .replace(/\n+/g, "\n")
    .trimStart();
}
