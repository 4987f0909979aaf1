/** Whether this is the long job, which draws more and other cases than the gate has time for. */
export const inLongJob = process.env.PROPERTY_SEED !== undefined
