/**
 * Renders the blog's icon from one SVG in the formats that browsers, phones and home screens ask for.
 */

import type { SiteFile } from "../base/files.ts";
import { textFile } from "../base/files.ts";
import { cachedFile } from "../cache/blob_store.ts";
import { digest } from "../cache/cache.ts";
import { iconPng, iconsIco } from "../media/icon.ts";
import { THEME_COLOURS } from "../views/site.ts";
import { HOME, href } from "../views/urls.ts";
import type { Published } from "./context.ts";

/** A mask may crop a maskable icon to a circle of four fifths of its width. */
const WITHIN_MASK = 0.64;

/**
 * @see https://web.dev/articles/add-manifest#icons
 * @see https://w3c.github.io/manifest/
 */
export function icons({ blog: { site, words }, icon, maker }: Published): SiteFile[] {
  const by = digest(icon, maker.versions.sharp ?? "");
  const ground = THEME_COLOURS.light;
  const png = (name: string, size: number, part: number, on?: string): SiteFile =>
    cachedFile(name, digest(by, name), maker.lasting, () => iconPng(icon, size, part, on));
  const image = (name: string, size: number, purpose: string) => ({
    src: href(site, `/${name}`),
    sizes: `${size}x${size}`,
    type: "image/png",
    purpose,
  });
  const manifest = {
    name: site.name,
    short_name: site.name,
    ...(site.description === undefined ? {} : { description: site.description }),
    id: href(site, HOME),
    start_url: href(site, HOME),
    scope: href(site, HOME),
    lang: words.language,
    display: "minimal-ui",
    background_color: ground,
    theme_color: ground,
    icons: [
      image("icon-192.png", 192, "any"),
      image("icon-512.png", 512, "any"),
      image("icon-maskable-512.png", 512, "maskable"),
      { src: href(site, "/icon.svg"), sizes: "any", type: "image/svg+xml", purpose: "any" },
    ],
  };
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  return [
    textFile("icon.svg", digest(icon), icon),
    cachedFile("favicon.ico", digest(by, "favicon.ico"), maker.lasting, () => iconsIco(icon)),
    png("apple-touch-icon.png", 180, 0.8, ground),
    png("icon-192.png", 192, 1),
    png("icon-512.png", 512, 1),
    png("icon-maskable-512.png", 512, WITHIN_MASK, ground),
    textFile("manifest.webmanifest", text, text),
  ];
}
