/** The first digits of a SHA-256, enough to tell it from others; a dash where there is none. */
export const shortDigest = (digest: string | null): string =>
  digest === null ? '–' : digest.replace(/^sha256:/, '').slice(0, 12)
