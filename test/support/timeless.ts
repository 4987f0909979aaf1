/** Results without what no two runs share: how long they took. */
export const timeless = (result: unknown): unknown =>
  JSON.parse(JSON.stringify(result, (key, one) => (/^seconds$|PerSecond$/.test(key) ? 0 : one)))

/** The same of a JSON document. */
export const timelessIn = (document: string): unknown => timeless(JSON.parse(document))
