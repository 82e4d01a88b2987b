/** The least Worker there is on this stack: what a cold start is measured against. */
import { Hono } from "hono";

export default new Hono().get("*", (c) => c.text("ready"));
