import { isLocal, resolved } from "../../base/urls.ts";
import type { Post } from "../../content/post.ts";
import type { PostText } from "../../content/post_text.ts";
import { type Format, type Picture, type Slot, variantsOf } from "../../media/image_variants.ts";
import type { Frame } from "../context.ts";
import type { PictureView, SizedPicture } from "../part_types.ts";
import { href } from "../urls.ts";

/** How wide each slot is on screens of each width, as the style sheet has it. */
const SIZES: Readonly<Record<Exclude<Slot, "text" | "face">, string>> = {
  article: "(width >= 68rem) min(57rem, 68vw), (width >= 44rem) 39rem, 92vw",
  lead: "(width >= 60rem) min(44rem, 54vw), 92vw",
  card: "(width >= 62rem) 24rem, (width >= 42rem) 45vw, 92vw",
};

/** The widest a picture in a text is shown, in pixels. */
const TEXT_WIDTH = 620;

/** The one of its sizes that a browser gets that does not choose. */
const USUAL_WIDTH = 800;

/** A picture of this blog at an address below its base; as it was uploaded where nothing more is known of it. */
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

/** A post's picture, unless it is missing or of no use. Without words of its own it adds nothing to the title beside it. */
export function thumbnailOf(frame: Frame, post: Post, slot: Slot): PictureView | undefined {
  const { thumbnail } = post;
  if (thumbnail === undefined) return undefined;
  const alt = post.thumbnailAlt ?? "";
  if (!isLocal(thumbnail)) return { src: thumbnail, uploaded: thumbnail, alt };
  return frame.hasPicture(thumbnail) ? { ...sizedPicture(frame, thumbnail, slot), alt } : undefined;
}

/** What a text shows. */
interface TextPictures {
  pictures: readonly Pick<PostText["pictures"][number], "target">[];
}

/**
 * The pictures of a text that stand on this blog, by their address in its HTML, decoded.
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

/** The addresses below the site's base of the pictures that a text has from this frame. */
export function localPictures({ pictures }: TextPictures, page: string): string[] {
  return pictures.filter(({ target }) => isLocal(target)).map(({ target }) => resolved(target, page).path);
}

function variants({ site, makesVariants }: Frame, picture: Picture, slot: Slot, format: Format) {
  // While an author writes, nothing waits for an encoder.
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
  // A face comes in several sizes, which its macro knows.
  return slot === "face" ? undefined : SIZES[slot];
}
