/** The cache of what readers saved. */
export const CACHE = "saved";
