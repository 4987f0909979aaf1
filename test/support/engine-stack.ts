/** What the engine makes of one sequence with a stack. */
import { loadStack } from '../../src/engine/stack/load-stack.ts'
import { runStack } from '../../src/engine/stack/stack.ts'
import type { Stack } from '../../src/engine/stack/types.ts'

/** The last step's outputs, one row a time step. */
export async function engineOutputs(
  stack: Stack,
  input: readonly (readonly number[])[] | readonly number[],
): Promise<number[][]> {
  const x = Float64Array.from(input.flat())
  const given = { x, T: input.length, B: 1, lengths: null, starts: [] }
  const { values, T, width } = runStack(await loadStack(stack), given).outputs
  return Array.from({ length: T }, (_, t) => [...values.subarray(t * width, (t + 1) * width)])
}
