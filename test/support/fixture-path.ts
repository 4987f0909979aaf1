import { fileURLToPath } from 'node:url'

/** Where a file of test/fixtures is. */
export const fixturePath = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url))
