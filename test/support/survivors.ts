/** How a reader fares with broken copies of a file. */
import { mutations } from './mutations.ts'
import { refused } from './refused.ts'

/**
 * How many of `count` broken copies are read all the same: a changed number is a number. The
 * others must be refused; any other error fails the test.
 */
export async function survivors(
  bytes: Uint8Array,
  count: number,
  read: (mutant: Uint8Array) => unknown,
): Promise<number> {
  let whole = 0
  for (const mutant of mutations(bytes, count))
    if ((await refused(() => read(mutant))) === null) whole++
  return whole
}
