/**
 * An image and the sizes in which pages show it.
 */

import { slug } from "../base/slug.ts";
import { digest } from "../cache/cache.ts";
import type { Focus } from "./crop/composition.ts";

/** What probing an image's bytes found. */
export interface PictureFacts {
  /** Whether the image is shown as uploaded, as an SVG is. Others get smaller variants. */
  kind: "photo" | "animation" | "original";
  /** In pixels, after rotation. An SVG may have none. */
  width?: number | undefined;
  height?: number | undefined;
  /** Placeholder colour while it loads, see `placeholder_colour.ts`. */
  tint: string;
  /** Where a crop stays. Absent from drawings and animations, which are shown whole. */
  focus?: Focus | undefined;
}

/** An image of the site. */
export interface Picture extends PictureFacts {
  /** Address of the uploaded file, without the site's base path and not percent-encoded: `/assets/img/uploads/x.jpg`. */
  address: string;
  /** Hash of its bytes and of everything else that its variants depend on. */
  digest: string;
}

/** An image that cannot be used, with the reason in one sentence. */
export interface Refusal {
  refused: string;
}

/** A place on a page that shows an image. */
export type Slot = "article" | "beside" | "card" | "lead" | "text" | "face";

/** Widths in pixels, ascending. Few, since each costs build time and bytes in every page. */
const WIDTHS = [400, 800, 1200, 1800];
const FACE_WIDTHS = [96, 192, 384];

/** The smallest width that is enough for a slot. */
const ENOUGH: Readonly<Record<Slot, number>> = {
  article: 1800,
  beside: 1200,
  lead: 1200,
  text: 1200,
  card: 800,
  face: 384,
};

/** Limits animations, which are heavy. */
const ANIMATION_WIDTHS = [800];

/** An image that is barely wider than a step gets no variant at its own width. */
const WORTH_A_STEP = 1.3;

export type Format = "avif" | "webp";

/** An image in one size and format. */
export interface Variant {
  format: Format;
  width: number;
  height: number;
  /** Without the site's base path. */
  address: string;
  /** Cache key: a hash of everything that its bytes depend on. */
  key: string;
}

/**
 * The variants that a slot offers, ascending, never larger than the image. None for an image that is shown as uploaded.
 */
export function variantsOf(picture: Picture, slot: Slot, format: Format): Variant[] {
  const { kind, width, height } = picture;
  if (kind === "original" || width === undefined || height === undefined) return [];
  if (kind === "animation" && format === "avif") return [];
  const isSquare = slot === "face";
  const own = isSquare ? Math.min(width, height) : width;
  const shape = isSquare ? `square ${picture.focus?.x} ${picture.focus?.y}` : "";
  const hash = digest(picture.digest, shape).slice(0, 8);
  return widthsOf(own, kind, slot).map((step) => ({
    format,
    width: step,
    height: isSquare ? step : Math.max(1, Math.round((height * step) / width)),
    address: `/assets/img/sized/${nameOf(picture)}-${step}.${hash}.${format}`,
    key: digest(picture.digest, shape, String(step), format),
  }));
}

/** The widths to make for an image, its own included, up to what the slot needs. */
function widthsOf(own: number, kind: PictureFacts["kind"], slot: Slot): number[] {
  const steps = kind === "animation" ? ANIMATION_WIDTHS : slot === "face" ? FACE_WIDTHS : WIDTHS;
  const last = Math.min(own, steps.at(-1) ?? own);
  const widths = [...steps.filter((step) => step * WORTH_A_STEP < last), last];
  const enough = widths.findIndex((width) => width >= ENOUGH[slot]);
  return enough === -1 ? widths : widths.slice(0, enough + 1);
}

const MOST_OF_A_NAME = 32;

/** A short readable name. Short, since every address of the image contains it. */
function nameOf({ address }: Picture): string {
  const file = (address.split("/").at(-1) ?? "").replace(/\.\w+$/, "");
  return [...slug(file)].slice(0, MOST_OF_A_NAME).join("").replace(/-+$/, "") || "picture";
}
