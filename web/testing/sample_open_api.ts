/** A small OpenAPI document with a bit of everything, for looking at the reference page. */
import type { OpenApi } from "../entrance/open_api.ts";

const problem = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
const patientId = {
  name: "patient",
  in: "path",
  required: true,
  description: "The patient's id",
  schema: { type: "string", minLength: 1, maxLength: 40 },
};

export const sampleOpenApi: OpenApi = {
  info: { title: "Patient App API", version: "0.1.0" },
  tags: [{ name: "Health data", description: "One way in, and what the Vitals and Stats page reads." }],
  paths: {
    "/api/observation/batches": {
      post: {
        operationId: "observation.ingest",
        tags: ["Health data"],
        summary: "Send samples, deletions and totals",
        "x-access": [{ roles: ["device"], scope: "self" }],
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/ObservationBatch" } } },
        },
        responses: {
          200: {
            description: "What was stored",
            content: {
              "application/json": {
                schema: {
                  type: "object",
                  required: ["stored"],
                  properties: { stored: { type: "integer", minimum: 0 } },
                },
              },
            },
          },
          422: { description: "The batch is not well-formed", content: problem },
        },
      },
    },
    "/api/patient/{patient}/observation/chart": {
      get: {
        operationId: "observation.chart",
        tags: ["Health data"],
        summary: "At most about 1,000 points of one type",
        description: "The resolution follows from the range.",
        "x-access": [{ roles: ["patient"], scope: "self" }, { roles: ["practitioner"], scope: "careTeam" }],
        parameters: [patientId, {
          name: "type",
          in: "query",
          required: true,
          schema: { type: "string", pattern: "^[A-Za-z][A-Za-z0-9_.-]{0,127}$" },
        }],
        responses: {
          200: { description: "The chart" },
          404: { description: "No such patient", content: problem },
        },
      },
    },
    "/api/sign-in": {
      post: {
        tags: ["Sign-in"],
        summary: "Sign in",
        "x-access": { roles: ["public"], scope: "self" },
        responses: { 204: { description: "Signed in" } },
      },
    },
  },
  components: {
    schemas: {
      Problem: {
        type: "object",
        description: "RFC 9457",
        required: ["type", "title"],
        properties: {
          type: { type: "string", format: "uri" },
          title: { type: "string" },
          status: { type: "integer" },
        },
      },
      ObservationBatch: {
        type: "object",
        required: ["batchId", "groups"],
        properties: {
          batchId: { type: "string", format: "uuid" },
          groups: {
            type: "array",
            maxItems: 500,
            items: {
              type: "object",
              properties: {
                type: { type: "string" },
                value: { type: ["array", "null"], items: { type: "number" } },
              },
            },
          },
          period: { enum: ["hour", "day"] },
        },
      },
    },
  },
};
