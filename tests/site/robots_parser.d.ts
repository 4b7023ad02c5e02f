/** What is called of it. Its own types say that the function is a property of itself. */
declare module "robots-parser" {
  interface Robots {
    isAllowed(url: string, agent?: string): boolean | undefined;
    getSitemaps(): string[];
  }
  export default function robotsParser(url: string, text: string): Robots;
}
