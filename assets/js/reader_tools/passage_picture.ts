/** A picture of a quoted passage, to pass on where links are not read. */

const WIDTH = 1080;
const HEIGHT = 1350;
const MARGIN = 96;
const LARGEST = 84;
const SMALLEST = 40;
const LEADING = 1.32;
/** Longer passages are cut: more would be too small to read on a phone. */
const MOST_LETTERS = 480;
const FOOT_HEIGHT = 190;

export interface Quotation {
  text: string;
  /** The title of the post. */
  title: string;
  site: string;
}

/** @throws if the browser cannot draw it */
export async function pictureOf({ text, title, site }: Quotation): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("There is no canvas to draw on.");
  const { face, weight, colours, isFromRight } = look();
  const start = isFromRight ? WIDTH - MARGIN : MARGIN;
  context.direction = isFromRight ? "rtl" : "ltr";
  context.textAlign = "start";
  context.fillStyle = colours.ground;
  context.fillRect(0, 0, WIDTH, HEIGHT);

  context.fillStyle = colours.mark;
  context.fillRect(isFromRight ? start - 120 : start, MARGIN, 120, 12);

  const room = HEIGHT - 2 * MARGIN - FOOT_HEIGHT - 60;
  const { size, lines } = fitted(context, shortened(text), room, (size) => `${weight} ${size}px ${face}`);
  context.fillStyle = colours.words;
  const top = MARGIN + 60 + Math.max(0, (room - lines.length * size * LEADING) / 2);
  for (const [index, line] of lines.entries()) context.fillText(line, start, top + size + index * size * LEADING);

  context.fillStyle = colours.quiet;
  context.font = `400 34px ${getComputedStyle(document.body).fontFamily}`;
  const titleLines = linesOf(context, title).slice(0, 2);
  const foot = HEIGHT - MARGIN - 64 - 46 * (titleLines.length - 1);
  for (const [index, line] of titleLines.entries()) context.fillText(line, start, foot + index * 46);
  context.fillStyle = colours.words;
  context.font = `${weight} 40px ${face}`;
  context.fillText(site, start, HEIGHT - MARGIN);
  const dot = context.measureText(site).width + 16;
  context.fillStyle = colours.mark;
  context.beginPath();
  context.arc(isFromRight ? start - dot : start + dot, HEIGHT - MARGIN - 6, 7, 0, 2 * Math.PI);
  context.fill();
  return new Promise((done, fail) => {
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("The picture is empty."))), "image/png");
  });
}

/** The faces and colours of the page, as a canvas understands them. */
function look() {
  const title = getComputedStyle(document.querySelector("h1") ?? document.body);
  const probe = document.createElement("i");
  document.body.append(probe);
  const colour = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    ground: colour("forest"),
    words: colour("on-forest"),
    quiet: colour("on-forest-soft"),
    mark: colour("lime"),
  };
  probe.remove();
  return {
    face: title.fontFamily,
    weight: title.fontWeight,
    colours,
    isFromRight: getComputedStyle(document.documentElement).direction === "rtl",
  };
}

function shortened(text: string): string {
  const words = text.replace(/\s+/g, " ").trim();
  if (words.length <= MOST_LETTERS) return words;
  return `${words.slice(0, MOST_LETTERS).replace(/\s+\S*$/, "")} …`;
}

/** The largest size at which a text fits a height. */
function fitted(context: CanvasRenderingContext2D, text: string, room: number, fontOf: (size: number) => string) {
  for (let size = LARGEST; ; size -= 4) {
    context.font = fontOf(size);
    const lines = linesOf(context, text);
    if (size <= SMALLEST || lines.length * size * LEADING <= room) return { size, lines };
  }
}

/** Breaks a text where its language allows it. */
function linesOf(context: CanvasRenderingContext2D, text: string): string[] {
  const segmenter = new Intl.Segmenter(document.documentElement.lang, { granularity: "word" });
  const lines: string[] = [];
  let line = "";
  // A sign that follows a word stays with it.
  const pieces = text.includes(" ") ? text.split(/(?<= )/) : [...segmenter.segment(text)].map(({ segment }) => segment);
  for (const piece of pieces) {
    if (line !== "" && context.measureText((line + piece).trim()).width > WIDTH - 2 * MARGIN) {
      lines.push(line.trim());
      line = "";
    }
    line += piece;
  }
  return [...lines, line.trim()];
}

/** Hands a picture to the apps of a phone or, where there are none, to the downloads. */
export async function handOver(picture: Blob, name: string): Promise<void> {
  const file = new File([picture], name, { type: picture.type });
  const isTouched = matchMedia("(pointer: coarse)").matches;
  if (isTouched && navigator.canShare?.({ files: [file] })) {
    // Cancelling is not an error.
    await navigator.share({ files: [file] }).catch(() => undefined);
    return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
