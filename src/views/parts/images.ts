import { isLocal, resolved } from "../../base/urls.ts";
import type { Post } from "../../content/post.ts";
import type { PostText } from "../../content/post_text.ts";
import { type Format, type Picture, type Slot, variantsOf } from "../../media/image_variants.ts";
import type { Frame } from "../context.ts";
import type { PictureView, SizedPicture } from "../part_types.ts";
import { href } from "../urls.ts";

/** The width of each slot by screen width, as in the style sheet. */
const SIZES: Readonly<Record<Exclude<Slot, "text" | "face">, string>> = {
  article: "(width >= 68rem) min(57rem, 68vw), (width >= 44rem) 39rem, 92vw",
  lead: "(width >= 60rem) min(44rem, 54vw), 92vw",
  card: "(width >= 62rem) 24rem, (width >= 42rem) 45vw, 92vw",
};

/** The largest width of an image in a text, in pixels. */
const TEXT_WIDTH = 620;

/** The variant for browsers that ignore `srcset`. */
const USUAL_WIDTH = 800;

/** An image of this blog by its address without base path. Shown as uploaded if nothing more is known about it. */
export function sizedPicture(frame: Frame, address: string, slot: Slot): SizedPicture {
  const picture = frame.pictureAt(address);
  const uploaded = href(frame.site, encodeURI(address));
  if (picture === undefined) return { src: uploaded, uploaded };
  const { width, height, tint } = picture;
  const webp = variants(frame, picture, slot, "webp");
  const usual = webp.findLast((variant) => variant.width <= USUAL_WIDTH) ?? webp[0];
  if (usual === undefined) return { src: uploaded, uploaded, width, height, tint };
  const ownShape = slot === "face" ? usual : { width, height };
  return {
    src: usual.url,
    uploaded,
    width: ownShape.width,
    height: ownShape.height,
    srcset: srcset(webp),
    avif: srcset(variants(frame, picture, slot, "avif")),
    sizes: sizesOf(slot, width),
    tint,
  };
}

/**
 * A post's thumbnail, unless it is missing or unusable. Without `thumbnail_alt` its alt text is empty, since the title
 * stands beside it.
 */
export function thumbnailOf(frame: Frame, post: Post, slot: Slot): PictureView | undefined {
  const { thumbnail } = post;
  if (thumbnail === undefined) return undefined;
  const alt = post.thumbnailAlt ?? "";
  if (!isLocal(thumbnail)) return { src: thumbnail, uploaded: thumbnail, alt };
  return frame.hasPicture(thumbnail) ? { ...sizedPicture(frame, thumbnail, slot), alt } : undefined;
}

/** The images of a text. */
interface TextPictures {
  pictures: readonly Pick<PostText["pictures"][number], "target">[];
}

/**
 * The images of a text that are files of this blog, by their decoded address in the HTML.
 *
 * @param page where the text is shown
 */
export function picturesIn(frame: Frame, text: TextPictures, page: string): Record<string, SizedPicture> | undefined {
  const addresses = localPictures(text, page).filter(frame.hasPicture);
  if (addresses.length === 0) return undefined;
  return Object.fromEntries(
    addresses.map((address) => [href(frame.site, address), sizedPicture(frame, address, "text")]),
  );
}

/** Addresses, without base path, of the images in a text. */
export function localPictures({ pictures }: TextPictures, page: string): string[] {
  return pictures.filter(({ target }) => isLocal(target)).map(({ target }) => resolved(target, page).path);
}

function variants({ site, makesVariants }: Frame, picture: Picture, slot: Slot, format: Format) {
  // In development, pages show images as uploaded, so that nothing waits for an encoder.
  if (!makesVariants) return [];
  return variantsOf(picture, slot, format).map(({ width, height, address }) => ({
    width,
    height,
    url: href(site, address),
  }));
}

function srcset(variants: readonly { url: string; width: number }[]): string | undefined {
  return variants.length === 0 ? undefined : variants.map(({ url, width }) => `${url} ${width}w`).join(", ");
}

function sizesOf(slot: Slot, width = TEXT_WIDTH): string | undefined {
  if (slot === "text") return `min(92vw, ${Math.min(width, TEXT_WIDTH)}px)`;
  // A portrait has several sizes, which its macro knows.
  return slot === "face" ? undefined : SIZES[slot];
}
