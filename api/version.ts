/** The version that health checks and the API document tell. */
export const version = "0.1.0";
