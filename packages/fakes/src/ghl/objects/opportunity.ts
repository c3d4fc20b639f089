import type { Fields } from "./index.ts";

/** An opportunity in the location's only pipeline. */
export function opportunity(locationId: string, fields: Fields) {
  const { createdAt } = fields;
  return {
    locationId,
    name: "Consulta",
    monetaryValue: 0,
    pipelineId: "VDm7RPYC2GLUvdpKmBfC",
    pipelineStageId: stages[0],
    status: "open",
    source: "formulario web",
    lastStatusChangeAt: createdAt,
    lastStageChangeAt: createdAt,
    indexVersion: "1",
    notes: [],
    tasks: [],
    calendarEvents: [],
    customFields: [],
    followers: [],
    ...fields,
  };
}

/** The stages of the pipeline, in order. */
export const stages: readonly string[] = [
  "7915dedc-8f18-44d5-8bc3-77c04e994a10",
  "b20c5d3e-3f5e-4f4e-9f0e-7b0b1f7c1a55",
  "e1a4c2f0-6c0a-4a58-8a3b-0d9f2f8a7c21",
];
