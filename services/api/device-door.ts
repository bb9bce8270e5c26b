/** What the JSON doors for devices do around each answer: name it for logs, keep it out of caches, explain its refusals. */
import type { Request, RequestHandler, Response } from "express";
import { explain } from "../ingest/guard.ts";

/** `route` is the template that stands in logs and metrics. */
export const deviceAnswer =
  (
    route: string,
    answer: (request: Request, response: Response) => Promise<void>,
  ): RequestHandler =>
  async (request, response) => {
    response.locals["route"] = route;
    response.setHeader("Cache-Control", "no-store");
    try {
      await answer(request, response);
    } catch (error) {
      explain(error, response);
      throw error;
    }
  };
