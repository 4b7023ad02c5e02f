/** The part of its API that is used. Its own types declare the function as a property of itself. */
declare module "robots-parser" {
  interface Robots {
    isAllowed(url: string, agent?: string): boolean | undefined;
    getSitemaps(): string[];
  }
  export default function robotsParser(url: string, text: string): Robots;
}
