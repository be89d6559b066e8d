/** How what the host makes up itself has to look. */
export const HEX16 = /^[0-9a-f]{16}$/;
export const HEX64 = /^[0-9a-f]{64}$/;
export const UUID7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
export const MICROSECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/;
export const SECONDS = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;
