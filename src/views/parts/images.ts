import { isLocal, resolved } from "../../base/urls.ts";
import type { Post } from "../../content/post.ts";
import type { PostText } from "../../content/post_text.ts";
import type { Focus } from "../../media/crop/composition.ts";
import { type Format, type Picture, type Slot, variantsOf } from "../../media/image_variants.ts";
import type { Frame } from "../context.ts";
import type { PictureView, SizedPicture } from "../part_types.ts";
import { href } from "../urls.ts";

/** The width of each slot by screen width, as in the style sheet. */
const SIZES: Readonly<Record<Exclude<Slot, "text" | "face">, string>> = {
  article: "(width >= 79rem) 76rem, 94vw",
  beside: "(width >= 60rem) min(33rem, 44vw), 92vw",
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
  if (!frame.hasPicture(thumbnail)) return undefined;
  const { found, isWhole = false } = cropOf(frame, post);
  const focus = isWhole || found === undefined ? undefined : inSteps(found);
  return { ...sizedPicture(frame, thumbnail, slot), alt, focus, isWhole };
}

/** An image at the top of an article stands below the title if it is wide, large and a photograph, else beside it. */
export function standsBeside(frame: Frame, post: Post): boolean {
  const picture = post.thumbnail === undefined ? undefined : frame.pictureAt(post.thumbnail);
  if (picture === undefined) return false;
  const { width = 0, height = 1 } = picture;
  return cropOf(frame, post).isWhole === true || width < WIDE_WIDTH || width / height < WIDE_SHAPE;
}

/** In pixels. A smaller image would be blown up. */
const WIDE_WIDTH = 1000;
const WIDE_SHAPE = 1.3;

/** What the author says about crops of a thumbnail, else what the build found. */
function cropOf(
  frame: Frame,
  { thumbnail = "", thumbnailFocus }: Post,
): { found?: Focus | undefined; isWhole?: boolean } {
  const focus = frame.pictureAt(thumbnail)?.focus;
  if (thumbnailFocus === "whole" || (thumbnailFocus === undefined && focus === undefined)) return { isWhole: true };
  return { found: thumbnailFocus === undefined ? focus : focusFrom(thumbnailFocus) };
}

/** @param written as `content/schema.ts` allows it */
function focusFrom(written: string): Focus {
  const [x = 0, y = 0] = written.split(" ").map((percent) => Number.parseInt(percent, 10));
  if (written.includes("%")) return { x, y };
  const along = (start: string, end: string): number =>
    written.includes(start) ? 0 : written.includes(end) ? 100 : 50;
  return { x: along("left", "right"), y: along("top", "bottom") };
}

/** Tenths that the style sheet has rules for, since the content security policy forbids inline styles. 5 needs none. */
const STEPS = [0, 2, 5, 8, 10];

/** Undefined for the middle. */
function inSteps({ x, y }: Focus): string | undefined {
  const nearest = (percent: number): number =>
    STEPS.reduce((best, step) => (Math.abs(step * 10 - percent) < Math.abs(best * 10 - percent) ? step : best), 5);
  const focus = `${nearest(x)} ${nearest(y)}`;
  return focus === "5 5" ? undefined : focus;
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
