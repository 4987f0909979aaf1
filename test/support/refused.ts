/** What a call refuses with. */
import { InputError } from '../../src/rules/input-error.ts'

/**
 * The code and facts of the InputError that the call throws (or its promise rejects with); any
 * other error is thrown on.
 */
export async function refused(
  call: () => unknown,
): Promise<{ code: string; details: object } | null> {
  try {
    await call()
  } catch (error) {
    if (error instanceof InputError) return { code: error.code, details: error.details }
    throw error
  }
  return null
}

/** Whether the call returns or refuses; any other error is thrown on. */
export function returnsOrRefuses(call: () => unknown): boolean {
  try {
    call()
  } catch (error) {
    if (!(error instanceof InputError)) throw error
  }
  return true
}
