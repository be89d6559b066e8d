/** Who asks: an identity of one space, proved by a surface at its door. */
export interface Actor {
  readonly userId: string;
  readonly spaceId: string;
}
