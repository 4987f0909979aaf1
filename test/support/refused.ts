/** What a call refuses with. */
import { Refusal } from '../../src/refusal.ts'

/** The code and facts of the Refusal that the call throws (or its promise rejects with); any other error is thrown on. */
export async function refused(call: () => unknown): Promise<{ code: string; facts: object } | null> {
  try {
    await call()
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, facts: error.facts }
    throw error
  }
  return null
}

/** Whether the call returns or refuses; any other error is thrown on. */
export function returnsOrRefuses(call: () => unknown): boolean {
  try {
    call()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
  return true
}
