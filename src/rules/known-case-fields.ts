/** The fields of a case file (`inspect --input`). */
export const CASE_FIELDS = ['x', 'y', 'h0', 'c0', 'lengths'] as const
