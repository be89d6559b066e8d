/** Raised when a client of one number cannot talk to a host of another. Compared in every handshake. */
export const PROTOCOL_VERSION = 1;

export const PRODUCT_NAME = 'Spaces';
