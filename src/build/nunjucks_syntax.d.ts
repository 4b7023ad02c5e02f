import "nunjucks";

/** The part of Nunjucks' parser that is called; `@types/nunjucks` leaves it out. */
declare module "nunjucks" {
  interface SyntaxTree {
    /** Every node of a kind, wherever it stands. */
    findAll(kind: unknown): { value: unknown }[];
  }

  const parser: { parse(template: string, extensions: readonly unknown[], options: object): SyntaxTree };
  const nodes: { Symbol: unknown };
}
