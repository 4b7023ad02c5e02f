/** Types of the parts of two packages that `npm run cms` calls; their own are missing or wrong. */

declare module "express" {
  import type { IncomingMessage, ServerResponse } from "node:http";

  export interface Request extends IncomingMessage {
    body: unknown;
  }

  export interface Response extends ServerResponse {
    json(body: unknown): Response;
    status(code: number): Response;
  }

  type ErrorMiddleware = (error: unknown, request: Request, response: Response, next: () => void) => void;
  type Middleware = (request: Request, response: Response, next: () => void) => void;

  export interface Express {
    (request: IncomingMessage, response: ServerResponse): void;
    use(middleware: Middleware | ErrorMiddleware): void;
    post(path: string, middleware: Middleware): void;
  }

  const express: {
    (): Express;
    json(options: { limit: string }): Middleware;
  };
  export default express;
}

declare module "decap-server/dist/middlewares.js" {
  import type { Express } from "express";

  const middlewares: { registerLocalFs(app: Express, options: { logLevel: string }): Promise<void> };
  export default middlewares;
}
