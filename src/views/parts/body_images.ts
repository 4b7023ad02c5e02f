import { resolved } from "../../base/urls.ts";
import type { SizedPicture } from "../part_types.ts";

/**
 * Adds responsive image sizes to a rendered text. The cached text keeps the images as uploaded, since images may change
 * when the text does not.
 *
 * @param html attributes in double quotes with `>` escaped, as the Markdown pipeline renders them
 * @param pictures by decoded address
 * @param page address of the page
 */
export function withPictures(html: string, pictures: Readonly<Record<string, SizedPicture>>, page: string): string {
  return html.replace(/(<figure class="figure-(?:wide|full)">)?(<img\b[^>]*>)/g, (all, figure = "", tag = "") => {
    const source = attribute(tag, "src");
    const picture = source === undefined ? undefined : pictures[resolved(unescaped(source), page).path];
    if (picture === undefined) return all;
    return figure + pictureElement(tag, figure === "" ? picture : { ...picture, sizes: WIDER });
  });
}

/** The sizes of what is wider than the text, as `css/in_some_texts/figure_widths.css` has it. */
const WIDER = "min(100vw, 75rem)";

/** The attributes of an author's image. A size that the author set stays. */
function pictureElement(tag: string, { src, srcset, avif, sizes = "", tint, ...own }: SizedPicture): string {
  const { width, height } = shownSize(tag, own);
  const isNarrow = width !== own.width && width !== undefined;
  const shownSizes = isNarrow ? `min(92vw, ${width}px)` : sizes;
  const rest = tag.slice("<img".length, -1).replace(/\s(?:src|width|height)="[^"]*"/g, "");
  const image = `<img${attributes({ src, srcset, sizes: srcset && shownSizes, width, height, "data-tint": tint })}${rest}>`;
  if (avif === undefined) return image;
  return `<picture><source${attributes({ type: "image/avif", srcset: avif, sizes: shownSizes })}>${image}</picture>`;
}

/** Width and height at the image's aspect ratio, as large as its author set it. */
function shownSize(tag: string, own: Pick<SizedPicture, "width" | "height">): Pick<SizedPicture, "width" | "height"> {
  const { width, height } = own;
  const [wantedWidth, wantedHeight] = [attribute(tag, "width"), attribute(tag, "height")].map(Number);
  if (!width || !height) return { width: wantedWidth || undefined, height: wantedHeight || undefined };
  if (wantedWidth) return { width: wantedWidth, height: wantedHeight || Math.round((height * wantedWidth) / width) };
  return wantedHeight ? { width: Math.round((width * wantedHeight) / height), height: wantedHeight } : own;
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
}

function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .map(([name, value]) => (value === undefined ? "" : ` ${name}="${value}"`))
    .join("");
}

function unescaped(text: string): string {
  return text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
