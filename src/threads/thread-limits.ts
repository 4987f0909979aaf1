/**
 * Limit of a thread's young generation: a training thread allocates next to nothing, but by default
 * each would keep three times 16 MB for ever. 12 MB are three times 4.
 */
export const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 12 }
