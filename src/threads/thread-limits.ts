/**
 * What the garbage collector of a thread may keep of what is new: a thread that trains makes next
 * to nothing, and by default each would come to hold three times 16 MB of it for ever. 12 MB are
 * three times 4.
 */
export const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 12 }
