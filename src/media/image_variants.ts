/**
 * A picture and the sizes in which pages show it.
 */

import { slug } from "../base/slug.ts";
import { digest } from "../cache/cache.ts";

/** What is known of the bytes of a picture. */
export interface PictureFacts {
  /** An original is shown as it was uploaded, as a drawing is; of the others smaller versions are made. */
  kind: "photo" | "animation" | "original";
  /** In pixels, upright. A drawing may have none. */
  width?: number | undefined;
  height?: number | undefined;
  /** For its place while it loads, see `tint.ts`. */
  tint: string;
}

/** A picture on the site. */
export interface Picture extends PictureFacts {
  /** As it was uploaded, below the site's base and not encoded: `/assets/img/uploads/x.jpg`. */
  address: string;
  /** A name for its bytes and for all else that smaller versions of it are made from. */
  digest: string;
}

/** A picture whose bytes are of no use, and why, in a sentence. */
export interface Refusal {
  refused: string;
}

/** Where on a page a picture stands. */
export type Slot = "article" | "card" | "lead" | "text" | "face";

/** In pixels, ascending: few, since every step costs time in each build and letters in each page. */
const WIDTHS = [400, 800, 1200, 1800];
const FACE_WIDTHS = [96, 192, 384];

/** The first of a picture's widths that is enough for a slot. */
const ENOUGH: Readonly<Record<Slot, number>> = { article: 1800, lead: 1200, text: 1200, card: 800, face: 384 };

/** Animations are heavy, and no sharper for being large. */
const ANIMATION_WIDTHS = [800];

/** A picture that is hardly wider than a step is worth no step of its own. */
const WORTH_A_STEP = 1.3;

export type Format = "avif" | "webp";

/** A picture in one size and format. */
export interface Variant {
  format: Format;
  width: number;
  height: number;
  /** Below the site's base. */
  address: string;
  /** A name for all that its bytes are made from. */
  key: string;
}

/**
 * The sizes in which a slot shows a picture, ascending; none of an original. Never larger than the picture itself.
 */
export function variantsOf(picture: Picture, slot: Slot, format: Format): Variant[] {
  const { kind, width, height } = picture;
  if (kind === "original" || width === undefined || height === undefined) return [];
  if (kind === "animation" && format === "avif") return [];
  const isSquare = slot === "face";
  const own = isSquare ? Math.min(width, height) : width;
  const hash = digest(picture.digest, isSquare ? "square" : "").slice(0, 8);
  return widthsOf(own, kind, slot).map((step) => ({
    format,
    width: step,
    height: isSquare ? step : Math.max(1, Math.round((height * step) / width)),
    address: `/assets/img/sized/${nameOf(picture)}-${step}.${hash}.${format}`,
    key: digest(picture.digest, isSquare ? "square" : "", String(step), format),
  }));
}

/** The steps that are worth it for a picture of a width, its own among them, as far as the slot has use for them. */
function widthsOf(own: number, kind: PictureFacts["kind"], slot: Slot): number[] {
  const steps = kind === "animation" ? ANIMATION_WIDTHS : slot === "face" ? FACE_WIDTHS : WIDTHS;
  const last = Math.min(own, steps.at(-1) ?? own);
  const widths = [...steps.filter((step) => step * WORTH_A_STEP < last), last];
  const enough = widths.findIndex((width) => width >= ENOUGH[slot]);
  return enough === -1 ? widths : widths.slice(0, enough + 1);
}

const MOST_OF_A_NAME = 32;

/** What people recognise it by, short, since it stands in every address of the picture. */
function nameOf({ address }: Picture): string {
  const file = (address.split("/").at(-1) ?? "").replace(/\.\w+$/, "");
  return [...slug(file)].slice(0, MOST_OF_A_NAME).join("").replace(/-+$/, "") || "picture";
}
