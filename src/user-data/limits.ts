/** The largest file of one's own, and the longest line of data (a text may be one line); bytes. */
export const OWN_FILE_LIMIT = 2 ** 26
export const OWN_LINE_LIMIT = 2 ** 23
